"""Exports: whatever leaves the app comes back the same, read by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.exports import anki, formats
from engine.study.exports import csv as table
from engine.study.exports._markup import html
from engine.study.exports.gift import export as to_gift
from engine.study.exports.moodle_xml import export as to_moodle
from engine.study.exports.qti import export as to_qti
from engine.study.questions import Question
from engine.study.shown import Shown, shown
from tests.study.export_readers import Read, gift, moodle, qti
from tests.study.written import LAW

TITLE, SEED = "Hedgebook", "paper-1"
HOSTILE = settings(LAW, max_examples=20)


def question(**written: Any) -> Question:
    """Return a question with what every question needs."""
    needed = {"id": "one", "topic": "Delta hedging", "objective": "MM-2", "ask": "Which?"}
    return Question.model_validate(needed | written)


CHOICE = question(
    id="hedge",
    ask="You sold calls with a delta of $\\Delta = 0.45$ for C$80. Which trade **hedges** them?",
    right={"Buy 900 shares": "20 × 100 × 0.45."},
    wrong={"Sell 900 shares": "Wrong side.", "Wait": ""},
    hints=["Think of the sign.", "It is below zero."],
    why="A hedge stands on the other side.",
    tags=["delta", "first steps"],
    level="analyse",
)
SELECT = question(
    id="vega",
    right={"A call": "Yes.", "A put": "Yes.", "A straddle": "Twice."},
    wrong={"A share": "None.", "A future": "None."},
)
NUMBER = question(
    id="shares",
    ask="How many shares hedge {n} calls of delta {delta}?",
    vars={"n": "10 to 50 step 5", "delta": "0.30 to 0.70 step 0.05"},
    answer="n * 100 * delta shares ± 1",
    traps={"n * delta": "One contract covers 100 shares.", "-n * 100 * delta": "Wrong side."},
    why="{n} × 100 × {delta} = {answer} shares.",
)
ORDER = question(
    id="steps", ask="Put them in order.", order=["Measure", "Trade", "Watch", "Trade again"]
)
ALL = [CHOICE, SELECT, NUMBER, ORDER]


def read(form: str, *questions: Question, seed: str = SEED) -> list[Read]:
    """Return questions after a journey through one format."""
    export, reader = {
        "gift": (to_gift, gift),
        "moodle": (to_moodle, moodle),
        "qti": (to_qti, qti),
    }[form]
    return reader(export(questions, title=TITLE, seed=seed))


JOURNEYS = pytest.mark.parametrize("form", ["gift", "moodle", "qti"])


# The menu's contract.


@pytest.mark.parametrize("name", formats())
def test_every_format_is_whole(name: str) -> None:
    """It has a title, an ending and a media type, and the same questions are the same bytes."""
    form = formats()[name]
    assert form.TITLE and form.SUFFIX.startswith(".") and "/" in form.MIME
    if name != "anki":  # It bears the time of its making.
        once, again = (form.export(ALL, title=TITLE, seed=SEED) for _ in range(2))
        assert once == again


@pytest.mark.parametrize("name", formats())
def test_every_format_takes_no_questions_and_any_title(name: str) -> None:
    """An empty choice is an empty file, and a title is only a title."""
    for title in ("", "A -- B\n</quiz> & ::x{", "Ünïcode – 期权"):
        assert formats()[name].export([], title=title, seed="") is not None
        assert formats()[name].export([CHOICE], title=title, seed="")


def test_the_formats_that_were_promised_are_there() -> None:
    """GIFT, Moodle XML, QTI, Anki and CSV."""
    assert {"gift", "moodle_xml", "qti", "anki", "csv"} <= formats().keys()


# There and back.


def same_options(back: Read, there: Shown) -> None:
    """Compare options, their reasons and which of them are right."""
    assert [(one.text, one.why) for one in back.answers] == [
        (one.text, one.why) for one in there.options
    ]
    assert [one.worth > 0 for one in back.answers] == [one.right for one in there.options]


@JOURNEYS
def test_a_choice_comes_back(form: str) -> None:
    """Its text with formula, money and bold; options in the order shown; reasons; the last word."""
    (back,) = read(form, CHOICE)
    there = shown(CHOICE, SEED)
    assert (back.id, back.ask, back.why) == ("hedge", there.ask, there.why)
    assert back.kind in ("choice", "multiple_choice_question")
    same_options(back, there)
    assert sum(one.worth for one in back.answers) == 100


@JOURNEYS
def test_a_selection_comes_back(form: str) -> None:
    """All right options together are worth everything, and a wrong one brings nothing."""
    (back,) = read(form, SELECT)
    assert back.kind in ("select", "multiple_answers_question")
    same_options(back, shown(SELECT, SEED))
    if form != "qti":  # There it is all or nothing, in one condition.
        assert sum(one.worth for one in back.answers if one.worth > 0) == pytest.approx(
            100, abs=1e-4
        )
        assert {one.worth for one in back.answers if one.worth <= 0} == {-100}


@JOURNEYS
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_number_comes_back_as_the_variant_of_its_seed(form: str, seed: str) -> None:
    """With its margin, and with the traps and what is said to whoever falls into one."""
    (back,) = read(form, NUMBER, seed=seed)
    there = shown(NUMBER, seed)
    assert back.ask == there.ask and back.why == there.why
    right, *traps = back.answers
    assert (float(right.text), right.margin, right.worth) == (there.value, 1.0, 100)
    assert [(float(one.text), one.worth) for one in traps] == [
        (pytest.approx(there.value / 100), 0),
        (-there.value, 0),
    ]
    assert [one.why for one in traps] == ["One contract covers 100 shares.", "Wrong side."]


@JOURNEYS
def test_a_sequence_comes_back(form: str) -> None:
    """As Moodle's ordering, or as steps to be matched with their places."""
    (back,) = read(form, ORDER)
    if form == "moodle":
        assert (back.kind, tuple(back.steps)) == ("ordering", ORDER.order)
        return
    assert tuple(step for step, _ in back.pairs) == shown(ORDER, SEED).steps
    in_order = sorted(back.pairs, key=lambda pair: int(pair[1]))
    assert tuple(step for step, _ in in_order) == ORDER.order


