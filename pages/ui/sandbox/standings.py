"""How the desk stands, remembered: one page asks several times, and most clicks change little."""

from __future__ import annotations

from functools import lru_cache

from engine.desk import exits
from engine.desk.exits import Standing
from engine.desk.plan import Desk
from engine.exposure.book import Book


@lru_cache(maxsize=64)
def standing(desk: Desk, book: Book, hedge: Book | None = None) -> Standing:
    """Return how the desk stands with a book and the exits taken on it."""
    return exits.standing(desk, book, hedge)
