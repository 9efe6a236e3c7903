"""There are too few options: a guess is right half of the time."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item

SOURCE = "Rodriguez (2005): three options are optimal; Haladyna, Downing & Rodriguez (2002), no. 18"
BREAKS = """
ask: Do short calls lose when the share rises?
right: Yes
wrong: ["No"]
"""
KEEPS = """
ask: When do short calls lose most?
right: The share rises
wrong: [The share falls, The share stays]
"""
FEWEST = 3


def item(item: Item) -> Iterator[Found]:
    """Find fewer than three options, or fewer than three steps to put in order."""
    kind, steps = item.question.kind, len(item.question.order)
    if kind == "order" and steps < FEWEST:
        yield Found(f"there are {steps} steps to put in order", "split one, or add the one before")
    elif kind in ("choice", "select") and len(item.options) < FEWEST:
        remedy = "add a wrong option that a student might believe"
        yield Found(f"there are {len(item.options)} options", remedy)
