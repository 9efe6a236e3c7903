"""Figures as the sandbox writes them: sign always shown, true minus, unit beside the number."""

from __future__ import annotations

from engine.instruments import Instrument, kind_of, kinds
from engine.instruments._option import Option
from engine.pricing.market import DAYS_PER_YEAR

MINUS = "−"


def plain(number: float, digits: int = 0) -> str:
    """Return a number with thousands separators and no sign unless it is below zero.

    >>> plain(-1234.5, 1), plain(-0.2)
    ('−1,234.5', '0')
    """
    text = f"{abs(number):,.{digits}f}"
    return f"{MINUS}{text}" if number < 0 and text.strip("0.,") else text


def signed(number: float, digits: int = 0) -> str:
    """Return a number with its sign.

    >>> signed(3), signed(-0.4), signed(-33.7, 1)
    ('+3', '0', '−33.7')
    """
    text = plain(number, digits)
    return f"+{text}" if number > 0 and text.strip("0.,") else text


def money(number: float, digits: int = 0) -> str:
    """Return an amount of Canadian dollars with its sign.

    >>> money(-1234.4), money(12.5, 2)
    ('−C$1,234', '+C$12.50')
    """
    text = signed(number, digits)
    if text[0] in f"+{MINUS}":
        return f"{text[0]}C${text[1:]}"
    return f"C${text}"


def amount(number: float, digits: int = 0) -> str:
    """Return an amount of Canadian dollars that has no side, such as a cost.

    >>> amount(1321.1)
    'C$1,321'
    """
    return f"C${plain(abs(number), digits)}"


def series(instrument: Instrument) -> str:
    """Return an option as the desk calls it: "80 call, 45 days"; anything else by its label."""
    if not isinstance(instrument, Option):
        return instrument.label
    days = instrument.years * DAYS_PER_YEAR
    return f"{instrument.strike:g} {instrument.payoff}, {days:.0f} days"


def counted(quantity: float, instrument: Instrument) -> str:
    """Return how much of an instrument that is: "157 calls", "1 share"."""
    size = abs(quantity)
    kind = kinds()[kind_of(instrument)]
    label = instrument.label if instrument.label.isupper() else _small(instrument.label)
    return f"{plain(size)} {label if size == 1 else kind.counted_in}"


def traded(quantity: float, instrument: Instrument) -> str:
    """Return a trade in words: "buy 157 calls (84 call, 17 days)"."""
    side = "buy" if quantity > 0 else "sell"
    detail = f" ({series(instrument)})" if isinstance(instrument, Option) else ""
    return f"{side} {counted(quantity, instrument)}{detail}"


def _small(label: str) -> str:
    return " ".join(word if word.isupper() else word.lower() for word in label.split())
