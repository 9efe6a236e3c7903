"""A whole book as a formula writes it: lines as in the address bar."""

from __future__ import annotations

from functools import lru_cache

from engine.errors import InvalidInput
from engine.exposure import notation
from engine.exposure.book import Book


@lru_cache(maxsize=512)
def read(text: str) -> Book:
    """Return the book that a text says; raises InvalidInput where a line cannot be used.

    >>> len(read("-20_call_80_45_24~900_share").positions)
    2
    """
    book, left_out = notation.read(text, on="share")
    if left_out:
        raise InvalidInput(left_out[0].rstrip("."))
    if not book.positions:
        raise InvalidInput("the book is empty; write it like -20_call_80_45_24")
    return book
