"""What every limit is measured from: figures that add up from contract to contract."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.exposure.breakdown import net_contracts, series_of
from engine.exposure.greeks import desk_greeks
from engine.exposure.margin import Scan, haircut, scan_margin
from engine.instruments import Instrument
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

CONCENTRATION_FLOOR = 50
"""Contracts in all below which concentration is not measured: a first trade has to be possible."""


class Totals(NamedTuple):
    """Each is linear in the quantities held, so a trade of many contracts is many times of one.

    Every figure may have a last axis of quantities traded.
    """

    contracts: FloatArray
    """Net contracts of one series, the one that is traded."""
    others_gross: FloatArray
    """Contracts of all other series, each net, without their signs."""
    others_largest: FloatArray
    """Net contracts of the largest other series."""
    delta_dollars: FloatArray
    gamma_dollars: FloatArray
    vega_per_point: FloatArray
    scan_losses: FloatArray
    """Shape (16, ...)."""
    haircut_losses: FloatArray
    """Shape (10, ...)."""
    other_margin: FloatArray
    other_capital: FloatArray


def totals(
    book: Book,
    market: Market,
    scan: Scan,
    *,
    traded: Instrument | None = None,
    other_dollar_delta: float = 0.0,
    other_margin: float = 0.0,
    other_capital: float = 0.0,
) -> Totals:
    """Return what adds up in a book; ``other_...`` is added for hedges on another underlying."""
    _refuse_two_underlyings(book, traded)
    net = net_contracts(book)
    own = net.pop(series_of(traded), 0.0) if traded else 0.0
    others = list(net.values())
    greeks = desk_greeks(book, market)
    figures = (
        own,
        sum(map(abs, others)),
        max(others, key=abs, default=0.0),
        greeks.delta_dollars + other_dollar_delta,
        greeks.gamma_per_percent * market.spot,
        greeks.vega_per_point,
        scan_margin(book, market, scan).losses,
        haircut(book, market).losses,
        other_margin,
        other_capital,
    )
    return Totals(*map(np.asarray, figures))


def after(held: Totals, step: Totals, contracts: FloatArray) -> Totals:
    """Return the totals once so many contracts of ``step`` were traded, on a new last axis."""
    return Totals(
        *(
            start[..., np.newaxis] + each[..., np.newaxis] * contracts
            for start, each in zip(held, step, strict=True)
        )
    )


def measures(of: Totals) -> dict[str, FloatArray]:
    """Return what each limit is held against, by the names of ``Limits``, signed where it can be.

    The largest series is the traded one where it is tied with another.
    """
    size = np.abs(of.contracts)
    largest = np.where(size >= np.abs(of.others_largest), of.contracts, of.others_largest)
    gross = of.others_gross + size
    share = np.abs(largest) / np.maximum(gross, 1.0)
    return {
        "series_contracts": largest,
        "class_contracts": gross,
        "delta_dollars": of.delta_dollars,
        "gamma_dollars": of.gamma_dollars,
        "vega_per_point": of.vega_per_point,
        "concentration": np.where(gross < CONCENTRATION_FLOOR, 0.0, share),
        "margin": of.other_margin + np.maximum(of.scan_losses.max(axis=0), 0.0),
        "capital": of.other_capital + np.maximum(of.haircut_losses.max(axis=0), 0.0),
    }


def _refuse_two_underlyings(book: Book, traded: Instrument | None) -> None:
    followed = {position.instrument.underlying for position in book.positions}
    if len(followed | ({traded.underlying} if traded else set())) > 1:
        raise InvalidInput(
            "the share and the index have no spot in common: measure what is on each by itself"
        )
