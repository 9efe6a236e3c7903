"""Every page, light and dark, wide and narrow: readable by all, nothing cut off or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, addresses, learner, ready, unfold
from tests.browser.chromium import NARROW, visitor
from tests.browser.objections import TOO_WIDE, darkened, objections
from tests.browser.records import read_through

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.serving import Server

STREAMLITS_NUMBERS = re.compile(r"^wasm-eval in .*/static/js/protobuf\.")
"""Streamlit's 64-bit integers try WebAssembly first, and do without it."""

NOTE_REFUSALS = """window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => refused.push(`${event.blockedURI} in ${event.sourceFile}`));"""


@dataclass
class Visit:
    """What was wrong with a page when somebody looked at all of it."""

    at_a_desk: list[str]
    in_the_dark: list[str]
    on_a_telephone: list[str]
    cut_off: list[str]
    refused: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def somebody(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return a visitor who notes what the policy refuses, and has read all but the first lesson."""
    with visitor(browser, server.url, color_scheme="light") as context:
        context.add_init_script(NOTE_REFUSALS)
        page = context.new_page()
        page.goto("/glossary")
        ready(page)
        read_through(server, learner(page))
        page.close()
        yield context


@pytest.fixture(scope="module", params=addresses())
def visit(request: pytest.FixtureRequest, somebody: BrowserContext) -> Visit:
    """Look at one page from top to bottom: at a desk, light and dark, and on a telephone.

    Colours do not depend on the width, so the telephone is examined in one theme. All lessons are
    made of the same parts, so one of them is examined at a desk too, the others on a telephone.
    """
    from playwright.sync_api import TimeoutError as TooLong

    page = somebody.new_page()
    complaints = Complaints(page)
    wholly = "lesson=" not in request.param or "lesson=the-job" in request.param
    if not wholly:
        page.set_viewport_size(NARROW)
    page.goto(request.param)
    ready(page)
    unfold(page)
    at_a_desk = objections(page) if wholly else []
    in_the_dark = darkened(page) if wholly else []
    page.set_viewport_size(NARROW)
    page.locator("[data-testid=stSidebar][aria-expanded=true]").wait_for(state="detached")
    with suppress(TooLong):
        page.wait_for_function(f"() => !({TOO_WIDE})().length")  # Charts take a moment to follow.
    refused = [what for what in page.evaluate("refused") if not STREAMLITS_NUMBERS.match(what)]
    on_a_telephone = objections(page)
    seen = Visit(
        at_a_desk, in_the_dark, on_a_telephone, page.evaluate(TOO_WIDE), refused, complaints
    )
    page.close()
    return seen


def test_axe_has_nothing_to_object_to(visit: Visit) -> None:
    """Contrast, names, order and roles are right for everybody, wide and narrow."""
    assert visit.at_a_desk == []
    assert visit.in_the_dark == []
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
