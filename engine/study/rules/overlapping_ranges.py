"""Two ranges share a number: a student who is right can choose either."""

import math
import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 22; NBME Item-Writing Guide (2020), ch. 3"
BREAKS = """
ask: How much of the risk is left?
right: 40 to 50 %
wrong: [30 to 40 %, 50 to 60 %, More than 60 %]
"""
KEEPS = """
ask: How much of the risk is left?
right: 40 % to less than 50 %
wrong: [Less than 40 %, 50 % to less than 60 %, 60 % or more]
"""
_UNIT = r"(?:\s*(?:%|percent|points?|shares?|contracts?|days?|cents?))?"
_NUMBER = rf"(?:C?\$)?\s*([+-]?\s*(?:C?\$)?\d[\d,]*(?:\.\d+)?){_UNIT}"
_TO = r"(?:to|and|until|-)"
_BELOW, _ABOVE = (
    r"(?:less|fewer|smaller|lower) than|under|below",
    r"(?:more|greater|larger|higher) than|over|above",
)
_FORMS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("open", rf"(?:from |between )?{_NUMBER}\s*{_TO}\s*(?:{_BELOW})\s*{_NUMBER}"),
        ("range", rf"(?:from |between )?{_NUMBER}\s*{_TO}\s*{_NUMBER}"),
        ("above", rf"(?:{_ABOVE})\s*{_NUMBER}"),
        ("below", rf"(?:{_BELOW})\s*{_NUMBER}"),
        ("least", rf"at least\s*{_NUMBER}"),
        ("most", rf"(?:at most|up to)\s*{_NUMBER}"),
        ("least", rf"{_NUMBER}\s*(?:or|and) (?:more|above|over|higher|greater)"),
        ("most", rf"{_NUMBER}\s*(?:or|and) (?:less|below|under|lower|fewer|smaller)"),
    )
)
_DATE = re.compile(
    r"\d\s*[:/]\s*\d|\d-\d+-\d"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|ust|ember|tember|ober)?\b",
    re.IGNORECASE,
)
"""Dates, times of the day and fractions: their numbers alone say no range."""
_LONGEST = 120
"""Characters. What is longer is no range but a sentence with one in it."""


class Range(NamedTuple):
    """Numbers from ``low`` to ``high``, with whether each end belongs to it."""

    low: float
    high: float
    with_low: bool = True
    with_high: bool = True

    def meets(self, other: "Range") -> bool:
        """Return whether some number lies in both."""
        first, second = sorted((self, other))
        if first.high == second.low:
            return first.with_high and second.with_low
        if first.low == second.low:
            return True
        return first.high > second.low


def item(item: Item) -> Iterator[Found]:
    """Find two options whose words are the same and whose ranges have a number in common."""
    read = [(text, read_range(plain(text))) for text in (*item.right, *item.wrong)]
    ranges = [(text, *found) for text, found in read if found is not None]
    for (first, one, about), (second, other, same) in combinations(ranges, 2):
        if about == same and one.meets(other):
            message = f'"{first[:40]}" and "{second[:40]}" have numbers in common'
            yield Found(
                message, "let each begin where the other ends, and say to which the end belongs"
            )
            return


def read_range(text: str) -> tuple[Range, str] | None:
    """Return the range that an option says, and its other words; None where it says none.

    >>> read_range("A loss of 5 to 10 %")
    (Range(low=5.0, high=10.0, with_low=True, with_high=True), 'a loss of')
    """
    text = re.sub(r"(?<=[\d%])\s*[–—]\s*(?=[-−\dC$])", " to ", text).replace("−", "-")
    for name, form in _FORMS if len(text) <= _LONGEST and not _DATE.search(text) else ():
        if found := form.search(text):
            about = " ".join(
                re.findall(r"[a-z]+", (text[: found.start()] + text[found.end() :]).lower())
            )
            return _range(name, [_number(one) for one in found.groups()]), about
    return None


def _range(name: str, ends: list[float]) -> Range:
    low, high = min(ends), max(ends)
    return {
        "open": Range(low, high, with_high=False),
        "range": Range(low, high),
        "above": Range(low, math.inf, with_low=False),
        "below": Range(-math.inf, high, with_high=False),
        "least": Range(low, math.inf),
        "most": Range(-math.inf, high),
    }[name]


def _number(text: str) -> float:
    return float(re.sub(r"[^\d.+-]", "", text))
