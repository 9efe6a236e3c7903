"""GIFT, the text format that Moodle and many others read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.study.exports._entry import Entry, entries
from engine.study.exports._markup import html, line, number
from engine.study.questions import Question

TITLE = "GIFT"
SUFFIX = ".gift"
MIME = "text/plain"

_CONTROL = re.compile(r"[\\~=#{}:]")
_NOT_IN_TAGS = re.compile(r"[\[\]<>`\\]")


def export(questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0) -> bytes:
    """Return the questions in GIFT, each under a category of objective and topic.

    GIFT knows no ordering, so each step is matched with its place, and no hints, so they are
    comments. Of several right options each is worth its share, and a wrong one costs everything.
    """
    del at
    blocks, category = [f"// {line(title)}"], ""
    for entry in entries(questions, seed):
        if (wanted := _category(title, entry)) != category:
            blocks.append(f"$CATEGORY: {wanted}")
            category = wanted
        blocks.append("\n".join(_lines(entry)))
    return ("\n\n".join(blocks) + "\n").encode()


def _lines(entry: Entry) -> Iterator[str]:
    tags = " ".join(f"[tag:{_tag(tag)}]" for tag in entry.tags if _tag(tag))
    yield f"// [id:{entry.id}] {tags}".rstrip()
    yield from (f"// hint: {_tag(hint)}" for hint in entry.shown.hints)
    kind = entry.question.kind
    if kind == "order":
        yield "// GIFT has no ordering: each step is matched with its place."
    sign = "#" if kind == "number" else ""
    yield f"::{_escaped(entry.id)}::[html]{_text(entry.shown.ask)} {{{sign}"
    yield from _answers(entry)
    if entry.shown.why:
        yield f"\t####{_text(entry.shown.why)}"
    yield "}"


def _answers(entry: Entry) -> Iterable[str]:
    if entry.question.kind == "number":
        return (
            f"\t=%{100 * one.right}%{number(one.value)}:{number(one.tolerance)}{_why(one.why)}"
            for one in entry.numbers
        )
    if entry.question.kind == "order":
        pairs = zip(entry.shown.steps, entry.places, strict=True)
        return (f"\t={_text(step)} -> {place}" for step, place in pairs)
    count = len(entry.shown.right_texts)
    right = "=" if entry.question.kind == "choice" else f"~%{number(round(100 / count, 5))}%"
    wrong = "~" if entry.question.kind == "choice" else "~%-100%"
    return (
        f"\t{right if option.right else wrong}{_text(option.text)}{_why(option.why)}"
        for option in entry.shown.options
    )


def _why(why: str) -> str:
    return f"#{_text(why)}" if why else ""


def _text(text: str) -> str:
    """Return a text as HTML on one line, escaped; its start is taken for no format or weight."""
    text = html(text)
    text = f"&#{ord(text[0])};{text[1:]}" if text[:1] in ("[", "%", "-", "/") else text
    return _escaped(text)


def _escaped(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\{found[0]}", text)


def _tag(text: str) -> str:
    return _NOT_IN_TAGS.sub(" ", line(text)).strip()


def _category(title: str, entry: Entry) -> str:
    """Return the path of a category; a slash inside a name is doubled."""
    names = (_NOT_IN_TAGS.sub(" ", line(name)) for name in (title, *entry.category))
    return "/".join(name.replace("/", "//").strip() for name in names if name.strip())
