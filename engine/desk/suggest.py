"""Suggest a hedge: solve the exits that were chosen, and say why in words fit for an exam."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.options import Solved, Tolerances, solve
from engine.hedging.related import exact_contracts
from engine.hedging.underlying import step, to_flat
from engine.instruments import Instrument
from engine.instruments._option import Option
from engine.pricing.market import DAYS_PER_YEAR

_NOISE = 1e-9
_LARGE = 1_000
"""C$ from which an amount is told without its cents."""


_SECONDS = 0.5
"""How long the cheapest hedge is looked for: a click should be answered before it is felt."""


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
    What cannot be done is told, never raised.

    >>> from engine.exposure import notation
    >>> found = suggest(Desk(), notation.read("-250_call_80_45_24")[0], exits=["underlying"])
    >>> notation.write(found.hedge)
    '13000_share'
    """
    left, answers, solved = book.on(desk.underlying), [], None
    if "options" in exits:
        answer, solved = _options(
            desk, left, series, tolerances or Tolerances(), with_delta="underlying" in exits
        )
        answers.append(answer)
        left = left.plus(*answer.trades)
    if "underlying" in exits:
        answers.append(_underlying(desk, left, solved))
    elif "related" in exits:
        answers.append(_related(desk, left, product))
    return Suggestion(
        hedge=_merged([trade for answer in answers for trade in answer.trades]),
        sentences=tuple(answer.sentence for answer in answers if answer.sentence),
        problem=" ".join(answer.problem for answer in answers if answer.problem),
    )


def textbook(desk: Desk, book: Book) -> Book:
    """Return the textbook's hedge: the underlying, to flat.

    >>> from engine.exposure import notation
    >>> notation.write(textbook(Desk(), notation.read("-250_call_80_45_24")[0]))
    '13000_share'
    """
    return Book(to_flat(book.on(desk.underlying), desk.market, desk.direct))


class _Answer(NamedTuple):
    """What one exit trades, the sentence that says why, or why it cannot."""

    trades: tuple[Position, ...] = ()
    sentence: str = ""
    problem: str = ""


def _options(
    desk: Desk,
    own: Book,
    series: Sequence[Instrument],
    tolerances: Tolerances,
    *,
    with_delta: bool,
) -> tuple[_Answer, Solved | None]:
    """Return the options to trade, and the whole solution: it may hold the underlying too."""
    try:
        solved = solve(
            own,
            desk.market,
            list(series),
            tolerances=tolerances if with_delta else replace(tolerances, delta=math.inf),
            costs=desk.costs,
            instruments=desk.direct,
            with_underlying=with_delta,
            seconds=_SECONDS,
        )
    except InvalidInput as why:
        return _Answer(problem=f"Other options cannot do it as chosen: {why}."), None
    options = tuple(p for p in solved.positions if p.instrument.payoff != "linear")
    return _Answer(options, _why_options(desk, own, solved, options)), solved


def _why_options(desk: Desk, own: Book, solved: Solved, options: Sequence[Position]) -> str:
    if not options:
        needless = "Gamma and vega are within your tolerances: no option has to be traded."
        return needless if solved.positions else solved.note
    before, after = desk_greeks(own, desk.market), solved.residual
    return (
        f"Only options carry gamma and vega, so {_trades(options)}: gamma goes from "
        f"{_signed(before.gamma_per_dollar)} to {_signed(after.gamma_per_dollar)} {_per(desk)} "
        f"and vega from {_signed(before.vega_per_point)} to {_signed(after.vega_per_point)} C$ a "
        f"volatility point. No cheaper whole number of contracts meets "
        f"your tolerances (C${solved.cost:,.0f} in all). {solved.note}"
    ).strip()


