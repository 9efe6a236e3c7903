"""An exam on paper: one HTML file to print, with the form, and its key on pages of their own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from string import ascii_uppercase

from engine.study.bank import Bank
from engine.study.exams.blueprints import Blueprint
from engine.study.exams.draw import draw
from engine.study.exams.exam_asked import Item
from engine.study.exams.paper_style import STYLE
from engine.study.exams.paper_text import to_html
from engine.study.exams.sitting import Sitting
from engine.study.marking import Mark, Response
from engine.study.reasons import Reason, places, reasons

_HOW = {
    "choice": "",
    "select": "Choose all that are right.",
    "number": "Write a number, with its unit.",
    "order": "Number the steps in their right order, from 1.",
}
_RULES = (
    "Choose one answer for each question, unless it says otherwise. There is no penalty for a "
    "wrong answer, so leave none empty."
)


def paper(
    blueprint: Blueprint, bank: Bank, seed: str, *, lesson: str | None = None, key: bool = False
) -> str:
    """Return the form that a seed draws as an HTML page; with ``key``, the key follows it."""
    drawn = draw(blueprint, bank.questions.values(), seed, lesson=lesson)
    items = [
        Item(number, one.question, seed, one.form, one.part)
        for number, one in enumerate(drawn, start=1)
    ]
    facts = _facts(len(items), blueprint.minutes_for(len(items)), blueprint.pass_mark)
    body = _form(blueprint.title, seed, facts, items)
    if key:
        body += _key(blueprint.title, seed, items, {}, {})
    return _page(blueprint.title, seed, body)


def paper_of(stand: Sitting, *, key: bool = False) -> str:
    """Return an exam that somebody sat as an HTML page; with ``key``, what they answered follows.

    To be given away only when the exam is over.
    """
    exam = stand.exam
    facts = _facts(len(exam.items), exam.minutes, exam.pass_mark)
    body = _form(exam.title, exam.seed, facts, exam.items)
    if key:
        body += _key(exam.title, exam.seed, exam.items, stand.responses, stand.marks)
    return _page(exam.title, exam.seed, body)


def code(seed: str) -> str:
    """Return the name that stands on a form and on its key.

    >>> code("3f7a")
    'Form 3F7A'
    """
    return f"Form {seed.upper()}"


def _facts(count: int, minutes: float, pass_mark: float) -> str:
    asked = "1 question" if count == 1 else f"{count} questions"
    return f"{asked} · {math.ceil(minutes)} minutes · pass mark {pass_mark:g} %"


def _page(title: str, seed: str, body: str) -> str:
    name = escape(f"{title} · {code(seed)}")
    foot = "".join(sign for sign in f"{title} · {code(seed)}" if sign not in '"\\<>{};\n')
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE.replace('FOOT', foot)}</style>\n"
        f"</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _head(title: str, seed: str) -> str:
    return f'<header><h1>{escape(title)}</h1><p class="form">{escape(code(seed))}</p></header>\n'


def _form(title: str, seed: str, facts: str, items: Sequence[Item]) -> str:
    questions = "\n".join(map(_question, items))
    return (
        f'{_head(title, seed)}<p class="facts">{facts}</p>\n'
        '<div class="who"><p class="line">Name</p><p class="line">Date</p></div>\n'
        f'<p class="rules">{_RULES}</p>\n'
        f'<ol class="questions">\n{questions}\n</ol>\n<p class="end">End of the exam</p>\n'
    )


def _question(item: Item) -> str:
    shown = item.shown
    how = f'<p class="how">{_HOW[shown.kind]}</p>' if _HOW[shown.kind] else ""
    if shown.kind == "number":
        inside = '<p class="line answer">Answer</p>'
    elif shown.kind == "order":
        inside = _options([("", to_html(step), "") for step in shown.steps], box=True)
    else:
        rows = [
            (letter, to_html(option.text), "")
            for letter, option in zip(ascii_uppercase, shown.options, strict=False)
        ]
        inside = _options(rows, box=shown.kind == "select")
    return _numbered(item, f"{how}{inside}")


def _numbered(item: Item, inside: str) -> str:
    return (
        f'<li class="question"><span class="number">{item.number}.</span>'
        f'<div><p class="ask">{to_html(item.shown.ask)}</p>{inside}</div></li>'
    )


def _options(rows: Sequence[tuple[str, str, str]], *, box: bool = False) -> str:
    """Return options as a list: the letter, the text as HTML, and classes."""
    shape = "letter box" if box else "letter"
    lines = (
        f'<li class="{style}"><span class="{shape}">{letter}</span><span>{text}</span></li>'
        for letter, text, style in rows
    )
    return f'<ul class="options">{"".join(lines)}</ul>'


def _key(
    title: str,
    seed: str,
    items: Sequence[Item],
    responses: Mapping[int, Response],
    marks: Mapping[int, Mark | None],
) -> str:
    short = "".join(f"<li><b>{item.number}.</b> {_short(item)}</li>" for item in items)
    answers = "\n".join(
        _numbered(item, _why(item, responses.get(item.number), marks.get(item.number)))
        for item in items
    )
    return (
        f'<section class="key">\n{_head(f"Key: {title}", seed)}'
        f'<h2>The answers</h2>\n<ol class="short">{short}</ol>\n'
        f'<h2>Why</h2>\n<ol class="questions">\n{answers}\n</ol>\n</section>\n'
    )


def _short(item: Item) -> str:
    """Return the right answer as a marker needs it: letters, a number, or places of the steps."""
    shown = item.shown
    if shown.kind == "number":
        return escape(shown.right_texts[0])
    if shown.kind == "order":
        return " ".join(str(shown.right_order.index(step) + 1) for step in shown.steps)
    letters = zip(ascii_uppercase, shown.options, strict=False)
    return " ".join(letter for letter, option in letters if option.right)


def _why(item: Item, response: Response | None, mark: Mark | None) -> str:
    shown = item.shown
    if shown.kind == "order":
        inside = _steps(item, response)
    else:
        found = reasons(shown, response, mark)
        letters = ascii_uppercase if shown.kind != "number" else "✓" + "✗" * len(found)
        rows = [_reason(*one) for one in zip(letters, found, strict=False)]
        inside = _options(rows, box=shown.kind == "select")
    said = []
    if mark is not None and mark.says:
        said.append(f'<p class="says">{to_html(mark.says)}</p>')
    if shown.kind == "number" and isinstance(response, str):
        said.insert(0, f'<p class="yours">Your answer: {escape(response)}</p>')
    if shown.why and shown.kind != "number" and item.question.answer is None:
        said.append(f'<p class="why">{to_html(shown.why)}</p>')
    return inside + "".join(said)


def _reason(letter: str, one: Reason) -> tuple[str, str, str]:
    verdict = "right" if one.right else "wrong"
    yours = ', <span class="yours">your answer</span>' if one.yours else ""
    text = (
        f'<b>{to_html(one.text)}</b> ({verdict}{yours})<span class="why">{to_html(one.why)}</span>'
    )
    return letter, text, verdict


def _steps(item: Item, response: Response | None) -> str:
    rows = []
    for number, place in enumerate(places(item.shown, response), start=1):
        wrong = place.yours not in (None, number)
        yours = f' <span class="yours">(you put it at {place.yours})</span>' if wrong else ""
        rows.append((str(number), f"{to_html(place.text)}{yours}", "right"))
    return _options(rows, box=True)
