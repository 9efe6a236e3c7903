"""The quiz in a browser: by keyboard, by finger, through a refresh, and into the simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from engine.study.shown import Shown, shown
from tests.browser.app_page import Complaints, ready
from tests.browser.chromium import NARROW, visitor
from tests.browser.live_book import parameters, wait_for_address
from tests.browser.objections import TOO_WIDE, darkened, objections
from tests.study.kinds import BY_ID, FILE, TOPIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.serving import Server

ON_FIRST_ANSWER = "() => Boolean(document.activeElement?.closest('[class*=_asked]'))"
ON_VERDICT = "() => document.activeElement?.className.includes('_told')"


@pytest.fixture(scope="module", autouse=True)
def questions(server: Server) -> Iterator[None]:
    """Add one question of each kind to the server's course."""
    path = server.course / "quiz_bank" / "one-of-each.yaml"
    path.write_text(FILE, "utf-8")
    yield
    path.unlink()


def open_question(page: Page, name: str, attempt: str, more: str = "") -> Shown:
    """Open one attempt at a question and return how it is shown."""
    page.goto(f"/quiz?question={name}&attempt={attempt}{more}")
    at_rest(page)
    return shown(BY_ID[name], attempt)


def at_rest(page: Page) -> None:
    """Wait until the page stands there and listens to the keyboard."""
    ready(page)
    page.wait_for_function("() => window.hedgebookKeys")


def verdict(page: Page) -> Locator:
    """Return the line that says whether the answer was right."""
    return page.locator("[class*=_told] [data-testid=stAlert]")


def told(page: Page) -> None:
    """Wait for the verdict and for the reasons below it."""
    verdict(page).wait_for()
    ready(page)


def test_a_topic_wholly_by_keyboard(page: Page) -> None:
    """Pick, submit and go on, four kinds in a row, without a mouse or a lost focus."""
    page.goto(f"/quiz?mode=topic&topic={TOPIC}")
    at_rest(page)
    for _ in BY_ID:
        name, attempt = parameters(page)["question"], parameters(page)["attempt"]
        answer_by_keys(page, shown(BY_ID[name], attempt))
        page.wait_for_function(ON_VERDICT)
        verdict(page).get_by_text("Right. You were").wait_for()
        page.keyboard.press("Alt+ArrowRight")
        page.wait_for_function(ON_FIRST_ANSWER)
        assert parameters(page)["question"] != name
    page.get_by_text("4 right, 0 to mend, 0 not seen yet").wait_for()


def answer_by_keys(page: Page, seen: Shown) -> None:
    """Give the right answer to a question of any kind, and submit it."""
    keys = page.keyboard
    if seen.kind == "number":
        page.locator("[class*=_asked] input").focus()
        keys.type(f"{seen.value:g} shares")
        keys.press("Alt+f")
    elif seen.kind == "order":
        sort_by_keys(page, seen)
        keys.press("Alt+s")
    else:
        for number, option in enumerate(seen.options, start=1):
            if option.right:
                keys.press(f"Alt+{number}")
        keys.press("Alt+g")


def sort_by_keys(page: Page, seen: Shown) -> None:
    """Move each step up to its place with the arrow keys."""
    now = list(seen.steps)
    for target, text in enumerate(seen.right_order):
        page.get_by_role("button", name=f"Move up: {text}").focus()
        for _ in range(now.index(text) - target):
            page.keyboard.press("ArrowUp")
        now.remove(text)
        now.insert(target, text)
    numbers = ".".join(str(seen.steps.index(text) + 1) for text in seen.right_order)
    wait_for_address(page, given=numbers)


def test_arrows_move_the_choice_and_nothing_is_submitted_without_one(page: Page) -> None:
    """The first submit asks for an answer and keeps nothing; arrows then choose."""
    seen = open_question(page, "choice", "ab01")
    page.keyboard.press("Alt+s")
    page.get_by_text("Choose one of the answers above first.").wait_for()
    page.keyboard.press("Alt+1")
    wait_for_address(page, given="1")
    page.keyboard.press("ArrowDown")
    wait_for_address(page, given="2")
    assert page.locator("[class*=_asked]").get_by_role("radio").nth(1).is_checked()
    page.keyboard.press("Alt+s")
    right = seen.options[1].right
    verdict(page).get_by_text("Right. You were: sure." if right else "Not right.").wait_for()