@JOURNEYS
def test_all_questions_come_back_in_their_order(form: str) -> None:
    """None is lost between two others."""
    assert [back.id for back in read(form, *ALL)] == [one.id for one in ALL]


def test_hints_and_tags_go_along() -> None:
    """Moodle gives hints one by one; in GIFT they are comments, as it knows none."""
    for form in ("gift", "moodle"):
        (back,) = read(form, CHOICE)
        assert back.hints == ["Think of the sign.", "It is below zero."]
        assert back.tags == ["MM-2", "analyse", "delta", "first steps"]


def test_objective_and_topic_are_the_category() -> None:
    """A slash in a name divides nothing."""
    odd = question(topic="Bid/offer", right="a", wrong=["b", "c"])
    (back,) = read("gift", odd)
    assert back.category == [TITLE, "MM-2", "Bid/offer"]
    first, second = read("moodle", CHOICE, odd)
    assert first.category == ["$course$", "top", TITLE, "MM-2", "Delta hedging"]
    assert second.category == ["$course$", "top", TITLE, "MM-2", "Bid/offer"]


def test_moodle_takes_a_number_with_its_unit() -> None:
    """By any of the words that the app itself would take."""
    (back,) = read("moodle", NUMBER)
    assert back.units[0] == "shares" and "share" in back.units
    assert read("moodle", question(answer="2 + 2", why="Count."))[0].units == []


def test_shuffle_no_stays_so_in_moodle() -> None:
    """Where the author fixed the order, so does the export."""
    root = ElementTree.fromstring(
        to_moodle([question(right="a", wrong=["b"], shuffle="no"), SELECT], title="", seed="")
    )
    assert [one.text for one in root.iter("shuffleanswers")] == ["false", "true"]


# Hostile texts.

SIGNS = st.sampled_from(list("~=#{}:\\%[]<>&$*`/-_\"'|@+!?.,;()^ \n\té–−×期𝛥0aZ"))
MEANINGFUL = r"""
]]> ¦ <script>alert(1)</script> ¦ &amp; ¦ &#35; ¦ -> -> ¦ #### ¦ ::name:: ¦ %50% ¦ %-100% ¦ \n ¦ \\n
\: ¦ \(x\) ¦ $x$ ¦ $\frac{1}{2}$ ¦ C$80 and $S$ ¦ **b** ¦ *i* ¦ `c` ¦ [html] ¦ [plain] x ¦ //x
{=a} ¦ $CATEGORY: x ¦ TRUE ¦ &&058; ¦ <br> ¦ <!-- ¦ =1+1 ¦ [tag:x] ¦ [id:x] ¦ {{FrontSide}}
"""
NASTY = st.sampled_from([part.strip() for part in MEANINGFUL.replace("\n", "¦").split("¦")])
TEXT = (
    st.lists(st.one_of(SIGNS, NASTY, st.text(st.characters(exclude_categories=["C"]), max_size=4)))
    .map("".join)
    .map(str.strip)
    .filter(bool)
)
REASON = st.one_of(st.just(""), TEXT)
OPTIONS = st.dictionaries(TEXT, REASON, min_size=2, max_size=5).map(
    lambda found: list(found.items())
)


