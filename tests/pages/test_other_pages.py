"""Start, the short-call book, every page at once, and the page for lost visitors."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from engine.records.facts import Fact
from engine.records.store import Store
from pages.ui import state
from pages.ui.places import SECTIONS
from tests.pages.conftest import LEARNER, Open, texts

ALL_PAGES = [path for entries in SECTIONS.values() for path, _, _ in entries]


@pytest.mark.parametrize("path", [*ALL_PAGES])
def test_every_page_opens_and_has_one_title(open_page: Open, path: str) -> None:
    """A page opens without a word of alarm."""
    app = open_page(path)
    assert len(app.title) == 1
    assert not app.error


def test_start_offers_the_first_lesson_and_then_goes_on(open_page: Open, database: str) -> None:
    """The next step follows what the learner did."""
    assert f"Read: {state.course().lessons[0].title}" in labels(open_page("learn/start"))
    for lesson in state.course().lessons:
        Store(database).record(
            Fact(learner=LEARNER, kind="lesson_finished", subject=lesson.slug, at=time.time())
        )
    assert "Test yourself" in labels(open_page("learn/start"))


def labels(app: AppTest) -> list[str]:
    """Return the words on all buttons."""
    return [button.label for button in app.button]


def test_a_bare_address_shows_the_first_preset_and_stays_bare(open_page: Open) -> None:
    """Opening the page writes nothing into the history; a named preset is spelt out."""
    app = open_page("practise/book")
    assert app.session_state["book"].address()["book"] == "-20_call_80_45_24"
    assert app.query_params == {}
    app = open_page("practise/book", preset="calendar")
    assert app.query_params["book"] == "-40_call_80_17_24~40_call_80_108_23.5"


def test_what_another_page_left_in_the_address_is_dropped(open_page: Open) -> None:
    """The start keeps no query, the quiz only its own."""
    assert open_page("learn/start", spot="84").query_params == {}
    assert "spot" not in open_page("assess/quiz", spot="84").query_params


def test_the_book_says_what_of_an_address_was_no_use(open_page: Open) -> None:
    """Foreign and absurd values are named; the rest is used."""
    app = open_page("practise/book", spot="banana", book="5_warrant~-7_call_80_45_24", days="3")
    said = texts(app)
    assert 'needs a number, not "banana"' in said
    assert 'there is no "warrant"' in said
    assert app.query_params["book"] == "-7_call_80_45_24"
    assert app.query_params["days"] == "3"


def test_the_book_of_a_visit_survives_a_page_change(open_page: Open) -> None:
    """Coming back without an address shows the book that was left."""
    app = open_page("practise/book", book="-7_call_82.5_45_24", spot="81")
    app.switch_page(str(state.REPOSITORY / "pages" / "learn" / "start.py")).run()
    app.query_params.clear()
    app.switch_page(str(state.REPOSITORY / "pages" / "practise" / "book.py")).run()
    assert app.query_params["book"] == "-7_call_82.5_45_24"
    assert app.query_params["spot"] == "81"


def test_a_sound_course_is_told_as_sound(open_page: Open) -> None:
    """The repository's own course has nothing to mend."""
    assert "no fault" in texts(open_page("teach/bank"))