def test_a_refresh_keeps_what_is_chosen_typed_moved_and_opened(page: Page) -> None:
    """Before the submit as well as after it."""
    open_question(page, "number", "ab02")
    page.get_by_role("button", name="Hint 1 of 3").click()
    page.get_by_text("Delta per share first.").wait_for()
    page.get_by_label("Your number").press_sequentially("about 12")
    wait_for_address(page, given="about 12")
    page.reload()
    ready(page)
    assert page.get_by_label("Your number").input_value() == "about 12"
    assert page.get_by_text("Delta per share first.").is_visible()
    page.get_by_role("button", name="Sure", exact=True).click()
    page.get_by_text("Write a number, like").wait_for()
    assert page.get_by_label("Your number").input_value() == "about 12"
    open_question(page, "select", "ab03")
    page.get_by_role("checkbox").nth(0).check(force=True)
    page.get_by_role("checkbox").nth(2).check(force=True)
    wait_for_address(page, given="1.3")
    page.reload()
    ready(page)
    assert [one.is_checked() for one in page.get_by_role("checkbox").all()] == [
        True,
        False,
        True,
        False,
    ]
    page.get_by_role("button", name="Guess").click()
    told(page)
    before = page.locator("[data-testid=stMain]").inner_text()
    page.reload()
    told(page)
    assert page.locator("[data-testid=stMain]").inner_text() == before


def test_a_step_is_dragged(page: Page) -> None:
    """The first step is dragged to the end, and is still there after a refresh."""
    seen = open_question(page, "order", "ab04")
    grips = page.locator(".grip")
    start, end = grips.first.bounding_box(), grips.last.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] + 15, steps=12)
    page.mouse.up()
    wait_for_address(page, given="2.3.4.1")
    page.reload()
    ready(page)
    assert page.locator("li .text").all_inner_texts() == [*seen.steps[1:], seen.steps[0]]


def test_a_trap_is_named_first_and_new_numbers_are_new(page: Page) -> None:
    """The reason of the trap, then the same question with other numbers."""
    seen = open_question(page, "number", "ab05")
    page.get_by_label("Your number").fill(f"{seen.value / 100:g}")
    page.get_by_role("button", name="Fairly sure").click()
    told(page)
    assert "One contract covers 100 shares." in page.locator("[data-testid=stMain]").inner_text()
    page.get_by_role("button", name="New numbers").click()
    page.get_by_label("Your number").wait_for()
    again = shown(BY_ID["number"], parameters(page)["attempt"])
    assert again.variant != seen.variant
    page.get_by_text(again.ask).wait_for()


def test_the_simulator_opens_with_the_questions_own_numbers(page: Page) -> None:
    """After the answer, not before it."""
    seen = open_question(page, "number", "ab06", more="&form=choice")
    assert page.get_by_role("link", name="Open this in the simulator").count() == 0
    page.locator("[class*=_asked]").get_by_role("radio").first.check(force=True)
    page.get_by_role("button", name="Guess").click()
    page.get_by_role("link", name="Open this in the simulator").click()
    page.wait_for_url("**/book?*")
    book = parse_qs(seen.simulator.partition("?")[2])["book"][0]
    wait_for_address(page, book=book)


def test_an_empty_mode_leads_to_another(new_context: Callable[..., BrowserContext]) -> None:
    """The mode that is chosen is the one that is shown as chosen."""
    page = new_context().new_page()
    page.goto("/quiz?mode=weak")
    page.get_by_role("button", name="Practise mixed").click()
    page.locator("[class*=_asked]").wait_for()
    ready(page)
    assert page.get_by_role("radio", name="Mixed").get_attribute("aria-checked") == "true"
    assert parameters(page)["mode"] == "mixed"
    stops = page.evaluate("history.length")
    page.get_by_role("radio", name="By topic").click()
    page.get_by_label("Topic").wait_for()
    ready(page)
    assert parameters(page).keys() == {"mode", "topic", "question", "attempt"}
    assert page.evaluate("history.length") <= stops + 2, "a way back with stops between"


def test_every_kind_asked_and_answered_is_for_everybody(browser: Browser, server: Server) -> None:
    """Nothing for axe to object to, nothing cut off at 390 pixels, no complaint.

    Axe takes its time: what is asked is examined in light, what is told in dark, a number in both.
    """
    with visitor(browser, server.url, color_scheme="light", viewport=NARROW) as context:
        page = context.new_page()
        complaints = Complaints(page)
        for name in BY_ID:
            seen = open_question(page, name, "abc")
            assert not objections(page)
            assert page.evaluate(TOO_WIDE) == []
            answer_by_keys(page, seen)
            verdict(page).wait_for()
            ready(page)
            assert name != "number" or not objections(page)
            assert not darkened(page)
            assert page.evaluate(TOO_WIDE) == []
        assert complaints == []
