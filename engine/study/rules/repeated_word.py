"""A word of the question comes back only in the right option: it answers by its sound."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import content, stem, words

SOURCE = (
    "Haladyna, Downing & Rodriguez (2002), guideline 28b; NBME Item-Writing Guide (2020), ch. 3"
)
BREAKS = """
ask: What is left after a hedge with a correlated product?
right: The risk that is not correlated
wrong: [The delta of the calls, The gamma of the book, The margin of the desk]
"""
KEEPS = """
ask: Which product hedges the vega of short calls?
right: Other calls
wrong: [The shares, A product that follows the shares, An index future]
"""
SHORTEST = 5
"""Letters. Shorter words come back everywhere."""


def item(item: Item) -> Iterator[Found]:
    """Find a word of the question in every right option while no wrong one repeats any of its own.

    Where wrong options repeat words of the question too, the sound gives nothing away.
    """
    if not item.wrong or item.numbers:
        return
    asked = {stem(word): word for word in words(item.ask) if len(word) >= SHORTEST}
    right = frozenset.intersection(*(content(text) for text in item.right)) & asked.keys()
    wrong = frozenset().union(*(content(text) for text in item.wrong)) & content(item.ask)
    if right and not wrong:
        word = asked[min(right)]
        message = f'"{word}" stands in the question and only in the right option'
        yield Found(message, "use another word, or repeat it in a wrong option too")
