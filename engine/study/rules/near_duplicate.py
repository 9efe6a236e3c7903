"""Two questions are almost the same: one exam would ask the same thing twice."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from engine.study.rules._item import Found, Item
from engine.study.rules._words import content, plain, stem, words

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 4"
BREAKS = """
- ask: You are short 20 calls with a delta of 0.45. Which trade makes the book delta-neutral?
  right: Buy 900 shares
  wrong: [Sell 900 shares, Buy 2000 shares]
- ask: You are short 30 calls with a delta of 0.50. Which trade makes the book delta-neutral?
  right: Buy 1500 shares
  wrong: [Sell 1500 shares, Buy 3000 shares]
"""
KEEPS = """
- ask: Which sign has the gamma of a short call?
  right: Below zero
  wrong: [Above zero, Zero]
- ask: Which sign has the vega of a short call?
  right: Below zero
  wrong: [Above zero, Zero]
"""
ALIKE, SAME_WORDS = 82.0, 0.85
"""How alike two texts must be, in percent of their letters, and which share of words they share."""
MOST, LONGEST = 1_500, 1_000
"""Questions that are compared with each other, and characters of each, at most."""
_TURNS = """
call put buy sell bought sold long short rise fall risen fallen up down above
below higher lower more less gain loss lose delta gamma vega theta rho not never
without before after right wrong bid offer first last customer dealer
"""
TURNS = frozenset(stem(word) for word in _TURNS.split())
"""Words that make another question of the same sentence."""


def bank(items: Sequence[Item]) -> Iterator[tuple[Item, Found]]:
    """Find questions that differ from an earlier one of their kind in their numbers at most.

    A pair that differs in a word like call and put, or gamma and vega, asks two things.
    """
    for compared in _compared(items):
        texts = [_text(item) for item in compared]
        scores = process.cdist(
            texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=1
        )
        for place, item in enumerate(compared):
            before = (compared[one] for one in np.flatnonzero(scores[place, :place]))
            first = next((one for one in before if _same_question(one, item)), None)
            if first is not None:
                message = f'almost the same as "{first.id}"'
                remedy = 'keep one, with "vars" for its numbers, or ask another thing'
                yield item, Found(message, remedy, (first.id,))


def _compared(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the questions to compare with each other: of one kind, of one topic where many are."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        kinds[item.question.kind].append(item)
    for same in kinds.values():
        if len(same) <= MOST:
            yield same
            continue
        topics: dict[str, list[Item]] = defaultdict(list)
        for item in same:
            topics[item.question.topic].append(item)
        yield from (topic[:MOST] for topic in topics.values())


def _whole(item: Item) -> str:
    return " ".join((item.ask, *item.answer))


def _text(item: Item) -> str:
    """Return what is compared: the words in order of the alphabet, numbers left out."""
    words = re.sub(r"[\d.,%$−+-]+", " ", plain(_whole(item)).lower()).split()
    return " ".join(sorted(words))[:LONGEST]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


def _same_question(first: Item, second: Item) -> bool:
    one, other = _whole(first), _whole(second)
    if TURNS & (_stems(one) ^ _stems(other)):
        return False
    shared, every = content(one) & content(other), content(one) | content(other)
    return not every or len(shared) / len(every) >= SAME_WORDS
