"""Where the order is fixed, the right option stands too often in one place."""

from collections.abc import Iterator, Sequence

from engine.study.rules._chance import too_often
from engine.study.rules._item import Found, Item

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 20"
BREAKS = "\n".join(
    f"- {{ask: Question {n}, right: {n + 1} shares, wrong: [20 shares, 30 shares, 40 shares]}}"
    for n in range(6)
)
KEEPS = "\n".join(
    f"- {{ask: Question {n}, right: {n}5 shares, wrong: [10 shares, 20 shares, 30 shares]}}"
    for n in ("", 1, 2, 3, 1, 2, 3, "")
)
FEWEST = 5
"""Questions below which a share says nothing."""
_PLACES = {0: "first", 1: "second", 2: "third", 3: "fourth", -1: "last"}


def bank(items: Sequence[Item]) -> Iterator[tuple[Item, Found]]:
    """Find a place where the right option stands more often than chance explains.

    Only orders that are the same for everybody count: numbers, which ascend, and ``shuffle: no``.
    """
    placed = [(item, item.place) for item in items if item.place is not None]
    for place, name in _PLACES.items():
        able = [(item, where, of) for item, (where, of) in placed if place < 0 or place < of - 1]
        there = [item for item, where, of in able if where == place % of]
        if len(able) >= FEWEST and too_often(len(there), [1 / of for *_, of in able]):
            message = f"the right option stands {name} in {len(there)} of {len(able)} fixed orders"
            remedy = "choose wrong options on both sides of it, or let the options be mixed"
            others = tuple(item.id for item in there[1:])
            yield there[0], Found(f"{message}, here and in {', '.join(others[:4])}", remedy, others)
