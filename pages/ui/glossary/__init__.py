"""The glossary in lessons, as notes that open at a term, and on its own page, as a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.study.course import Course
from engine.study.glossary import Term, with_links
from engine.study.lessons import Block, Lesson
from engine.study.term_links import PAGE
from pages.ui import state
from pages.ui.component import ELEMENTS, component

_FOLDER = Path(__file__).parent
_NOTES = component(
    "term_notes",
    _FOLDER / "notes.css",
    ELEMENTS,
    _FOLDER / "notes.js",
    isolate_styles=False,  # A term and the note that describes it must be in one tree.
)
_LIST = component("glossary", _FOLDER / "list.css", ELEMENTS, _FOLDER / "list.js")


def marked(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a section's blocks with a link on each term where the section first names it."""
    return with_links(blocks, state.course().glossary).blocks


def term_notes(lesson: Lesson) -> None:
    """Let the terms of a lesson show their meaning under pointer, keyboard and finger."""
    glossary = state.course().glossary
    sections = (with_links(section.blocks, glossary) for section in lesson.sections)
    names = frozenset[str]().union(*(section.names for section in sections))
    terms = {name: _note(glossary.by_name[name]) for name in sorted(names)}
    _NOTES(key="term_notes", data={"page": PAGE, "terms": terms}, height=1)


def _note(term: Term) -> list[str]:
    return [term.term, term.says]


def term_list(course: Course, first: Term | None) -> None:
    """Show every term with its meaning, and a field that filters them; ``first`` stands on top."""
    terms = [one for one in course.glossary.terms if one is not first]
    data = {"first": _rows(course, [first] if first else []), "terms": _rows(course, terms)}
    _LIST(key="glossary", data=data)


def _rows(course: Course, terms: Iterable[Term]) -> list[dict[str, Any]]:
    lessons = {lesson.slug: (n, lesson) for n, lesson in enumerate(course.lessons, start=1)}
    rows = []
    for term in terms:
        number, lesson = lessons.get(term.lesson or "", (0, None))
        link = (
            [f"lessons?lesson={lesson.slug}", f"Lesson {number}: {lesson.title}"] if lesson else []
        )
        rows.append(
            {
                "name": term.name,
                "term": term.term,
                "says": term.says,
                "also": term.also,
                "link": link,
            }
        )
    return rows
