"""What moves under the finger: every frame is drawn, nothing is sent, the release is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import ready
from tests.browser.chromium import NARROW
from tests.browser.fingers import drag, kept, let_go, touch
from tests.browser.live_book import (
    assert_engine_agrees,
    open_book,
    parameters,
    renders,
    slider,
    wait_for_address,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ONE_LINE = "/book?spot=80&book=-20_call_80_45_24"
TWENTY_LINES = "/book?spot=80&book=" + "~".join(
    f"-{10 + n}_{'call' if n % 2 else 'put'}_{70 + n}_{15 + 3 * n}_{20 + n}" for n in range(20)
)
FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.dataset?.name;
}"""
COUNT_FRAMES = """() => {
  window.movedFrames = 0;
  let moved = false;
  addEventListener("pointermove", () => { moved = true; });
  const frame = () => {
    if (moved) window.movedFrames += 1;
    moved = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


@pytest.mark.parametrize("address", [ONE_LINE, TWENTY_LINES], ids=["one line", "twenty lines"])
def test_every_frame_of_a_drag_is_drawn(page: Page, address: str) -> None:
    """Where the finger moved within a frame, that frame shows the new figures."""
    open_book(page, address)
    page.evaluate(COUNT_FRAMES)
    before = renders(page)
    drag(page, slider(page), pixels=60)
    frames = page.evaluate("window.movedFrames")
    assert frames > 5
    assert renders(page) - before >= 0.8 * frames
    let_go(page)
    assert_engine_agrees(page)


def test_nothing_is_sent_until_release(page: Page) -> None:
    """The server hears nothing of the drag and one message of its end."""
    sent: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_book(page, ONE_LINE)
    ready(page)
    sent.clear()
    drag(page, slider(page))
    assert sent == []
    assert float(let_go(page)) > 80
    assert len(sent) == 1


def test_figures_after_release_are_the_engines(page: Page) -> None:
    """Each slider changes its own number in the address; what is shown is the engine's word."""
    open_book(page, "/book?spot=80&days=10&shift=2.5&rate=4&book=-20_call_80_45_24~700_share")
    for name in ("spot", "shift", "days"):
        before = parameters(page)
        drag(page, slider(page, name))
        page.mouse.up()
        moved = kept(page, name)
        changed = {key for key, text in parameters(page).items() if before.get(key) != text}
        assert moved != before[name]
        assert changed - {"start"} == {name}
        assert_engine_agrees(page)


def test_chart_is_dragged_by_the_pointer(page: Page) -> None:
    """The picture itself is a handle: dragging on it moves the share price while it is held."""
    open_book(page, ONE_LINE)
    before = renders(page)
    drag(page, page.locator("figure[data-shape=delta] svg"))
    assert renders(page) > before + 5
    assert float(let_go(page)) > 80
    assert_engine_agrees(page)


def test_keyboard_reaches_and_moves_a_slider(page: Page) -> None:
    """Tab leads from the top to the share price; an arrow key is a drag of one step."""
    open_book(page, ONE_LINE)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "spot":
            break
    page.keyboard.press("ArrowRight")
    wait_for_address(page, spot="80.1")
    assert_engine_agrees(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    wait_for_address(page, spot="79.9")
    assert_engine_agrees(page)


@pytest.mark.parametrize("handle", ["input[data-name=spot]", "figure[data-shape=delta] svg"])
def test_finger_moves_what_a_mouse_moves(
    new_context: Callable[..., BrowserContext], handle: str
) -> None:
    """On a telephone the slider and the picture follow the finger, and the release is kept."""
    page = new_context(viewport=NARROW, has_touch=True, is_mobile=True).new_page()
    open_book(page, ONE_LINE)
    before = renders(page)
    touch(page, page.locator(handle))
    assert float(kept(page)) > 80
    assert renders(page) > before + 5
    assert_engine_agrees(page)
