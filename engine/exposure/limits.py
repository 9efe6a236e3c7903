"""How much of each limit a book uses, and how much more of a trade the limits leave room for.

Every limit here is invented for teaching: what a desk allows itself is not published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.controls import Number, controls
from engine.errors import InvalidInput
from engine.exposure._totals import Totals, after, measures, totals
from engine.exposure.book import Book, Position
from engine.exposure.margin import CLASSIC, Scan
from engine.instruments import Instrument
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

Band = Literal["green", "amber", "red", "breach"]
Side = Literal["buy", "sell"]

AMBER, RED, BREACH = 0.70, 0.90, 1.00
"""Where each band begins, as a fraction of the limit: a limit that is reached is breached."""
MOST_CONTRACTS = 1_000_000
"""The headroom of a trade that no limit stops."""
_ROUNDING = 1e-9
"""A growth smaller than this, in the limit's own unit, is no growth."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a book on one underlying may reach; the contracts counted are options.

    ``gamma_dollars`` is spot squared times gamma over 100: what the dollar delta changes by when
    the price moves 1 %. ``concentration`` is the largest series' share of all contracts, measured
    from 50 contracts on. ``margin`` is the sixteen-scenario scan, ``capital`` the 15 % haircut.
    """

    series_contracts: Annotated[
        float, Number("Contracts in one series", 0, 10_000, step=10, unit="contracts")
    ] = 500
    class_contracts: Annotated[
        float, Number("Contracts in the class", 0, 50_000, step=50, unit="contracts")
    ] = 1_500
    delta_dollars: Annotated[
        float, Number("Net dollar delta", 0, 10_000_000, step=10_000, unit="C$")
    ] = 250_000
    gamma_dollars: Annotated[
        float, Number("Dollar gamma", 0, 5_000_000, step=5_000, unit="C$ per 1 %")
    ] = 120_000
    vega_per_point: Annotated[float, Number("Vega", 0, 100_000, step=100, unit="C$ per point")] = (
        2_500
    )
    concentration: Annotated[
        float, Number("Share of the largest series", 0, 100, unit="%", scale=100)
    ] = 0.60
    margin: Annotated[float, Number("Margin", 0, 10_000_000, step=5_000, unit="C$")] = 150_000
    capital: Annotated[float, Number("Capital", 0, 10_000_000, step=5_000, unit="C$")] = 250_000

    def __post_init__(self) -> None:
        """Refuse a limit that nothing can be held against."""
        for name, limit in vars(self).items():
            if not 0 <= limit < np.inf:
                raise InvalidInput(f"the limit {name} must be zero or more, not {limit}")


class LimitUse(NamedTuple):
    """How much of one limit is used; ``used`` and ``limit`` are in ``unit``."""

    name: str
    label: str
    unit: str
    used: float
    """Signed where it has a sign: below zero is short."""
    limit: float
    fraction: float
    """Size over limit. Of a limit of zero, any use is the whole (1) and no use is nothing (0)."""
    band: Band

    @property
    def text(self) -> str:
        """The fraction as a person reads it.

        >>> LimitUse("margin", "Margin", "C$", 123_000.0, 150_000.0, 0.82, "amber").text
        '82 %'
        """
        if self.limit == 0 and self.used != 0:
            return "limit is zero"
        return f"{100 * self.fraction:,.0f} %"


class Headroom(NamedTuple):
    """How many contracts of a trade fit, and the name of the limit that stops the next one."""

    contracts: int
    stopped_by: str
    """Empty where nothing stops the trade and ``contracts`` is ``MOST_CONTRACTS``."""


def band(fraction: float) -> Band:
    """Return the band of a use.

    >>> [band(fraction) for fraction in (0.69, 0.70, 0.90, 1.00)]
    ['green', 'amber', 'red', 'breach']
    """
    if fraction < AMBER:
        return "green"
    if fraction < RED:
        return "amber"
    return "red" if fraction < BREACH else "breach"


def use(*, name: str, label: str, unit: str, used: float, limit: float) -> LimitUse:
    """Return the use of one limit, with its fraction and band."""
    fraction = abs(used) / limit if limit else float(used != 0)
    return LimitUse(name, label, unit, used, limit, fraction, band(fraction))


def uses(
    limits: Limits,
    book: Book,
    market: Market,
    *,
    scan: Scan = CLASSIC,
    other_dollar_delta: float = 0.0,
    other_margin: float = 0.0,
    other_capital: float = 0.0,
) -> tuple[LimitUse, ...]:
    """Return the use of each limit, in the order that ``Limits`` declares them.

    ``other_...`` is what hedges on another underlying add: dollar measures add up, shares do not.
    Raises InvalidInput for a book on two underlyings. Worked example 15:

    >>> from engine.exposure import notation
    >>> options = "-300_call_85_45_22~120_put_75_45_27~-80_call_80_17_24~60_call_80_108_23.5"
    >>> book, _ = notation.read(options + "~9000_share")
    >>> of_book = uses(Limits(), book, Market(spot=80, rate=0.03, dividend_yield=0.02))
    >>> [(one.label, one.text, one.band) for one in of_book[2:4]]
    [('Net dollar delta', '52 %', 'green'), ('Dollar gamma', '82 %', 'amber')]
    """
    measured = measures(
        totals(
            book,
            market,
            scan,
            other_dollar_delta=other_dollar_delta,
            other_margin=other_margin,
            other_capital=other_capital,
        )
    )
    return tuple(
        use(
            name=control.name,
            label=control.number.label,
            unit=control.number.unit,
            used=control.number.show(float(measured[control.name])),
            limit=control.number.show(getattr(limits, control.name)),
        )
        for control in controls(Limits)
    )


def tightest(of_book: Sequence[LimitUse]) -> LimitUse:
    """Return the use with the largest fraction, the first of them if several are."""
    return max(of_book, key=lambda one: one.fraction)


def headroom(
    limits: Limits,
    book: Book,
    market: Market,
    *,
    instrument: Instrument,
    side: Side,
    scan: Scan = CLASSIC,
    other_dollar_delta: float = 0.0,
    other_margin: float = 0.0,
    other_capital: float = 0.0,
) -> Headroom:
    """Return how many contracts of a trade fit, dealt one after another, before a limit stops it.

    No contract up to the answer reaches a limit, or goes further over one that is breached; the
    next would. So a trade that reduces a breach fits, until it breaches on the other side.

    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> headroom(Limits(), Book(), market, instrument=Call(), side="sell")
    Headroom(contracts=49, stopped_by='concentration')
    """
    if side not in ("buy", "sell"):
        raise InvalidInput(f'side must be "buy" or "sell", not "{side}"')
    one = Book.of(Position(1.0 if side == "buy" else -1.0, instrument))
    held = totals(
        book,
        market,
        scan,
        traded=instrument,
        other_dollar_delta=other_dollar_delta,
        other_margin=other_margin,
        other_capital=other_capital,
    )
    step = totals(one, market, scan, traded=instrument)
    for contracts in _batches():
        stops = _stops(limits, after(held, step, contracts))
        if stops.any():
            place = int(stops.any(axis=0).argmax())
            stopped_by = controls(Limits)[int(stops[:, place].argmax())].name
            return Headroom(int(contracts[place]), stopped_by)
    return Headroom(MOST_CONTRACTS, "")


def _batches() -> Iterator[FloatArray]:
    """Yield the quantities from 0 on, few at first; each batch begins where the last one ended."""
    start, size = 0, 1_024
    while start < MOST_CONTRACTS:
        stop = min(start + size, MOST_CONTRACTS)
        yield np.arange(start, stop + 1, dtype=np.float64)
        start, size = stop, min(4 * size, 65_536)


def _stops(limits: Limits, of: Totals) -> NDArray[np.bool_]:
    """Return which limits refuse the next contract, shape (limits, quantities - 1)."""
    measured = measures(of)
    names = [control.name for control in controls(Limits)]
    most = np.array([[getattr(limits, name)] for name in names])
    sizes = np.abs([measured[name] for name in names])
    before, then = sizes[:, :-1], sizes[:, 1:]
    return (then >= most) & (then > before + _ROUNDING)
