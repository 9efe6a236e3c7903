"""Hands on the live book: a mouse that drags, a finger that touches, and letting go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.live_book import slider, wait_for_address

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def middle(target: Locator) -> tuple[float, float]:
    """Return the middle of what is to be dragged, scrolled into view."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, target: Locator, *, pixels: int = 30, moves: int = 0) -> None:
    """Press in the middle of a slider or chart and move to the right; do not let go."""
    x, y = middle(target)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=moves or pixels)


def let_go(page: Page) -> str:
    """Release, wait until the address has the slider's share price, and return it."""
    page.mouse.up()
    return kept(page)


def kept(page: Page, name: str = "spot") -> str:
    """Wait until the address says what a slider says, and return it."""
    value = f"{float(slider(page, name).input_value()):.10g}"
    wait_for_address(page, **{name: value})
    return value


def touch(page: Page, target: Locator, *, pixels: int = 30) -> None:
    """Put a finger on the middle of a slider or chart, move it to the right and lift it."""
    x, y = middle(target)
    session = page.context.new_cdp_session(page)

    def dispatch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    dispatch("touchStart", {"x": x, "y": y})
    for moved in range(1, pixels + 1):
        dispatch("touchMove", {"x": x + moved, "y": y})
    dispatch("touchEnd")
    session.detach()
