"""A figure that slides: picture, words and numbers follow, in the browser, by keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.figures import Figure, drawn, read
from pages.ui import state
from tests.browser.app_page import learner, ready
from tests.browser.chromium import NARROW
from tests.browser.live_book import number
from tests.browser.objections import objections
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


def test_all_of_a_figure_follows_the_slider(page: Page, server: Server) -> None:
    """Each step draws another picture, says what it shows, and sends nothing to the server."""
    page.goto("/lessons")
    ready(page)
    read_through(server, learner(page))
    page.goto(LESSON)
    ready(page)
    figure = page.locator("[class*=st-key-figure_of_]").first
    slider = figure.locator(".vega-bind input[type=range]")
    figure.get_by_text("The numbers behind this figure").click()
    slider.scroll_into_view_if_needed()
    page.evaluate(COUNT_SENT)
    pictures, values = [page.evaluate(PICTURE)], [slider.input_value()]
    stands = figure.locator("caption")
    assert stands.inner_text().endswith(f": {values[0]}"), "said before it is moved"
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
    (engines,) = (one for one in share_hedge().moments if one.value == float(values[-1]))
    assert figure.locator(".says").inner_text() == engines.look_for
    assert figure.locator(".vega-embed").get_attribute("aria-label") == engines.alt
    assert stands.inner_text().endswith(f": {values[-1]}")
    assert objections(page) == []
    cells = [number(text) for text in figure.locator("td").all_inner_texts()]
    assert cells == pytest.approx([one for row in engines.rows for one in row.values()], abs=0.005)
    page.set_viewport_size(NARROW)
    value = slider.locator("xpath=following-sibling::span")
    beside = (
        "([one, other]) => one.getBoundingClientRect().top < other.getBoundingClientRect().bottom"
    )
    handles = [value.element_handle(), slider.element_handle()]
    page.wait_for_function(beside, arg=handles)


def share_hedge() -> Figure:
    """Return the figure as the lesson sets it."""
    lessons = {lesson.slug: lesson for lesson in state.course().lessons}
    block = lessons[LESSON.partition("=")[2]].embedded("figure")[0]
    return drawn(block.name, read(block.name, block.settings))
