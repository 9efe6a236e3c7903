"""Where links inside the app lead, and which of them lead nowhere."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from engine.study.course import Course
from pages.ui import desk_state
from tests.course import ROOT

_FILES = [file.stem for file in (ROOT / "pages").glob("[a-z]*/*.py") if file.parent.name != "ui"]
PAGES = {"" if name == "start" else name for name in _FILES if name != "missing"}
"""Addresses: the start has none of its own, and the page for lost visitors is nobody's aim."""


def leads_nowhere(href: str, course: Course) -> str:
    """Return what is wrong with a link from one page of the app to another, or nothing."""
    parts = urlsplit(href)
    query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    if parts.path not in PAGES:
        return f'there is no page "{parts.path}"'
    if parts.path == "sandbox":
        return _sandbox({name: value for name, (value, *_) in query.items()}, course)
    known = {
        "lesson": [lesson.slug for lesson in course.lessons],
        "preset": list(course.presets),
        "question": list(course.bank.questions),
        "topic": course.bank.topics(),
        "term": list(course.glossary.by_name),
    }
    for name, (value, *_) in query.items():
        if value not in known.get(name, ()):
            return f'there is no {name} "{value}"'
    lesson = course.lesson(query.get("lesson", [""])[0])
    anchors = {section.anchor for section in lesson.sections} if lesson else set()
    if parts.fragment and parts.fragment not in anchors:
        return f'there is no heading "{parts.fragment}"'
    return ""


def _sandbox(asked: dict[str, str], course: Course) -> str:
    unknown = asked.keys() - desk_state.names()
    if unknown:
        return f"the sandbox knows no {', '.join(sorted(unknown))}"
    situations = {name: one.parameters for name, one in course.situations.items()}
    return " ".join(desk_state.read(asked, situations)[1])
