"""Predict, drag, see: nothing is given away before, and what is then said is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import ready
from tests.browser.fingers import drag, kept
from tests.browser.live_book import open_book, shown, slider

if TYPE_CHECKING:
    from playwright.sync_api import Page

RIGHT = "It falls further below zero"
WRONG = "It climbs towards zero"


def predict(page: Page, prediction: str) -> None:
    """Open the first ready-made book and predict what its first experiment will show."""
    open_book(page, "/book")
    page.get_by_role("button", name=prediction).click()
    page.get_by_text("Now see: drag the share price to C$84.").wait_for()


@pytest.mark.parametrize(("prediction", "verdict"), [(RIGHT, "right"), (WRONG, "wrong")])
def test_prediction_is_answered_only_on_release(page: Page, prediction: str, verdict: str) -> None:
    """While the finger is down nothing is given away; afterwards both figures are said."""
    predict(page, prediction)
    drag(page, slider(page), pixels=90, moves=30)
    assert float(slider(page).input_value()) >= 84
    assert page.locator(".verdict").count() == 0
    page.mouse.up()
    page.locator(f".verdict.{verdict}").wait_for()
    kept(page)
    ready(page)
    said = page.locator(".try-after").inner_text()
    now = f"\u2212{-shown(page)['delta']:,.0f}"
    assert f"Your delta went from \u22121,043 to {now} shares." in said


def test_too_small_a_move_answers_nothing(page: Page) -> None:
    """A release short of the goal shows no verdict; the invitation to drag stays."""
    predict(page, RIGHT)
    drag(page, slider(page), pixels=8)
    page.mouse.up()
    assert 80 < float(kept(page)) < 84
    assert page.locator(".verdict").count() == 0
    assert page.get_by_text("Now see: drag the share price to C$84.").is_visible()


def test_one_leap_past_the_goal_is_answered_too(page: Page) -> None:
    """The End key and a press on the slider's far side reach the goal without a step between."""
    predict(page, RIGHT)
    slider(page).focus()
    page.keyboard.press("End")
    kept(page)
    page.locator(".verdict.right").wait_for(timeout=5_000)
