"""Usually and may stand only in the right option: careful words mark what the author holds true."""

import re
from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = (
    "Haladyna, Downing & Rodriguez (2002), guideline 28a; NBME Item-Writing Guide (2020), ch. 3"
)
BREAKS = """
ask: What does a hedge with a related product leave?
right: It usually leaves some basis risk
wrong: [It leaves no risk of any kind, It leaves the whole delta, It leaves the margin unpaid]
"""
KEEPS = """
ask: Which future hedges a book that ends in May?
right: The May future
wrong: [The June future, The July future, The March future]
"""
_HEDGED = re.compile(
    r"\b(?:usually|may|might|often|generally|typically|sometimes|mostly|probably|in most cases|"
    r"as a rule|tends? to)\b"
)
_FIRST = re.compile(
    r"^(?:Usually|Often|Generally|Typically|Sometimes|Mostly|Probably|In most cases|As a rule|"
    r"May (?:be|have|not|also|still|become|cause|lead|rise|fall)|Might)\b"
)


def item(item: Item) -> Iterator[Found]:
    """Find a careful word in every right option and in no wrong one; the month of May is none."""
    words = [_careful(text) for text in item.right]
    if item.wrong and all(words) and not any(_careful(text) for text in item.wrong):
        message = f'"{words[0]}" stands only in the right option'
        yield Found(message, "leave it out, or write a wrong option that is as careful")


def _careful(text: str) -> str:
    seen = plain(text)
    found = _HEDGED.search(seen) or _FIRST.search(seen)
    return found[0].lower() if found else ""
