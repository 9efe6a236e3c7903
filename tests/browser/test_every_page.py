"""Every page, light and dark, wide and narrow: readable by all, nothing cut off or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.app_page import Complaints, addresses, ready, unfold
from tests.browser.chromium import NARROW, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.serving import Server

STREAMLITS_LIST = ("list", "listitem")
"""Rules that Streamlit's navigation breaks: boxes stand between its list and the items."""

STREAMLITS_NUMBERS = re.compile(r"^wasm-eval in .*/static/js/protobuf\.")
"""Streamlit's 64-bit integers try WebAssembly first, and do without it."""

NOTE_REFUSALS = """window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => refused.push(`${event.blockedURI} in ${event.sourceFile}`));"""
IN_NAVIGATION = """(target) =>
  Boolean(document.querySelector(target)?.closest("[data-testid=stSidebarNavItems]"))"""
TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)"""


@dataclass
class Visit:
    """What was wrong with a page when somebody looked at all of it."""

    at_a_desk: list[str]
    on_a_telephone: list[str]
    cut_off: list[str]
    refused: list[str]
    complaints: list[str]


@pytest.fixture(scope="module", params=["light", "dark"])
def somebody(
    request: pytest.FixtureRequest, browser: Browser, server: Server
) -> Iterator[BrowserContext]:
    """Return a visitor whose system asks for a light or a dark theme."""
    with visitor(browser, server.url, color_scheme=request.param) as context:
        context.add_init_script(NOTE_REFUSALS)
        yield context


@pytest.fixture(scope="module", params=addresses())
def visit(request: pytest.FixtureRequest, somebody: BrowserContext) -> Visit:
    """Look at one page from top to bottom, at a desk and then on a telephone.

    Colours do not depend on the width, so the telephone is examined in one theme.
    """
    page = somebody.new_page()
    complaints = Complaints(page)
    page.goto(request.param)
    ready(page)
    unfold(page)
    at_a_desk = objections(page)
    page.set_viewport_size(NARROW)
    page.locator("[data-testid=stSidebar][aria-expanded=true]").wait_for(state="detached")
    refused = [what for what in page.evaluate("refused") if not STREAMLITS_NUMBERS.match(what)]
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    on_a_telephone = [] if dark else objections(page)
    seen = Visit(at_a_desk, on_a_telephone, page.evaluate(TOO_WIDE), refused, complaints)
    page.close()
    return seen


def objections(page: Page) -> list[str]:
    """Return what axe objects to, one line a place."""
    from axe_playwright_python.sync_playwright import Axe

    def ours(rule: str, node: dict[str, Any]) -> bool:
        return rule not in STREAMLITS_LIST or not page.evaluate(IN_NAVIGATION, node["target"][0])

    def place(node: dict[str, Any]) -> str:
        return f"{node['html'][:160]} {node.get('failureSummary', '')[:200]} {node['target']}"

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {place(node)}"
        for one in found
        for node in one["nodes"]
        if ours(one["id"], node)
    ]


def test_axe_has_nothing_to_object_to(visit: Visit) -> None:
    """Contrast, names, order and roles are right for everybody, wide and narrow."""
    assert visit.at_a_desk == []
    assert visit.on_a_telephone == []


def test_nothing_is_cut_off_on_a_telephone(visit: Visit) -> None:
    """At 390 pixels nothing has to be scrolled sideways."""
    assert visit.cut_off == []


def test_the_policy_refuses_nothing_needed(visit: Visit) -> None:
    """The strict Content Security Policy stands in the way of nothing that the page does."""
    assert visit.refused == []


def test_the_console_stays_empty(visit: Visit) -> None:
    """Nothing fails behind the scenes."""
    assert visit.complaints == []
