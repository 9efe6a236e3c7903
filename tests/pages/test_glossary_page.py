"""The glossary and the summary sheet as pages, and terms inside a lesson."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.study.lessons import Embedded
from pages.ui import glossary, state
from tests.pages.conftest import Open, texts


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return a list that gathers what the list of terms is given."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(glossary, "_LIST", lambda **rest: given.append(rest["data"]))
    return given


def test_every_term_is_listed_with_its_lesson(
    open_page: Open, listed: list[dict[str, Any]]
) -> None:
    """In the order of the alphabet, each with a link to the lesson that teaches it."""
    open_page("learn/glossary")
    (data,) = listed
    terms = state.course().glossary.terms
    assert [row["term"] for row in data["terms"]] == [term.term for term in terms]
    assert data["first"] == []
    gamma = next(row for row in data["terms"] if row["name"] == "gamma")
    lesson = state.course().lesson("gamma-and-theta")
    assert lesson is not None
    number = state.course().lessons.index(lesson) + 1
    assert gamma["link"] == ["lessons?lesson=gamma-and-theta", f"Lesson {number}: {lesson.title}"]
    assert all(row["link"] for row in data["terms"])


def test_a_term_of_the_address_stands_first(open_page: Open, listed: list[dict[str, Any]]) -> None:
    """And not a second time below; what another page left in the address is dropped."""
    app = open_page("learn/glossary", term="gamma", spot="84")
    (data,) = listed
    assert [row["name"] for row in data["first"]] == ["gamma"]
    assert "gamma" not in [row["name"] for row in data["terms"]]
    assert dict(app.query_params) == {"term": "gamma"}


def test_an_unknown_term_is_named_and_the_list_shown(
    open_page: Open, listed: list[dict[str, Any]]
) -> None:
    """A link to a term that is gone leads to the list."""
    app = open_page("learn/glossary", term="charm-<b>")
    assert 'There is no term "charm-<b>"' in texts(app)
    assert listed[0]["first"] == []
    assert listed[0]["terms"]


def test_no_file_is_an_empty_glossary(open_page: Open, course: Path) -> None:
    """The page says what to do, and lessons are plain."""
    (course / "content" / "glossary.yaml").unlink()
    assert "No term is explained yet" in texts(open_page("learn/glossary"))
    assert "glossary?term=" not in texts(open_page("learn/lessons", lesson=slug()))


def slug() -> str:
    """Return the address of the first lesson."""
    return state.course().lessons[0].slug


def test_terms_of_a_lesson_are_links_and_its_questions_are_not(open_page: Open) -> None:
    """The text leads to the glossary; what is asked, and what may be chosen, stays plain."""
    app = open_page("learn/lessons", lesson=slug())
    said = [item.value for item in app.main.markdown]
    assert any("](glossary?term=" in text for text in said)
    course = state.course()
    asked = [
        course.bank.questions[block.name].ask
        for block in course.lessons[0].embedded("question")
        if isinstance(block, Embedded)
    ]
    assert any(any(ask[:30] in text for text in said) for ask in asked)
    assert not any("](glossary" in text for text in said if any(a[:30] in text for a in asked))
    assert not any("glossary?term" in option for radio in app.radio for option in radio.options)


def test_the_notes_of_a_lesson_are_those_that_it_needs(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more than its own terms are sent with it."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(glossary, "_NOTES", lambda **rest: given.append(rest["data"]))
    app = open_page("learn/lessons", lesson=slug())
    (data,) = given
    said = "\n".join(item.value for item in app.main.markdown)
    shown = {part.partition(")")[0] for part in said.split("](glossary?term=")[1:]}
    assert shown <= data["terms"].keys() < state.course().glossary.by_name.keys()
    assert data["page"] == "glossary"


def test_the_sheet_shows_every_part(open_page: Open) -> None:
    """Under its own title, with the numbers of the engine."""
    app = open_page("learn/summary")
    sheet = state.course().summary
    assert sheet is not None
    assert [item.value for item in app.title] == [sheet.title]
    said = texts(app)
    assert all(f"## {section.title}" in said for section in sheet.sections if section.title)
    assert "−1,043 shares" in said.replace("\n", " ")


def test_no_sheet_is_told(open_page: Open, course: Path) -> None:
    """The page says what to do."""
    (course / "content" / "summary.md").unlink()
    assert "There is no sheet yet" in texts(open_page("learn/summary"))


def test_a_broken_sheet_takes_nothing_down(open_page: Open, course: Path) -> None:
    """It goes on as it last was."""
    app: AppTest = open_page("learn/summary")
    (course / "content" / "summary.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    app.run()
    assert not app.exception
    assert "seldom eliminated" in texts(app)
