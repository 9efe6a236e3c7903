"""The browser's formulas against the engine's, on random books with everything odd in them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from engine.exposure import notation
from engine.exposure.greeks import desk_greeks, in_desk_units
from engine.pricing.black_scholes import Greeks
from pages.ui.book_state import BookState
from pages.ui.component import joined
from pages.ui.live_book import SCRIPTS, forms
from tests.browser.live_book import FIELDS, market_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BOOKS = 60
MEASURE = """([states, forms]) => states.map(
  (state) => reader(state, forms, state.days, state.shift)(state.spot))"""


def line(dice: random.Random, spot: float) -> str:
    """Return a line of a book: any kind, at the money or far off, expired, without volatility."""
    kind = dice.choice(["call", "put", "call", "put", "share"])
    if kind == "share":
        return f"{dice.randint(-20_000, 20_000)}_share"
    strike = round(dice.choice([spot, dice.uniform(0.6, 1.6) * spot, dice.uniform(1, 400)]), 1)
    days = dice.choice([0, 1, dice.randint(2, 60), dice.randint(60, 1_825)])
    volatility = dice.choice([0, 5, dice.uniform(8, 60), dice.uniform(60, 400)])
    return f"{dice.randint(-500, 500)}_{kind}_{max(strike, 0.5)}_{days}_{volatility:.1f}"


def random_states(seed: int) -> list[BookState]:
    """Return books of 1 to 30 lines, each in a market of its own."""
    dice = random.Random(seed)
    states = []
    for _ in range(BOOKS):
        spot = round(dice.choice([80.0, dice.uniform(1, 20), dice.uniform(20, 300)]), 1)
        lines = [line(dice, spot) for _ in range(dice.randint(1, 30))]
        book, left_out = notation.read("~".join(lines))
        assert not left_out
        numbers = {
            "start": spot,
            "spot": round(spot * dice.choice([1, dice.uniform(0.7, 1.4)]), 2),
            "shift": dice.choice([0.0, dice.uniform(-60, 60)]),
            "days": float(dice.choice([0, 1, 44.5, dice.randint(2, 400)])),
            "rate": dice.uniform(-5, 15),
            "yield": dice.uniform(-5, 15),
        }
        states.append(BookState(book, numbers))
    return states


def test_browser_measures_what_the_engine_measures(browser: Browser) -> None:
    """Every desk figure agrees to 1e-9 of what the lines add up to without their signs."""
    states = random_states(seed=20260327)
    page = browser.new_page()
    page.add_script_tag(content=joined(SCRIPTS))
    measured = page.evaluate(MEASURE, [[state.shown() for state in states], forms()])
    page.close()
    for state, here in zip(states, measured, strict=True):
        market = market_of(state)
        lines = state.book.position_greeks(market)
        gross = in_desk_units(
            Greeks(*(np.abs(column).sum() for column in lines)), market.spot
        )._asdict()
        for name, expected in desk_greeks(state.book, market)._asdict().items():
            off = abs(here[FIELDS[name]] - expected)
            assert off <= 1e-9 * gross[name], (name, expected, here, notation.write(state.book))
