"""Always and never stand only in wrong options: few things always hold, and guessers know it."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import words

SOURCE = (
    "Haladyna, Downing & Rodriguez (2002), guideline 28a; NBME Item-Writing Guide (2020), ch. 3"
)
BREAKS = """
ask: What does a wider spread do?
right: It slows the orders on both sides
wrong: [It always raises the profit of the day, It brings in orders, It changes the delta held]
"""
KEEPS = """
ask: What does a wider spread do?
right: It never brings in more orders
wrong: [It always raises the profit of the day, It changes the delta held, It hedges the vega]
"""
_ABSOLUTE = """
always never absolutely completely invariably totally entirely
"""
ABSOLUTE = frozenset(_ABSOLUTE.split())


def item(item: Item) -> Iterator[Found]:
    """Find absolute words in a wrong option when no right one and not the question has any."""
    if any(ABSOLUTE & set(words(text)) for text in (item.ask, *item.right)):
        return
    for text in item.wrong:
        for word in sorted(ABSOLUTE & set(words(text))):
            message = f'"{word}" stands only in a wrong option ("{text[:40]}")'
            yield Found(message, "leave it out, or use such a word in the right option too")
            return
