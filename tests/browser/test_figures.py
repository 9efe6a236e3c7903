"""A figure that slides: followed by the picture, kept in the browser, moved by keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.app_page import learner, ready
from tests.browser.records import read_through

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.serving import Server

COUNT_SENT = """() => {
  const send = WebSocket.prototype.send;
  window.sent = 0;
  WebSocket.prototype.send = function (data) { window.sent += 1; send.call(this, data); };
}"""
LESSON = "/lessons?lesson=hedging-with-the-underlying"
PICTURE = "() => document.querySelector('.vega-embed :is(canvas, svg)').outerHTML"


def test_the_picture_follows_the_slider(page: Page, server: Server) -> None:
    """Each step draws another picture, says its number, and sends nothing to the server."""
    page.goto("/lessons")
    ready(page)
    read_through(server, learner(page))
    page.goto(LESSON)
    ready(page)
    slider = page.locator(".vega-bind input[type=range]").first
    slider.scroll_into_view_if_needed()
    page.evaluate(COUNT_SENT)
    pictures, values = [page.evaluate(PICTURE)], [slider.input_value()]
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(f"(before) => ({PICTURE})() !== before", arg=pictures[-1])
        pictures.append(page.evaluate(PICTURE))
        values.append(slider.input_value())
    assert len(set(pictures)) == 3
    assert [float(one) for one in values] == sorted(map(float, values), reverse=True)
    assert slider.locator("xpath=following-sibling::span").inner_text() == values[-1]
    assert page.evaluate("sent") == 0
