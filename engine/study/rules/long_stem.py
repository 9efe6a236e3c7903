"""The question is longer than ninety words: it tests reading speed."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guidelines 13 and 16"
BREAKS = f"""
ask: {"The desk has sold calls. " * 20} Which trade hedges them?
right: Buy shares
wrong: [Sell shares, Wait for expiry]
"""
KEEPS = """
ask: The desk has sold calls. Which trade hedges them?
right: Buy shares
wrong: [Sell shares, Wait for expiry]
"""
MOST = 90


def item(item: Item) -> Iterator[Found]:
    """Find a question of more than ninety words, figures counted as words."""
    count = sum(any(map(str.isalnum, word)) for word in plain(item.ask).split())
    if count > MOST:
        yield Found(f"the question has {count} words", f"keep what decides: at most {MOST} words")
