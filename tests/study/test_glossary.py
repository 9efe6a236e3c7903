"""The glossary: what is written, what becomes a link in a text, and what the course's own says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.course import Library
from engine.study.glossary import Term, glossary_of, parse, with_links
from engine.study.lessons import Callout, Embedded, Prose
from engine.study.term_links import Forms, linked, words
from engine.study.writing.files import Parsed
from tests.course import COURSE
from tests.study.written import LAW, LESSON, LESSON_FILE, letters, spoilt, write

FILE = "content/glossary.yaml"
TEXT = """\
terms:
  - term: Gamma
    says: How much a delta changes for a rise of C$1.
    lesson: short-calls
  - term: Delta
    says: How much a value changes for a rise of C$1.
    also: [deltas, delta of a book]
  - term: Capital
    unless: Knight Capital
    says: The firm's own money.
"""
FORMS = Forms(
    {
        "gamma": "gamma",
        "short gamma": "short-gamma",
        "volatility": "volatility",
        "implied volatility": "implied-volatility",
        "at-the-money": "at-the-money",
        "Knight Capital": "",
        "capital": "capital",
    }
)
_LINK = re.compile(r"\[([^\[\]]+)\]\(glossary\?term=([a-z0-9-]+)\)")


def found(text: str) -> list[tuple[str, str]]:
    """Return what became a link in a text, and where each leads."""
    return _LINK.findall(linked(text, FORMS).text)


def test_a_term_is_a_word_and_a_meaning() -> None:
    """In the order of the alphabet, each with its address, its forms and its lesson."""
    parsed = parse(FILE, TEXT)
    assert parsed.faults == ()
    glossary = glossary_of({FILE: parsed})
    assert [term.name for term in glossary.terms] == ["capital", "delta", "gamma"]
    assert glossary.by_name["delta"].forms == ("Delta", "deltas", "delta of a book")
    assert glossary.by_name["gamma"].lesson == "short-calls"
    assert glossary.by_name["capital"].unless == ("Knight Capital",)
    assert [entry.line for entry in glossary.entries] == [8, 5, 2]


def test_an_address_has_plain_letters() -> None:
    """Whatever the term is written with."""
    assert Term(term="Montréal Exchange", says="It lists options.").name == "montreal-exchange"


@pytest.mark.parametrize(
    ("old", "new", "letter"),
    [
        ("    says: The firm's own money.\n", "", '8: error missing-key: terms › 3: "says" is'),
        ("also:", "aslo:", '7: error unknown-key: terms › 2 › aslo: unknown key "aslo"'),
        (
            "says: The firm's own money.",
            'says: ""',
            '10: error empty-text: terms › 3 › says: "says"',
        ),
        ("[deltas, ", "[gamma, ", '5: error same-name: "gamma" is already used by "Gamma"'),
        ("also: [deltas", "also: [Gamma", '5: error same-name: "Gamma" is already used by "Gamma"'),
        ("short-calls", "short-cells", "2: error unknown-lesson: lesson: there is no lesson"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, letter: str) -> None:
    """File, line, field, and what would be right."""
    write(tmp_path / LESSON_FILE, LESSON)
    write(tmp_path / FILE, spoilt(TEXT, old, new))
    faults = [one for one in Library(tmp_path).course().faults if one.file == FILE]
    assert letters(faults)[0].startswith(f"{FILE}:{letter}")
    assert faults[0].remedy


def test_a_broken_glossary_goes_on_as_it_last_was(tmp_path: Path) -> None:
    """An edit shows at once; a slip in it is told, and the meanings stay."""
    write(tmp_path / LESSON_FILE, LESSON)
    write(tmp_path / FILE, TEXT)
    library = Library(tmp_path)
    assert len(library.course().glossary.terms) == 3
    write(tmp_path / FILE, f"{TEXT}  - term: Vega\n    says: What a point does.\n")
    assert "vega" in library.course().glossary.by_name
    write(tmp_path / FILE, f"{TEXT}  - term: [\n")
    course = library.course()
    assert "vega" in course.glossary.by_name
    assert any(fault.file == FILE for fault in course.faults)


def test_a_course_without_a_glossary_has_an_empty_one(tmp_path: Path) -> None:
    """Nothing is marked, and nothing is wrong."""
    glossary = Library(tmp_path).course().glossary
    assert glossary.terms == ()
    assert linked("Gamma moves delta.", glossary.forms).text == "Gamma moves delta."


MARKED = {
    "any case": ("GAMMA rises.", [("GAMMA", "gamma")]),
    "only the first": ("Gamma and gamma.", [("Gamma", "gamma")]),
    "the longest form": (
        "Implied volatility is no volatility.",
        [("Implied volatility", "implied-volatility"), ("volatility", "volatility")],
    ),
    "over a line's end": (
        "An implied\nvolatility.",
        [("implied\nvolatility", "implied-volatility")],
    ),
    "not over a paragraph's": ("It is implied\n\nvolatility.", [("volatility", "volatility")]),
    "before a possessive": ("Gamma's sign", [("Gamma", "gamma")]),
    "inside emphasis": ("**Short gamma** loses", [("Short gamma", "short-gamma")]),
    "in a table": ("| gamma | 1 |\n|---|---|", [("gamma", "gamma")]),
    "beside money": (r"At C\$80 and C\$90 gamma", [("gamma", "gamma")]),
    "with hyphens": ("An at-the-money call", [("at-the-money", "at-the-money")]),
    "whole words": ("Gammas, gamma-neutral, xgamma, gamma2", []),
    "no heading": ("### Gamma\n\nvolatility", [("volatility", "volatility")]),
    "no code": ("`gamma` and\n\n```\ngamma\n```\n", []),
    "no formula": (r"$\text{gamma} \times x^2$ and $gamma$", []),
    "no link": ("[gamma](book) and [volatility][1] and ![gamma](a.png)", []),
    "no address": ("<https://x.ca/gamma> https://x.ca/gamma", []),
    "another word": ("Knight Capital had capital", [("capital", "capital")]),
}


@pytest.mark.parametrize("case", MARKED)
def test_a_term_becomes_a_link_where_it_first_stands(case: str) -> None:
    """Whole words of the text itself; what already has another use is left alone."""
    text, links = MARKED[case]
    assert found(text) == links
    assert _LINK.sub(r"\1", linked(text, FORMS).text) == text


def test_what_was_met_before_is_not_marked_again() -> None:
    """In the later blocks of a section, figures in between included."""
    glossary = glossary_of({FILE: parse(FILE, TEXT)})
    figure = Embedded("figure", "whipsaw", {}, 3)
    blocks, names = with_links(
        (Prose("Gamma, **deltas**."), figure, Callout("Pitfall", "Delta and capital.")), glossary
    )
    assert blocks == (
        Prose("[Gamma](glossary?term=gamma), **[deltas](glossary?term=delta)**."),
        figure,
        Callout("Pitfall", "Delta and [capital](glossary?term=capital)."),
    )
    assert names == {"gamma", "delta", "capital"}


@LAW
@given(
    st.lists(
        st.sampled_from(
            (
                *("gamma", "Short ", "implied", " volatility", "capital", "Knight ", "é"),
                *("$", r"\$", "`", "[", "](x)", "**", "\n", "### ", " ", "|", "-", "<", ">", "\\"),
                "https://",
            )
        ),
        max_size=25,
    )
)
def test_taking_the_links_away_gives_the_text_again(pieces: list[str]) -> None:
    """Nothing of a text is lost or moved, whatever it is."""
    text = "".join(pieces)
    assert _LINK.sub(r"\1", linked(text, FORMS).text) == text


@LAW
@given(st.text(max_size=200))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises."""
    for whole in (text, TEXT + text):
        assert isinstance(parse(FILE, whole), Parsed)
    assert isinstance(words(text), tuple)
    linked(text, FORMS)


