"""An exam in a real browser: by keyboard, sealed, and there after whatever happens."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, learner, listening, ready
from tests.browser.chromium import NARROW, WIDE, visitor
from tests.browser.exam_room import (
    CLICKING,
    begin,
    choose,
    chosen,
    furnish,
    on_disk,
    saved,
    to_a_choice,
)
from tests.browser.keyboard import tab_to
from tests.browser.objections import TOO_WIDE, objections
from tests.browser.records import facts_of
from tests.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DISCONNECTED = """() =>
  document.querySelector("[data-testid=stApp]").dataset.testConnectionState !== "CONNECTED"
  && !document.querySelector("[data-testid=stRadioOption] :enabled")"""
LEFT_ALONE = """() => {
  const how = { altKey: true, bubbles: true, cancelable: true };
  const key = { key: "ArrowLeft", code: "ArrowLeft", ...how };
  const left = document.body.dispatchEvent(new KeyboardEvent("keydown", key));
  document.body.dispatchEvent(new KeyboardEvent("keyup", key));
  return left;
}"""
"""Whether Alt+Left is left to the browser, which goes back to another page with it."""
PASSED = """(deadline) => Date.now() / 1000 > deadline"""


@pytest.fixture(scope="module")
def room(_browser_at_hand: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with the trial exams."""
    with serving(tmp_path_factory.mktemp("exam")) as server:
        furnish(server)
        yield server


@pytest.fixture
def candidate(browser: Browser, room: Server) -> Iterator[BrowserContext]:
    """Return a visitor who never sat an exam."""
    with visitor(browser, room.url) as context:
        yield context


def answer_by_keyboard(page: Page) -> None:
    """Answer the question that is open, whatever it is, without the mouse.

    Nobody waits after typing a number: it is saved whatever key comes next.
    """
    if page.locator("[data-testid=stMain] input[type=text]").count():
        tab_to(page, "Your number")
        page.keyboard.type("900")
        return
    if page.get_by_role("button", name="Move up").count():
        tab_to(page, "Move down")
        page.keyboard.press("ArrowDown")
    else:
        page.keyboard.press("Alt+1")
        page.keyboard.press("Alt+2")
    saved(page).wait_for()


def looked_at(page: Page) -> list[str]:
    """Return what is wrong with the screen: axe's objections, and what is cut off at 390 px."""
    ready(page)
    found = objections(page)
    page.set_viewport_size(NARROW)
    page.locator("[data-testid=stSidebar][aria-expanded=true]").wait_for(state="detached")
    found += objections(page) + page.evaluate(TOO_WIDE)
    page.set_viewport_size(WIDE)
    ready(page)
    return found


def test_a_whole_exam_by_keyboard(candidate: BrowserContext, room: Server) -> None:
    """Begun, answered, flagged, ended and reviewed; sealed until the end; each screen axe clean."""
    page = candidate.new_page()
    complaints = Complaints(page)
    heard = listening(page)
    page.goto("/exam?blueprint=trial")
    ready(page)
    tab_to(page, "Begin the exam")
    page.keyboard.press("Enter")
    page.get_by_text("Question 1 of").wait_for()
    wrong = looked_at(page)
    assert not page.evaluate(LEFT_ALONE)
    for number in range(1, 6):
        page.get_by_text(f"Question {number} of 5").wait_for()
        ready(page)
        answer_by_keyboard(page)
        if number == 2:
            page.keyboard.press("Alt+m")
            page.get_by_role("button", name="Remove flag").wait_for()
        page.keyboard.press("Alt+ArrowRight")
    page.get_by_text("5 of 5 answered, 0 unanswered, 1 flagged.").wait_for()
    wrong += looked_at(page)
    tab_to(page, "Question 1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of 5").wait_for()
    tab_to(page, "End the exam")
    page.keyboard.press("Enter")
    assert heard and not any(b"SECRET" in one for one in heard)
    tab_to(page, "End the exam now")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Every question").wait_for()
    wrong += looked_at(page)
    assert any(b"SECRET" in one for one in heard)
    stand = on_disk(room, learner(page))
    assert (len(stand.answered), stand.flagged, stand.why) == (5, {2}, "finished")
    assert wrong == []
    assert complaints == []


