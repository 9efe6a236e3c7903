"""Over the bank, the right option is the longest too often: a guesser learns that."""

from collections.abc import Iterator, Sequence

from engine.study.rules._chance import too_often
from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guidelines 24 and 28d"
BREAKS = "\n".join(
    f"- {{ask: Question {n}, right: the longest of them, wrong: [one, two, three]}}"
    for n in range(10)
)
KEEPS = "\n".join(
    f"- {{ask: Question {n}, right: {'the longest of them' if n < 4 else 'a'}, "
    "wrong: [a first one, a second one, a third one]}"
    for n in range(10)
)
FEWEST = 8
"""Questions below which a share says nothing."""


def bank(items: Sequence[Item]) -> Iterator[tuple[Item, Found]]:
    """Find that the right option is the longest more often than chance explains."""
    counted = [item for item in items if len(item.right) == 1 and item.wrong and not item.numbers]
    longest = [item for item in counted if _excess(item) > 0]
    chances = [1 / len(item.options) for item in counted]
    if len(counted) < FEWEST or not too_often(len(longest), chances):
        return
    worst = sorted(longest, key=_excess, reverse=True)
    share = f"{len(longest)} of {len(counted)} questions, {sum(chances):.0f} by chance"
    others = tuple(item.id for item in worst[1:])
    also = f", and in {', '.join(others[:4])}" if others else ""
    remedy = f"shorten the right option or lengthen a wrong one here{also}"
    yield worst[0], Found(f"the right option is the longest in {share}", remedy, others)


def _excess(item: Item) -> float:
    """Return by how much the right option is longer than each wrong one, as a share."""
    return len(plain(item.right[0])) / max(1, *(len(plain(text)) for text in item.wrong)) - 1
