"""Moodle XML: everything that a Moodle question can hold, reasons, hints and our id included."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from engine.study.exports._entry import Entry, entries
from engine.study.exports._markup import clean, html, line, number
from engine.study.questions import Question

TITLE = "Moodle XML"
SUFFIX = ".xml"
MIME = "application/xml"

_TYPES = {
    "choice": "multichoice",
    "select": "multichoice",
    "number": "numerical",
    "order": "ordering",
}
_HINT_COSTS = "0.5"


def export(questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0) -> bytes:
    """Return the questions as a Moodle quiz; our id is the idnumber.

    A sequence is Moodle's ordering question (Moodle 4.4 or its plugin). A number with variants is
    one numerical question, with the numbers that ``seed`` shows.
    """
    del at
    quiz = Element("quiz")
    quiz.append(Comment(f" {line(title).replace('-', ' ')} "))
    for category, group in groupby(entries(questions, seed), key=lambda entry: entry.category):
        names = (line(name).replace("/", "//") for name in (title, *category))
        question = _child(quiz, "question", type="category")
        _text(question, "category", "/".join(["$course$/top", *filter(None, names)]))
        for entry in group:
            quiz.append(_question(entry))
    indent(quiz)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True)) + b"\n"


def _question(entry: Entry) -> Element:
    question = Element("question", type=_TYPES[entry.question.kind])
    _text(question, "name", entry.id)
    _html(question, "questiontext", entry.shown.ask)
    _html(question, "generalfeedback", entry.shown.why)
    for tag, text in (("defaultgrade", "1"), ("penalty", _HINT_COSTS), ("hidden", "0")):
        _child(question, tag).text = text
    _child(question, "idnumber").text = entry.id
    {"number": _number, "order": _order}.get(entry.question.kind, _options)(question, entry)
    for hint in entry.shown.hints:
        _html(question, "hint", hint)
    tags = _child(question, "tags")
    for tag in entry.tags:
        _text(tags, "tag", line(tag))
    return question


def _options(question: Element, entry: Entry) -> None:
    several = entry.question.kind == "select"
    shuffled = str(entry.question.shuffle == "yes").lower()
    _child(question, "single").text = str(not several).lower()
    _child(question, "shuffleanswers").text = shuffled
    _child(question, "answernumbering").text = "ABCD"
    right = number(round(100 / len(entry.shown.right_texts), 5))
    wrong = "-100" if several else "0"
    for option in entry.shown.options:
        answer = _html(question, "answer", option.text, fraction=right if option.right else wrong)
        _html(answer, "feedback", option.why)


def _number(question: Element, entry: Entry) -> None:
    for one in entry.numbers:
        answer = _child(question, "answer", fraction=number(100 * one.right))
        _child(answer, "text").text = number(one.value)
        _html(answer, "feedback", one.why)
        _child(answer, "tolerance").text = number(one.tolerance)
    if entry.units:
        units = _child(question, "units")
        for name in entry.units:
            unit = _child(units, "unit")
            _child(unit, "multiplier").text = "1"
            _child(unit, "unit_name").text = clean(name)
    written_or_none = "0" if entry.units else "3"
    left = str(int(entry.units[:1] == ("C$",)))
    for tag, text in (
        ("unitgradingtype", "0"),
        ("unitpenalty", "0"),
        ("showunits", written_or_none),
    ):
        _child(question, tag).text = text
    _child(question, "unitsleft").text = left


def _order(question: Element, entry: Entry) -> None:
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0"}
    for tag, text in {**settings, "gradingtype": "ALL_OR_NOTHING", "showgrading": "SHOW"}.items():
        _child(question, tag).text = text
    for place, step in enumerate(entry.shown.right_order, start=1):
        _html(question, "answer", step, fraction=str(place))


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, attributes)


def _text(parent: Element, tag: str, text: str) -> Element:
    element = _child(parent, tag)
    _child(element, "text").text = clean(text)
    return element


def _html(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    element = _child(parent, tag, **attributes, format="html")
    _child(element, "text").text = html(text)
    return element
