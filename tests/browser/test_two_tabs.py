"""Two tabs of one browser are one learner, and neither tab loses what the other did."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pages.ui.edge import LEARNER_COOKIE
from tests.browser.app_page import ready
from tests.browser.records import facts_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.serving import Server


def answer(page: Page) -> None:
    """Choose the first option and be sure of it; wait for the reasons."""
    page.locator("[data-testid=stRadioOption]").first.click()
    page.get_by_role("button", name="Sure", exact=True).click()
    page.get_by_role("button", name="Next question").wait_for()


def test_both_tabs_keep_their_answers(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    """Both answers are on disk under the one learner that both tabs are."""
    context = new_context()
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        tab.goto("/quiz?question=shares-against-20-short-calls")
        ready(tab)
    for tab in tabs:
        answer(tab)
    named = [one["value"] for one in context.cookies() if one["name"] == LEARNER_COOKIE]
    assert len(named) == 1
    facts = facts_of(server, named[0])
    assert [fact.kind for fact in facts] == ["answer", "answer"]
    assert len({fact.occasion for fact in facts}) == 2