TERMS = COURSE.glossary.terms


def used(slug: str = "") -> set[str]:
    """Return the terms that lessons use, or one of them, with its headings."""
    names: set[str] = set()
    for lesson in COURSE.lessons:
        for section in lesson.sections if slug in ("", lesson.slug) else ():
            heading = linked(section.title, COURSE.glossary.forms).met
            names |= heading | with_links(section.blocks, COURSE.glossary).names
    return names


def test_the_glossary_of_the_course_is_whole() -> None:
    """Some eighty terms and more, without a fault, each with the lesson that teaches it."""
    assert len(TERMS) >= 80
    assert len(COURSE.glossary.by_name) == len(TERMS)
    assert [fault for fault in COURSE.faults if fault.file == FILE] == []
    assert [term.term for term in TERMS if term.lesson is None] == []


def test_every_term_is_used_by_a_lesson() -> None:
    """Nothing is explained that nobody reads, and its own lesson is one that uses it."""
    everywhere = used()
    assert [term.term for term in TERMS if term.name not in everywhere] == []
    slugs = {lesson.slug: used(lesson.slug) for lesson in COURSE.lessons}
    elsewhere = [term.term for term in TERMS if term.name not in slugs[term.lesson or ""]]
    assert elsewhere == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_meaning_is_short_and_plain(term: Term) -> None:
    """One to three sentences that fit a telephone, with true minus signs and no Markdown."""
    assert term.says.endswith(".")
    assert len(term.says) <= 210
    assert len(re.findall(r"[.?!] (?=[A-Z])", term.says)) <= 2
    assert not re.search(r"[*`\[\]<>\\]|-\d", term.says)
