"""The right option is much the longest: whoever knows nothing picks it."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 24; NBME Item-Writing Guide (2020), ch. 3"
BREAKS = """
ask: Why is a delta-neutral book of short calls still at risk?
right: Gamma moves its delta away from zero as soon as the share moves
wrong: [Theta costs it money, Its margin is fixed, Rho is large]
"""
KEEPS = """
ask: Why is a delta-neutral book of short calls still at risk?
right: Its delta moves when the share moves
wrong: [Its theta costs money every day, Its margin follows the share, Its rho is much too large]
"""
TIMES, CHARACTERS = 1.4, 15
"""How much longer than the longest wrong option is much: so many times, and so many characters."""


def item(item: Item) -> Iterator[Found]:
    """Find a right option (of several, on average) far longer than every wrong one."""
    if not item.wrong or item.numbers:
        return
    right = sum(len(plain(text)) for text in item.right) / len(item.right)
    wrong = max(len(plain(text)) for text in item.wrong)
    if right >= TIMES * wrong and right - wrong >= CHARACTERS:
        message = f"the right option has {right:.0f} characters, the longest wrong one {wrong}"
        yield Found(message, "move its explanation to the reason, or lengthen a wrong option")