def test_it_goes_on_after_the_server_was_killed(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Amid clicks: what was called saved is there, the clock is right, the open page goes on."""
    folder: Path = tmp_path_factory.mktemp("killed")
    with serving(folder) as server, visitor(browser, server.url) as context:
        furnish(server)
        page = context.new_page()
        begin(page)
        to_a_choice(page)
        page.evaluate(CLICKING)
        page.wait_for_function("() => told.length > 8")
        os.kill(server.pid, signal.SIGKILL)
        page.wait_for_function(DISCONNECTED)
        told = page.evaluate("() => { clearInterval(clicking); return told; }")
        heard = page.get_by_role("timer").get_attribute("data-heard")
        with serving(folder, port=int(server.url.rpartition(":")[2])):
            page.locator(f"[role=timer]:not([data-heard='{heard}'])").wait_for()
            ready(page)
            name = learner(page)
            stand = on_disk(server, name)
            assert_all_there(told, server, name, page)
            assert time_left(page) == pytest.approx(
                stand.exam.deadline - page.evaluate("Date.now() / 1000"), abs=2
            )
            for place in (3, 1):
                choose(page, place)
                assert list(on_disk(server, name).responses.values()) == [chosen(page)]
            assert on_disk(server, name).exam == stand.exam


def assert_all_there(told: list[str], server: Server, name: str, page: Page) -> None:
    """Every answer that the page called saved is on disk, in its order; the last one is shown."""
    options = [one.strip() for one in page.locator("[data-testid=stRadioOption]").all_inner_texts()]
    kept = [fact for fact in facts_of(server, name) if fact.kind == "exam_answer"]
    left = iter(fact.detail["response"] for fact in kept)
    missing = [place for place in told if options[int(place) - 1] not in left]
    assert len(told) > 8
    assert missing == []
    last = kept[-1].detail["response"]
    saved(page, f"answer {options.index(last) + 1}.").wait_for()
    assert chosen(page) == last


def time_left(page: Page) -> int:
    """Return the seconds that the clock shows."""
    minutes, seconds = page.get_by_role("timer").inner_text().removesuffix(" left").split(":")
    return 60 * int(minutes) + int(seconds)


def test_two_processes_on_one_database(
    candidate: BrowserContext, room: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Begun at one server, gone on with at the other, ended there: both know all of it."""
    shared = {
        "HEDGEBOOK_DATABASE_URL": f"sqlite:///{room.database}",
        "HEDGEBOOK_COURSE": str(room.course),
    }
    here = candidate.new_page()
    begin(here)
    to_a_choice(here)
    choose(here, 1)
    with serving(tmp_path_factory.mktemp("second"), settings=shared) as second:
        there = candidate.new_page()
        there.goto(here.url.replace(room.url, second.url))
        ready(there)
        assert chosen(there) == chosen(here)
        choose(there, 2)
        here.keyboard.press("Alt+m")
        here.get_by_role("button", name="Remove flag").wait_for()
        assert chosen(here) == chosen(there)
        there.get_by_role("button", name="End the exam…").click()
        there.get_by_role("button", name="End the exam now").click()
        there.get_by_role("heading", name="Every question").wait_for()
        here.locator("[data-testid=stRadioOption]").last.click()
        here.get_by_role("heading", name="Every question").wait_for()
    stand = on_disk(room, learner(here))
    assert (len(stand.responses), len(stand.flagged), stand.why) == (1, 1, "finished")


def test_time_runs_out(candidate: BrowserContext, browser: Browser, room: Server) -> None:
    """An open page closes by itself; an exam that was left is closed at the first look."""
    stays = candidate.new_page()
    begin(stays, "moment")
    with visitor(browser, room.url) as context:
        leaves = context.new_page()
        begin(leaves, "moment")
        left = leaves.url
        leaves.goto("/")
        ready(leaves)
        stays.get_by_text("The time ran out.").wait_for()
        away = on_disk(room, learner(leaves))
        leaves.wait_for_function(PASSED, arg=away.exam.deadline)
        assert on_disk(room, learner(leaves)).ended is None
        leaves.goto(left)
        leaves.get_by_text("The time ran out.").wait_for()
        for page in (stays, leaves):
            stand = on_disk(room, learner(page))
            assert (stand.why, stand.ended) == ("time", stand.exam.deadline)


def test_a_paper_is_a_file_that_prints(candidate: BrowserContext, room: Server) -> None:
    """The form and its key, with one code, on pages that break between questions."""
    page = candidate.new_page()
    page.goto("/exam?blueprint=trial")
    ready(page)
    page.locator(".st-key-exam_paper_trial button").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="The form with its key").click()
    file = room.folder / "paper.html"
    download.value.save_as(file)
    paper = candidate.new_page()
    paper.goto(file.as_uri())
    assert paper.locator(".question").count() == 10
    codes = set(paper.locator(".form").all_inner_texts())
    assert len(codes) == 1
    assert download.value.suggested_filename == f"trial-{codes.pop()[5:].lower()}-key.html"
    assert objections(paper) == []
    assert paper.pdf().count(b"/Type /Page\n") >= 2
