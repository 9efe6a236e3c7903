"""A book as text that fits an address: ``-20_call_80_45_24`` is 20 short 80 calls, 45 days, 24 %.

Quantity, kind, then the instrument's own fields in the order it declares them and in the units
people read; lines are joined by ``~``. Whoever has the text has the exact book.
"""

from __future__ import annotations

import math

from engine.controls import controls
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.instruments import Instrument, Underlying, kind_of, kinds, kinds_on

MOST_LINES = 200
MOST_CONTRACTS = 1_000_000


def write(book: Book) -> str:
    """Return a book as text.

    >>> from engine.instruments.call import Call
    >>> write(Book.of(Position(-20, Call(strike=82.5))))
    '-20_call_82.5_45_24'
    """
    return "~".join(map(_write_position, book.positions))


def read(text: str, *, on: Underlying | None = None) -> tuple[Book, list[str]]:
    """Return the book that a text describes, and a sentence for each line that could not be used.

    With ``on``, what follows another underlying is left out too.

    >>> book, left_out = read("-20_call_80_45_24~5_warrant~900_share", on="share")
    >>> [position.quantity for position in book.positions]
    [-20.0, 900.0]
    >>> left_out
    ['Line 2 ("5_warrant") was left out: there is no "warrant"; there are call, put and share.']
    """
    positions, left_out = [], []
    lines = [line for line in text.split("~") if line]
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        try:
            positions.append(_read_position(line, on))
        except InvalidInput as problem:
            left_out.append(f'Line {number} ("{line[:40]}") was left out: {problem}.')
    if len(lines) > MOST_LINES:
        left_out.append(
            f"A book has at most {MOST_LINES} lines; "
            f"the last {len(lines) - MOST_LINES} were left out."
        )
    return Book(tuple(positions)), left_out


def write_instrument(instrument: Instrument) -> str:
    """Return one instrument as text, without a quantity.

    >>> from engine.instruments.call import Call
    >>> write_instrument(Call(strike=82.5))
    'call_82.5_45_24'
    """
    fields = [
        f"{control.number.show(getattr(instrument, control.name)):.10g}"
        for control in controls(type(instrument))
    ]
    return "_".join([kind_of(instrument), *fields])


def _write_position(position: Position) -> str:
    return f"{position.quantity:.10g}_{write_instrument(position.instrument)}"


def _read_position(line: str, on: Underlying | None) -> Position:
    quantity, _, rest = line.partition("_")
    kind = _kind(rest, on)
    fields = rest.removeprefix(kind).split("_")[1:]
    form = controls(kinds()[kind])
    if len(fields) > len(form):
        raise InvalidInput(f"{kind} takes {len(form)} numbers, not {len(fields)}")
    settings = {
        control.name: control.number.read(_number(control.number.label, field))
        for control, field in zip(form, fields, strict=False)
    }
    return Position(_quantity(quantity), kinds()[kind](**settings))


def _kind(text: str, on: Underlying | None) -> str:
    """Return the longest kind that a text begins with: a kind's own name may hold a ``_``."""
    found = [kind for kind in kinds() if f"{text}_".startswith(f"{kind}_")]
    if not found:
        *most, last = kinds_on(on) if on else kinds()
        unknown = text.partition("_")[0]
        if not unknown:
            raise InvalidInput("it names no kind; write it like -20_call_80_45_24")
        raise InvalidInput(f'there is no "{unknown}"; there are {", ".join(most)} and {last}')
    kind = max(found, key=len)
    follows = kinds()[kind].underlying
    if on and follows != on:
        raise InvalidInput(f"it follows the {follows}, and this is a book on the {on}")
    return kind


def _quantity(text: str) -> float:
    quantity = _number("the quantity", text)
    if quantity != round(quantity) or abs(quantity) > MOST_CONTRACTS:
        raise InvalidInput(
            f"the quantity {quantity:g} is not a whole number up to {MOST_CONTRACTS:,}"
        )
    return quantity


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise InvalidInput(f'{name} needs a number, not "{text[:20]}"') from None
    if not math.isfinite(number):
        raise InvalidInput(f"{name} needs a finite number")
    return number
