"""Revaluing a large book at once, beside a loop over QuantLib's own analytic engine."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import QuantLib as ql  # noqa: N813

from engine.exposure.book import Book, Position
from engine.exposure.scenarios import scenario_grid
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.pricing import black_scholes
from engine.pricing.market import DAYS_PER_YEAR, Market

POSITIONS, MOVES, SAMPLE = 1_000, 21, 10
OPTIONS, GREEKS_SAMPLE = 100_000, 2_000
MARKET = Market(spot=80, rate=0.03, dividend_yield=0.02)


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the quickest of a few tries."""
    tries = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        tries.append(time.perf_counter() - begun)
    return min(tries)


def large_book() -> Book:
    """Return a book of calls and puts on strikes, expiries and volatilities of their own."""
    random = np.random.default_rng(20260327)
    return Book(
        tuple(
            Position(
                float(random.integers(-50, 50)),
                (Call, Put)[number % 2](
                    strike=float(random.uniform(60, 100)),
                    years=float(random.integers(5, 400)) / DAYS_PER_YEAR,
                    volatility=float(random.uniform(0.15, 0.6)),
                ),
            )
            for number in range(POSITIONS)
        )
    )


class QuantLibOption:
    """One option in QuantLib, its market in quotes that are moved one by one."""

    def __init__(self, kind: str, strike: float, years: float, volatility: float) -> None:
        today = ql.Settings.instance().evaluationDate
        clock, calendar = ql.Actual365Fixed(), ql.NullCalendar()
        self.spot, self.volatility = ql.SimpleQuote(MARKET.spot), ql.SimpleQuote(volatility)

        def flat(rate: float) -> ql.YieldTermStructureHandle:
            return ql.YieldTermStructureHandle(ql.FlatForward(today, rate, clock))

        surface = ql.BlackConstantVol(today, calendar, ql.QuoteHandle(self.volatility), clock)
        process = ql.BlackScholesMertonProcess(
            ql.QuoteHandle(self.spot),
            flat(MARKET.dividend_yield),
            flat(MARKET.rate),
            ql.BlackVolTermStructureHandle(surface),
        )
        payoff = ql.PlainVanillaPayoff(ql.Option.Call if kind == "call" else ql.Option.Put, strike)
        expiry = today + max(round(years * DAYS_PER_YEAR), 1)
        self.option = ql.VanillaOption(payoff, ql.EuropeanExercise(expiry))
        self.option.setPricingEngine(ql.AnalyticEuropeanEngine(process))

    def grid(self, spots: np.ndarray, volatilities: np.ndarray) -> list[float]:
        """Return the value at every point, one by one."""
        values = []
        for spot in spots:
            self.spot.setValue(float(spot))
            for volatility in volatilities:
                self.volatility.setValue(float(volatility))
                values.append(self.option.NPV())
        return values

    def five(self) -> tuple[float, ...]:
        """Return the value and the five Greeks that QuantLib has."""
        one = self.option
        return one.NPV(), one.delta(), one.gamma(), one.vega(), one.theta(), one.rho()


def quantlib_options(book: Book, count: int) -> list[QuantLibOption]:
    """Return the first positions of a book as QuantLib options."""
    claims = book.claims
    columns = (claims.payoff, claims.strike, claims.years, claims.volatility)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [QuantLibOption(*row) for row, _ in zip(rows, range(count), strict=False)]


def compare_grids(book: Book) -> None:
    """Print what 1,000 positions on a grid of 441 points take."""
    spot_moves = np.linspace(-0.2, 0.2, MOVES)
    volatility_moves = np.linspace(-0.1, 0.1, MOVES)
    ours = best(
        lambda: scenario_grid(
            book, MARKET, spot_moves=spot_moves, volatility_moves=volatility_moves
        )
    )
    options, spots = quantlib_options(book, SAMPLE), MARKET.spot * (1 + spot_moves)
    starts = [option.volatility.value() for option in options]

    def loop() -> None:
        for option, start in zip(options, starts, strict=True):
            option.grid(spots, start + volatility_moves)

    show(f"{POSITIONS:,} positions x {MOVES} x {MOVES}", ours, best(loop), POSITIONS / SAMPLE)


def compare_greeks(book: Book) -> None:
    """Print what the Greeks of 100,000 options take; QuantLib has five of the twelve figures."""
    repeats = OPTIONS // POSITIONS
    claims = book.claims
    ours = best(
        lambda: black_scholes.greeks(
            kind=np.tile(claims.payoff, repeats),
            spot=MARKET.spot,
            strike=np.tile(claims.strike, repeats),
            years=np.tile(claims.years, repeats),
            volatility=np.tile(claims.volatility, repeats),
            rate=MARKET.rate,
            dividend_yield=MARKET.dividend_yield,
        )
    )
    options = quantlib_options(book, POSITIONS)

    def loop() -> None:
        for number in range(GREEKS_SAMPLE):
            option = options[number % POSITIONS]
            option.spot.setValue(MARKET.spot + number * 1e-6)
            option.five()

    show(f"12 figures of {OPTIONS:,} options", ours, best(loop), OPTIONS / GREEKS_SAMPLE)


def show(name: str, ours: float, sample: float, times: float) -> None:
    """Print one row; the loop was run on a sample and is multiplied up."""
    loop = sample * times
    print(f"{name:32} {ours * 1e3:11.1f} {loop * 1e3:16.0f} {loop / ours:8.0f}x")


def main() -> None:
    """Compare both, and say what was extrapolated."""
    ql.Settings.instance().evaluationDate = ql.Date(27, 3, 2026)
    book = large_book()
    print(f"{'':32} {'in one call':>11} {'QuantLib loop':>16} {'ratio':>9}")
    print(f"{'':32} {'ms':>11} {'ms, extrapolated':>16}")
    compare_grids(book)
    compare_greeks(book)
    print(
        f"The loop ran on {SAMPLE} positions and on {GREEKS_SAMPLE:,} options; its Greeks are the"
    )
    print("value and QuantLib's five; the other six it does not have.")


if __name__ == "__main__":
    main()
