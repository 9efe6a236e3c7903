"""The live book as a test reads it, and the engine's word on what it must show."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from engine.exposure.greeks import DeskGreeks, desk_greeks
from engine.pricing.market import DAYS_PER_YEAR, Market
from pages.ui import book_state
from pages.ui.book_state import BookState
from tests.browser.app_page import ready

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DIGITS = {"delta": 0, "gamma": 1, "vega": 0, "theta": 0, "rho": 2, "value": 0}
"""Decimals that each figure is shown with."""

FIELDS = {
    "value": "value",
    "delta_shares": "delta",
    "delta_dollars": "dollars",
    "gamma_per_dollar": "gamma",
    "gamma_per_percent": "gammaPercent",
    "vega_per_point": "vega",
    "theta_per_day": "theta",
    "rho_per_basis_point": "rho",
}
"""What the engine calls a figure, and what the browser's scripts call it."""


def open_book(page: Page, address: str) -> None:
    """Go to a book and wait until it is drawn."""
    page.goto(address)
    ready(page)


def slider(page: Page, name: str = "spot") -> Locator:
    """Return one of the three sliders that the market is dragged with."""
    return page.locator(f"input[data-name={name}]")


def renders(page: Page) -> int:
    """Return how often the live book was drawn."""
    return int(page.locator(".host").get_attribute("data-renders") or 0)


def shown(page: Page) -> dict[str, float]:
    """Return the figures that the live book shows."""
    return {
        name: number(page.locator(f"[data-greek={name}] .figure").inner_text()) for name in DIGITS
    }


def number(text: str) -> float:
    """Return the number that a figure says: ``number("−C$1,043") == -1043``."""
    digits = "".join(sign for sign in text if sign.isdigit() or sign == ".")
    return -float(digits) if text.startswith("\u2212") else float(digits)


def parameters(page: Page) -> dict[str, str]:
    """Return the query of the address bar."""
    return dict(parse_qsl(urlsplit(str(page.evaluate("location.href"))).query))


def wait_for_address(page: Page, **wanted: str) -> None:
    """Wait until the address bar says all of this."""
    page.wait_for_function(
        "(wanted) => { const asked = new URLSearchParams(location.search);"
        " return Object.entries(wanted).every(([name, text]) => asked.get(name) === text); }",
        arg=wanted,
    )


def assert_engine_agrees(page: Page) -> None:
    """Hold every figure shown to the engine's figure for the address, to the last digit shown."""
    figures, expected = shown(page), engine_figures(parameters(page))._asdict()
    for name, browser_name in FIELDS.items():
        if browser_name in DIGITS:
            off = abs(figures[browser_name] - expected[name])
            assert off <= 0.5 * 10 ** -DIGITS[browser_name] * (1 + 1e-6), (figures, expected)


def engine_figures(asked: dict[str, str]) -> DeskGreeks:
    """Return what the engine measures for the book and market of an address."""
    state, notes = book_state.read({**asked, "preset": ""}, {})
    assert not notes
    return desk_greeks(state.book, market_of(state))


def market_of(state: BookState) -> Market:
    """Return the market that a book is looked at in, in the engine's units."""
    return Market(
        spot=state.numbers["spot"],
        rate=state.numbers["rate"] / 100,
        dividend_yield=state.numbers["yield"] / 100,
        volatility_shift=state.numbers["shift"] / 100,
        years_passed=state.numbers["days"] / DAYS_PER_YEAR,
    )


def wait_for_line(page: Page, line: str) -> None:
    """Wait until the book in the address has this line."""
    page.wait_for_function(
        "(line) => new URLSearchParams(location.search).get('book')?.split('~').includes(line)",
        arg=line,
    )
