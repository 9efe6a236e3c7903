"""What can be held. A file is an item of the menu; its signature is its form.

To add an instrument, add one file here with one subclass of ``Instrument``; its contract test, its
controls, its notation in the address and its place in the live book follow from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

import numpy as np

from engine.plugins import menu
from engine.pricing.claims import Claims

Payoff = Literal["linear", "call", "put"]
Underlying = Literal["share", "index"]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One contract long of something that can be held: the sign lives in the position's quantity.

    ``underlying`` is what it follows; ``units`` of that a contract; ``counted_in`` is the plural
    that a quantity is read with ("20 calls"); ``order`` is its place in menus that people see.
    """

    payoff: ClassVar[Payoff]
    underlying: ClassVar[Underlying] = "share"
    units: ClassVar[float]
    label: ClassVar[str]
    counted_in: ClassVar[str]
    order: ClassVar[int] = 100


def claims(instruments: Sequence[Instrument]) -> Claims:
    """Return what the instruments promise as columns, in the same order."""

    def column(name: str) -> list[float]:
        return [getattr(instrument, name, 0.0) for instrument in instruments]

    return Claims(
        payoff=np.array([instrument.payoff for instrument in instruments], dtype=np.str_),
        units=np.array(column("units"), dtype=np.float64),
        strike=np.array(column("strike"), dtype=np.float64),
        years=np.array(column("years"), dtype=np.float64),
        volatility=np.array(column("volatility"), dtype=np.float64),
    )


@cache
def kinds() -> dict[str, type[Instrument]]:
    """Return every kind of instrument by its file's name, in the order that people see them."""
    found = {
        name: next(
            item
            for item in vars(module).values()
            if isinstance(item, type)
            and issubclass(item, Instrument)
            and item.__module__ == module.__name__
        )
        for name, module in menu(__name__).items()
    }
    return dict(sorted(found.items(), key=lambda entry: entry[1].order))


def kinds_on(underlying: Underlying) -> dict[str, type[Instrument]]:
    """Return the kinds that follow one underlying, in the same order.

    >>> list(kinds_on("share"))
    ['call', 'put', 'share']
    """
    return {name: kind for name, kind in kinds().items() if kind.underlying == underlying}


def kind_of(instrument: Instrument) -> str:
    """Return the name of an instrument's kind, which is the name of its file.

    >>> from engine.instruments.call import Call
    >>> kind_of(Call())
    'call'
    """
    return type(instrument).__module__.rpartition(".")[2]