@JOURNEYS
@given(ask=TEXT, why=REASON, options=OPTIONS, several=st.booleans())
@HOSTILE
def test_hostile_texts_come_back_exact(
    form: str, ask: str, why: str, options: list[tuple[str, str]], several: bool
) -> None:
    """Every sign that means something to a format, as question, option, reason and last word."""
    rights = 2 if several and len(options) > 2 else 1
    written = question(
        ask=ask, why=why or None, right=dict(options[:rights]), wrong=dict(options[rights:])
    )
    (back,) = read(form, written)
    assert (back.ask, back.why) == (ask, why)
    same_options(back, shown(written, SEED))


@JOURNEYS
@given(ask=TEXT, steps=st.lists(TEXT, min_size=2, max_size=6), trap=REASON)
@HOSTILE
def test_hostile_steps_and_traps_come_back_exact(
    form: str, ask: str, steps: list[str], trap: str
) -> None:
    """Also where two steps are the same, and beside an arrow."""
    ordered, number = read(
        form,
        question(ask=ask, order=steps),
        question(id="two", ask=ask, answer="9 ± 0.5", traps={"90": trap}),
    )
    if form == "moodle":
        assert ordered.steps == steps
    else:
        in_order = sorted(ordered.pairs, key=lambda pair: int(pair[1]))
        assert [step for step, _ in in_order] == steps
    assert (ordered.ask, number.ask, number.answers[1].why) == (ask, ask, trap)


@given(tags=st.lists(TEXT, max_size=4), topic=TEXT, objective=TEXT, source=TEXT, hint=TEXT)
@HOSTILE
def test_hostile_names_break_nothing(
    tags: list[str], topic: str, objective: str, source: str, hint: str
) -> None:
    """Tags, categories and hints may lose signs that their place cannot hold, but no question."""
    more = {"tags": tags, "topic": topic, "objective": objective, "source": source, "hint": hint}
    odd = question(right={"a": "x"}, wrong={"b": "y", "c": "z"}, **more)
    for form in ("gift", "moodle", "qti"):
        back, next_one = read(form, odd, CHOICE)
        assert (back.id, [one.text for one in back.answers]) == (
            "one",
            [one.text for one in shown(odd, SEED).options],
        )
        assert next_one.id == "hedge"
    assert read("moodle", odd)[0].hints == [hint]


@JOURNEYS
def test_what_no_document_may_hold_is_left_out(form: str) -> None:
    """Control characters; every line end is one line end."""
    (back,) = read(form, question(ask="a\x00b\x0bc\r\nd\re", right="x", wrong=["y", "z"]))
    assert back.ask == "abc\nd\ne"


@pytest.mark.parametrize("name", ["gift", "moodle_xml"])
def test_formulas_are_in_the_brackets_of_mathjax_and_money_is_money(name: str) -> None:
    """Moodle reads no single dollars as a formula."""
    text = formats()[name].export([CHOICE], title=TITLE, seed=SEED).decode().replace("\\\\", "\\")
    assert r"\(\Delta " in text and "C$80" in text and "$\\Delta" not in text
    assert "<strong>hedges" in text.replace("&lt;", "<").replace("&gt;", ">")


def test_markup_inside_markup_is_markup() -> None:
    """A bold sentence keeps its formula, its code and its line end."""
    assert html("**a $x<y$ `*b*`\nc**") == (r"<strong>a \(x&lt;y\) <code>*b*</code><br>c</strong>")


@pytest.mark.parametrize("sign", "~=#{}:\\")
def test_gift_escapes_every_sign_that_its_description_names(sign: str) -> None:
    """Also where our own reader would not mind."""
    text = to_gift([question(ask=f"a{sign}b", right="x", wrong=["y"])], title="", seed="")
    assert f"a\\{sign}b" in text.decode()


# Anki.


def notes(data: bytes, folder: Path) -> dict[str, tuple[int, list[str], str]]:
    """Return an Anki package's notes by guid: their model, their fields, their tags."""
    file = folder / "collection.anki2"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        file.write_bytes(package.read("collection.anki2"))
    with sqlite3.connect(file) as database:
        rows = database.execute("select guid, mid, flds, tags from notes").fetchall()
    return {guid: (model, fields.split("\x1f"), tags) for guid, model, fields, tags in rows}


def decks(folder: Path) -> dict[str, Any]:
    """Return the decks of the package that was read last."""
    with sqlite3.connect(folder / "collection.anki2") as database:
        found: dict[str, Any] = json.loads(database.execute("select decks from col").fetchone()[0])
    return found


