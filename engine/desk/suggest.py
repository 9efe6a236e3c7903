"""Suggest a hedge: solve the exits that were chosen, and say why in words fit for an exam."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.desk.exits import entry_cost
from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.options import Tolerances, solve
from engine.hedging.related import exact_contracts
from engine.hedging.underlying import to_flat
from engine.instruments import Instrument
from engine.instruments._option import Option
from engine.pricing.market import DAYS_PER_YEAR


class Suggestion(NamedTuple):
    """The positions to take, and a sentence for each exit; ``problem`` where one had no answer."""

    hedge: Book
    sentences: tuple[str, ...]
    problem: str = ""


def suggest(
    desk: Desk,
    book: Book,
    *,
    exits: Collection[str],
    series: Sequence[Instrument] = (),
    product: Instrument | None = None,
    tolerances: Tolerances | None = None,
) -> Suggestion:
    """Return the hedge that the chosen exits ("underlying", "options", "related") make together.

    Other options come first, for what only they can do; then direction, by the underlying if it is
    among the exits, by ``product`` otherwise. ``book`` is what customers left, without a hedge.

    >>> from engine.exposure import notation
    >>> found = suggest(Desk(), notation.read("-250_call_80_45_24")[0], exits=["underlying"])
    >>> notation.write(found.hedge)
    '13000_share'
    """
    own = book.on(desk.underlying)
    taken: list[Position] = []
    sentences: list[str] = []
    problem = ""
    if "options" in exits:
        try:
            positions, sentence = _options(
                desk, own, series, tolerances or Tolerances(), with_delta="underlying" in exits
            )
            taken, sentences = list(positions), [sentence]
        except InvalidInput as why:
            problem = f"Other options cannot do it as chosen: {why}."
    left = own.plus(*taken)
    if "underlying" in exits:
        positions, sentence = _underlying(desk, left)
        taken += positions
        sentences.append(sentence)
    elif "related" in exits and product is not None:
        try:
            positions, sentence = _related(desk, left, product)
            taken += positions
            sentences.append(sentence)
        except InvalidInput as why:
            problem = f"{problem} The related product cannot do it: {why}.".strip()
    merged = _merged(taken)
    return Suggestion(merged, tuple(s for s in sentences if s), problem)


def textbook(desk: Desk, book: Book) -> Book:
    """Return the textbook's hedge: the underlying, to flat.

    >>> from engine.exposure import notation
    >>> notation.write(textbook(Desk(), notation.read("-250_call_80_45_24")[0]))
    '13000_share'
    """
    return Book(to_flat(book.on(desk.underlying), desk.market, desk.direct))


def _options(
    desk: Desk,
    own: Book,
    series: Sequence[Instrument],
    tolerances: Tolerances,
    *,
    with_delta: bool,
) -> tuple[tuple[Position, ...], str]:
    solved = solve(
        own,
        desk.market,
        list(series),
        tolerances=tolerances if with_delta else replace(tolerances, delta=math.inf),
        costs=desk.costs,
        instruments=desk.direct,
        with_underlying=with_delta,
    )
    options = [p for p in solved.positions if p.instrument.payoff != "linear"]
    if not options:
        return solved.positions, solved.note
    before, after = desk_greeks(own, desk.market), solved.residual
    what = " and ".join(_trade(position) for position in options)
    sentence = (
        f"Only options carry gamma and vega, so {what}: gamma goes from "
        f"{_signed(before.gamma_per_dollar)} to {_signed(after.gamma_per_dollar)} "
        f"{_units(desk)} per {_point(desk)} and vega from {_signed(before.vega_per_point)} to "
        f"{_signed(after.vega_per_point)} C$ a point. "
    )
    sentence += f"{_least(desk, solved.positions)} {solved.note}"
    # The underlying is taken to flat afterwards, so only the options are kept from here.
    return tuple(options), sentence.strip()


def _least(desk: Desk, positions: Sequence[Position]) -> str:
    cost = entry_cost(desk, Book(tuple(positions)))
    return f"No cheaper whole number of contracts meets your tolerances (C${cost:,.0f} in all)."


def _underlying(desk: Desk, own: Book) -> tuple[tuple[Position, ...], str]:
    trades = to_flat(own, desk.market, desk.direct)
    before = desk_greeks(own, desk.market).delta_shares
    after = desk_greeks(own.plus(*trades), desk.market).delta_shares
    if not trades:
        return (), (
            f"The delta is {_signed(before)} {_units(desk)}: less than half of the smallest trade, "
            "so there is nothing to do in the underlying."
        )
    side = "short" if before < 0 else "long"
    what = " and ".join(_trade(position) for position in trades)
    return trades, (
        f"The book is {side} {abs(before):,.0f} {_units(desk)} of delta, so {what}: the delta that "
        f"is left is {_signed(after)}, and gamma and vega are what they were."
    )


def _related(desk: Desk, own: Book, product: Instrument) -> tuple[tuple[Position, ...], str]:
    relation = desk.relation
    dollars = desk_greeks(own, desk.market).delta_dollars
    exact = exact_contracts(
        dollar_delta=dollars, price=desk.world.index, relation=relation, instrument=product
    )
    number, one = round(exact), product.units * desk.world.index
    kept = relation.residual_share
    why = (
        f"beta {relation.beta:.2f} × C${abs(dollars):,.0f} of delta / C${one:,.0f} a contract = "
        f"{abs(exact):,.2f}"
    )
    if not number:
        return (), f"{why}: less than half a contract, so there is nothing to do."
    trade = Position(float(number), product)
    return (trade,), (
        f"{why[0].upper()}{why[1:]}, so {_trade(trade)}. With a correlation of "
        f"{relation.correlation:.2f} the share's own moves stay: {kept:.0%} of the swing."
    )


def _merged(positions: Sequence[Position]) -> Book:
    total: dict[Instrument, float] = {}
    for position in positions:
        total[position.instrument] = total.get(position.instrument, 0.0) + position.quantity
    return Book(tuple(Position(quantity, one) for one, quantity in total.items() if quantity))


def _trade(position: Position) -> str:
    side = "buy" if position.quantity > 0 else "sell"
    one, size = position.instrument, abs(position.quantity)
    named = one.label if size == 1 else one.counted_in
    if size == 1 and not one.label.split()[0].isupper():
        named = one.label.lower()
    if isinstance(one, Option):
        named += f" (strike {one.strike:g}, {one.years * DAYS_PER_YEAR:.0f} days)"
    return f"{side} {size:,.0f} {named}"


def _units(desk: Desk) -> str:
    return "shares" if desk.underlying == "share" else "C$ a point"


def _point(desk: Desk) -> str:
    return "C$1" if desk.underlying == "share" else "point"


def _signed(number: float) -> str:
    text = f"{abs(number):,.0f}"
    if text == "0":
        return text
    return f"−{text}" if number < 0 else f"+{text}"
