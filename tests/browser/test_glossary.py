"""Terms that explain themselves where they stand, the list of them, and the sheet on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, listening, ready
from tests.browser.chromium import NARROW, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.serving import Server

LESSON = "/lessons?lesson=hedging-with-the-underlying"
TERM = "[data-testid=stMarkdownContainer] a[href*='glossary?term=']"
NOTE = ".term-note"


def term(page: Page, number: int = 0) -> Locator:
    """Return a term of the lesson's text."""
    return page.locator(TERM).nth(number)


def test_a_note_opens_under_the_pointer_and_with_the_keyboard(page: Page) -> None:
    """It can be reached and read, Esc closes it, and a reader's software is told of it."""
    complaints = Complaints(page)
    page.goto(LESSON)
    ready(page)
    note, first = page.locator(NOTE), term(page)
    assert note.is_hidden()
    first.hover()
    note.wait_for()
    assert first.get_attribute("aria-describedby") == note.get_by_role("tooltip").get_attribute(
        "id"
    )
    assert first.inner_text().casefold()[:4] == note.locator("strong").inner_text().casefold()[:4]
    note.hover()
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    assert first.get_attribute("aria-describedby") is None
    page.mouse.move(2, 2)
    term(page, 1).evaluate("(one) => one.focus({ focusVisible: true })")
    page.keyboard.press("Shift+Tab")
    assert first.evaluate("(one) => one === document.activeElement")
    note.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary?term=*")
    ready(page)
    assert complaints == []


@pytest.fixture
def telephone(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return a visitor with a finger and a narrow window, in the dark."""
    with visitor(browser, server.url, viewport=NARROW, has_touch=True, is_mobile=True,
                 color_scheme="dark") as context:  # fmt: skip
        yield context


def test_a_tap_shows_and_a_second_tap_opens(telephone: BrowserContext) -> None:
    """The note stays inside the window, wherever its term stands."""
    page = telephone.new_page()
    page.goto(LESSON)
    ready(page)
    note = page.locator(NOTE)
    for number in range(min(4, page.locator(TERM).count())):
        term(page, number).tap()
        note.wait_for()
        box = note.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= NARROW["height"]
        page.locator("h1").first.tap()
        note.wait_for(state="hidden")
    assert "/lessons" in page.url
    term(page).tap()
    note.wait_for()
    term(page).tap()
    page.wait_for_url("**/glossary?term=*")
    ready(page)


def test_a_click_in_a_lesson_carries_no_meanings(page: Page) -> None:
    """They travel once with the page, not with each answer."""
    heard = listening(page)
    page.goto(LESSON)
    ready(page)
    term(page).hover()
    page.locator(NOTE).wait_for()
    meaning = page.locator(f"{NOTE} span").inner_text().encode()
    assert sum(meaning in one for one in heard) == 1
    heard.clear()
    page.get_by_role("button", name="Show me without answering").first.click()
    page.wait_for_timeout(300)
    ready(page)
    assert heard
    assert not any(meaning in one for one in heard)


def test_the_list_filters_as_one_types(page: Page) -> None:
    """Names come before meanings that speak of them; the term of the address stands first."""
    page.goto("/glossary?term=vega")
    ready(page)
    terms = page.locator("dt")
    assert terms.first.inner_text() == "Vega"
    total = terms.count()
    field = page.get_by_label("Find a term")
    field.press_sequentially("short gam")
    assert terms.all_inner_texts()[0] == "Short gamma"
    assert terms.count() < total
    field.fill("zzz")
    assert terms.count() == 0
    assert page.get_by_role("status").filter(has_text="0 of").is_visible()
    field.press("Escape")
    assert terms.count() == total
    page.get_by_role("link", name=re.compile("^Lesson 5: ")).first.click()
    page.wait_for_url("**/lessons?lesson=*")
    ready(page)


def test_the_sheet_is_one_page(page: Page) -> None:
    """On A4 and on Letter, also from a narrow window in the dark."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(NARROW)
    page.goto("/summary")
    ready(page)
    for paper in ("A4", "Letter"):
        printed = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper


def test_only_the_sheet_is_printed(page: Page) -> None:
    """Black on white in letters of 8.5 points or more; the button asks the browser to print."""
    page.emulate_media(color_scheme="dark")
    page.goto("/summary")
    ready(page)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print", exact=True).click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print", color_scheme="dark")
    assert (
        page.locator("[data-testid=stSidebar], [data-testid=stHeader]")
        .locator("visible=true")
        .count()
        == 0
    )
    assert page.get_by_role("button", name="Print", exact=True).count() == 0
    looks = page.locator(".st-key-sheet :is(h1, h2, p, li, th, td)").evaluate_all(
        """(all) => all.map((one) => {
          const { color, fontSize } = getComputedStyle(one);
          return [color, parseFloat(fontSize) * 0.75];
        })"""
    )
    assert {color for color, _ in looks} == {"rgb(0, 0, 0)"}
    assert min(points for _, points in looks) >= 8.49
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