def test_anki_keeps_a_note_for_every_question(tmp_path: Path) -> None:
    """Front, back and the way home."""
    found = notes(anki.export(ALL, title=TITLE, seed=SEED), tmp_path)
    assert len(found) == len(ALL)
    model, fields, tags = found[anki.guid("hedge")]
    values = dict(zip(anki.FIELDS, fields, strict=True))
    assert model == anki.MODEL_ID
    assert values["Answer"] == "Buy 900 shares" and values["Id"] == "hedge"
    assert "Sell 900 shares" in values["Options"] and "Wrong side." in values["Reasons"]
    assert r"\(\Delta = 0.45\)" in values["Question"]
    assert tags.split() == ["MM-2", "analyse", "delta", "first-steps"]


def test_anki_imports_an_edited_question_over_the_old_one(tmp_path: Path) -> None:
    """The guid comes from the id alone, and deck and model stay: no duplicates, ever."""
    first = notes(anki.export(ALL, title=TITLE, seed=SEED), tmp_path)
    first_decks = decks(tmp_path)
    edited = [one.model_copy(update={"ask": f"{one.ask} Edited."}) for one in ALL]
    second = notes(anki.export(edited, title=TITLE, seed="another"), tmp_path)
    assert first.keys() == second.keys()
    assert decks(tmp_path).keys() == first_decks.keys()
    assert {model for model, *_ in second.values()} == {anki.MODEL_ID}
    assert all("Edited." in fields[0] for _, fields, _ in second.values())


def test_anki_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server that exports for weeks must not fill its disk."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    anki.export(ALL, title=TITLE, seed=SEED)
    assert list(tmp_path.iterdir()) == []


@given(texts=st.lists(TEXT, min_size=3, max_size=3, unique=True), tag=TEXT)
@settings(LAW, max_examples=5)
def test_anki_takes_hostile_texts_as_text(texts: list[str], tag: str) -> None:
    """No field spills into the next and no tag opens."""
    ask, right, wrong = texts
    written = question(ask=ask, right=[right], wrong=[wrong], tags=[tag])
    with zipfile.ZipFile(io.BytesIO(anki.export([written], title=ask, seed=""))) as package:
        data = package.read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    ((fields,),) = database.execute("select flds from notes").fetchall()
    assert len(fields.split("\x1f")) == len(anki.FIELDS)
    assert "<script" not in fields


# CSV.


def rows(data: bytes) -> list[dict[str, str]]:
    """Return a table's rows by their columns."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_every_question() -> None:
    """Of every kind, with what its kind has."""
    found = {row["id"]: row for row in rows(table.export(ALL, title=TITLE, seed=SEED))}
    assert list(found) == [one.id for one in ALL]
    assert found["hedge"]["right"] == "Buy 900 shares"
    assert found["hedge"]["reasons"].split("\n")[0] in (
        "Buy 900 shares: 20 × 100 × 0.45.",
        "Sell 900 shares: Wrong side.",
    )
    assert found["steps"]["steps"] == "Measure\nTrade\nWatch\nTrade again"
    assert float(found["shares"]["answer"]) == shown(NUMBER, SEED).value
    assert (found["shares"]["unit"], found["shares"]["tolerance"]) == ("shares", "1")
    assert found["hedge"]["version"] == CHOICE.version


@given(ask=TEXT, right=TEXT, start=st.sampled_from(["=", "+", "-", "@", "\t", "＝"]))
@HOSTILE
def test_no_cell_is_a_formula(ask: str, right: str, start: str) -> None:
    """A spreadsheet opens texts, and they are exact behind the apostrophe."""
    written = question(ask=f"{start.strip()}{ask}", right=[right], wrong=["x y z", "u v w"])
    (row,) = rows(table.export([written], title=TITLE, seed=SEED))
    assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "＝") for cell in row.values())
    assert row["question"].removeprefix("'") == written.ask.removeprefix("'")


# The readers themselves.


def test_the_gift_reader_reads_what_others_write() -> None:
    """So that it is no mirror of our own writer: plain texts, no names, another order."""
    text = (
        "// [id:x] [tag:easy]\n::x:: Two \\: two\n{ ~ %50%one # half\n ~%50%two ~%-100% three\n"
        "#### All said. }\n\n// [id:y]\n::y::How much?{#3.5:0.5 #near\n=%50%4:1}"
    )
    first, second = gift(text.encode())
    assert (first.kind, first.ask, first.why, first.tags) == (
        "select",
        "Two : two",
        "All said.",
        ["easy"],
    )
    assert [(one.text, one.worth) for one in first.answers] == [
        ("one", 50),
        ("two", 50),
        ("three", -100),
    ]
    assert second.kind == "number"