def _underlying(desk: Desk, own: Book, solved: Solved | None) -> _Answer:
    """Trade what the solution says where there is one, else to flat."""
    if solved is None:
        trades = to_flat(own, desk.market, desk.direct)
    else:
        trades = tuple(p for p in solved.positions if p.instrument.payoff == "linear")
    before = desk_greeks(own, desk.market).delta_shares
    if not trades:
        return _Answer(sentence=_why_no_trade(desk, before))
    after = desk_greeks(own.plus(*trades), desk.market).delta_shares
    return _Answer(
        trades,
        f"{_direction(desk, before)}, so {_trades(trades)}: the delta that is left is "
        f"{_signed(after)}, and gamma and vega are what they were.",
    )


def _why_no_trade(desk: Desk, delta: float) -> str:
    why = "within your tolerance, so there is "
    if abs(delta) <= desk.lot / 2 + _NOISE:
        why = "no more than half of the smallest trade, so there is " if round(delta) else ""
    return f"{_direction(desk, delta)}: {why}nothing to do in the underlying."


def _related(desk: Desk, own: Book, product: Instrument | None) -> _Answer:
    """Trade the product in whole contracts or lots, the nearest to the least variance."""
    if desk.underlying == "index":
        return _Answer(problem="An index's own futures are its underlying: choose that exit.")
    if product is None:
        return _Answer(problem="Choose a future or fund units to hedge with.")
    dollars = desk_greeks(own, desk.market).delta_dollars
    try:
        relation = desk.relation
        exact = exact_contracts(
            dollar_delta=dollars, price=desk.world.index, relation=relation, instrument=product
        )
    except InvalidInput as why:
        return _Answer(problem=f"The related product cannot do it: {why}.")
    number = round(exact / step(product)) * step(product)
    each = product.units * desk.world.index
    said = (
        f"The book is {_side(dollars)} C${abs(dollars):,.0f} of delta. Beta "
        f"{_plain(relation.beta)} × C${abs(dollars):,.0f} / "
        f"C${each:,.{0 if each >= _LARGE else 2}f} each = {abs(exact):,.2f}"
    )
    if not number:
        return _Answer(
            sentence=f"{said}: no more than half of the smallest trade, so there is nothing to do "
            "in the related product."
        )
    trade = Position(float(number), product)
    return _Answer(
        (trade,),
        f"{said}, so {_trade(trade)}. With a correlation of {_plain(relation.correlation)} the "
        f"share's own moves stay: {100 * relation.residual_share:.0f}\u00a0% of the swing.",
    )


def _merged(positions: Sequence[Position]) -> Book:
    total: dict[Instrument, float] = {}
    for position in positions:
        total[position.instrument] = total.get(position.instrument, 0.0) + position.quantity
    return Book(tuple(Position(quantity, one) for one, quantity in total.items() if quantity))


def _trade(position: Position) -> str:
    side = "buy" if position.quantity > 0 else "sell"
    one, size = position.instrument, abs(position.quantity)
    in_capitals = one.label.split()[0].isupper()
    single = one.label if in_capitals else one.label.lower()
    named = single if size == 1 else one.counted_in
    if isinstance(one, Option):
        named += f" (strike {one.strike:g}, {one.years * DAYS_PER_YEAR:.0f} days)"
    return f"{side} {size:,.0f} {named}"


def _trades(positions: Sequence[Position]) -> str:
    return " and ".join(_trade(position) for position in positions)


def _side(exposure: float) -> str:
    return "short" if exposure < 0 else "long"


def _direction(desk: Desk, delta: float) -> str:
    size = f"{abs(delta):,.0f}"
    if size == "0":
        return "The book has no delta"
    unit = f"{size} shares" if desk.underlying == "share" else f"C${size} a point"
    return f"The book is {_side(delta)} {unit} of delta"


def _per(desk: Desk) -> str:
    return "shares per C$1" if desk.underlying == "share" else "C$ a point, per point"


def _plain(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")


def _signed(number: float) -> str:
    text = f"{abs(number):,.0f}"
    if text == "0":
        return text
    return f"−{text}" if number < 0 else f"+{text}"
