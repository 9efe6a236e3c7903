"""A deck for Anki. A question keeps its note for ever, so a second import updates it."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from itertools import count
from string import ascii_uppercase

import genanki  # type: ignore[import-untyped]

from engine.study.exports._entry import Entry, entries
from engine.study.exports._markup import html, line
from engine.study.questions import Question

TITLE = "Anki"
SUFFIX = ".apkg"
MIME = "application/octet-stream"

MODEL_ID = 1_735_204_811
"""Never to be changed: Anki knows our cards' form by it."""
FIELDS = ("Question", "Options", "Answer", "Reasons", "Hint", "Source", "Id")
_FRONT = "<div>{{Question}}</div>{{Options}}{{hint:Hint}}"
_BACK = (
    "{{FrontSide}}<hr id=answer><div><b>{{Answer}}</b></div>{{Reasons}}"
    "<p><small>{{Source}}</small></p>"
)
_CSS = ".card {font-family: sans-serif; font-size: 18px; text-align: left; line-height: 1.4}"


def export(questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0) -> bytes:
    """Return a package with one deck, named by the title, and one note a question.

    The note's guid comes from our id alone, so an edit updates the note and keeps its schedule.
    The notes bear the time ``at`` which they were packed, as Anki takes the newer of two.
    """
    deck = genanki.Deck(_stable_id(title), line(title) or "Hedgebook")
    model = genanki.Model(
        MODEL_ID,
        "Hedgebook question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    for entry in entries(questions, seed):
        deck.add_note(_note(model, entry))
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", _collection(deck, at))
        archive.writestr("media", "{}")
    return package.getvalue()


def guid(question_id: str) -> str:
    """Return the name under which Anki keeps a question's note.

    >>> guid("first-hedge") == guid("first-hedge") != guid("second-hedge")
    True
    """
    return str(genanki.guid_for("hedgebook", question_id))


def _collection(deck: genanki.Deck, at: float) -> bytes:
    """Return the database of a deck, built in memory: genanki itself leaves a temporary file."""
    with closing(sqlite3.connect(":memory:")) as database:
        numbers = count(int(at) * 1000)
        genanki.Package(deck).write_to_db(database.cursor(), at, numbers)
        database.commit()
        return database.serialize()


def _note(model: genanki.Model, entry: Entry) -> genanki.Note:
    source = " · ".join(filter(None, (*entry.category, entry.question.source)))
    answer = "<br>".join(html(text) for text in entry.shown.right_texts)
    hint = "<br>".join(map(html, entry.shown.hints))
    fields = [html(entry.shown.ask), _options(entry), answer, _reasons(entry), hint]
    return genanki.Note(
        model=model,
        fields=[*fields, html(source), entry.id],
        tags=[re.sub(r"\s+", "-", line(tag)) for tag in entry.tags],
        guid=guid(entry.id),
    )


def _options(entry: Entry) -> str:
    texts = [option.text for option in entry.shown.options] or list(entry.shown.steps)
    return "".join(
        f"<div>{letter}. {html(text)}</div>"
        for letter, text in zip(ascii_uppercase, texts, strict=False)
    )


def _reasons(entry: Entry) -> str:
    """Return why each option is right or wrong, by the letter it has on the front."""
    reasons = [
        f"<div>{letter}. {'✓' if option.right else '✗'} {html(option.why)}</div>"
        for letter, option in zip(ascii_uppercase, entry.shown.options, strict=False)
        if option.why
    ]
    if entry.shown.why:
        reasons.append(f"<div>{html(entry.shown.why)}</div>")
    return "".join(reasons)


def _stable_id(title: str) -> int:
    """Return the deck's number, the same for the same title."""
    return int.from_bytes(sha256(line(title).encode()).digest()[:4], "big") + 1
