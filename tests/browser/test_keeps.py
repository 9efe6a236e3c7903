"""What a student built is still there: after a refresh, on another page, in another browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.browser.app_page import THREE_LINES, ready
from tests.browser.fingers import drag, kept, let_go
from tests.browser.live_book import (
    assert_engine_agrees,
    open_book,
    parameters,
    shown,
    slider,
    wait_for_address,
    wait_for_line,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ONE_LINE = "/book?spot=80&book=-20_call_80_45_24"


def follow(page: Page, title: str) -> None:
    """Go to another page by the navigation."""
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name=title).click()


def test_refresh_and_address_keep_the_book(
    page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    """The figures are the same after a refresh, and for whoever gets the address."""
    open_book(page, THREE_LINES)
    drag(page, slider(page))
    spot, before = let_go(page), shown(page)
    page.reload()
    ready(page)
    assert kept(page) == spot
    assert shown(page) == before
    somebody_else = new_context().new_page()
    open_book(somebody_else, page.evaluate("location.href"))
    assert shown(somebody_else) == before
    assert parameters(somebody_else) == parameters(page)


def test_another_page_and_back_keeps_the_book(page: Page) -> None:
    """Reading a lesson in between costs nothing of the book."""
    open_book(page, ONE_LINE)
    drag(page, slider(page))
    let_go(page)
    before, asked = shown(page), parameters(page)
    follow(page, "Lessons")
    page.wait_for_url("**/lessons*")
    page.locator(".host[data-renders]").wait_for(state="detached")
    follow(page, "Short-call book")
    page.locator(".host[data-renders]").wait_for()
    wait_for_address(page, **asked)
    assert shown(page) == before


def test_lines_are_added_typed_and_removed(page: Page) -> None:
    """A put and shares join the book, the call leaves it, and a refresh keeps what was typed."""
    open_book(page, ONE_LINE)
    page.get_by_role("button", name="Add a put").click()
    wait_for_line(page, "-10_put_80_45_24")
    page.get_by_role("button", name="Add a share").click()
    wait_for_address(page, book="-20_call_80_45_24~-10_put_80_45_24~100_share")
    assert_engine_agrees(page)
    page.get_by_role("button", name="Remove line 1").click()
    wait_for_address(page, book="-10_put_80_45_24~100_share")
    page.locator("input[data-name=line-0-strike]").fill("75")
    page.locator("input[data-name=line-1-exact]").fill("-350")
    page.keyboard.press("Tab")
    wait_for_address(page, book="-10_put_75_45_24~-350_share")
    before = shown(page)
    page.reload()
    ready(page)
    assert page.get_by_text("2 lines").is_visible()
    assert shown(page) == before
    assert_engine_agrees(page)


def test_preset_buttons_replace_the_book(page: Page) -> None:
    """A ready-made book comes with its own market and says that it is the one in use."""
    open_book(page, "/book")
    ladder = page.get_by_role("button", name="A ladder of strikes")
    ladder.click()
    wait_for_address(page, preset="ladder")
    assert parameters(page)["book"].count("~") == 4
    assert_engine_agrees(page)
    page.reload()
    ready(page)
    assert ladder.get_attribute("aria-pressed") == "true"
    assert_engine_agrees(page)


def test_curves_switched_on_stay_on(page: Page) -> None:
    """Vega, theta and profit show their curves when asked, and still after a refresh."""
    open_book(page, ONE_LINE)
    for name in ("Vega", "Theta", "Profit and loss"):
        page.get_by_role("checkbox", name=name).check()
    wait_for_address(page, show="vega_theta_profit")
    page.reload()
    ready(page)
    for shape in ("delta", "gamma", "vega", "theta", "profit"):
        assert page.locator(f"figure[data-shape={shape}]").is_visible()
    page.get_by_role("checkbox", name="Theta").uncheck()
    wait_for_address(page, show="vega_profit")
    assert page.locator("figure[data-shape=theta]").is_hidden()
