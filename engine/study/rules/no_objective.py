"""The objective is a stopgap: nobody can say what the question tests, or weigh it."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 1"
BREAKS = """
{ask: "Which?", right: a, wrong: [b, c], objective: TBD}
"""
KEEPS = """
{ask: "Which?", right: a, wrong: [b, c], objective: MM-2}
"""
_STOPGAPS = """
none no null nil tbd tbc todo xxx x unknown later objective n/a na
"""
STOPGAPS = frozenset(_STOPGAPS.split())


def item(item: Item) -> Iterator[Found]:
    """Find an objective that is no word or number, or one that stands for nothing."""
    written = item.question.objective.strip().strip("()[]<>.:-–—?! ").lower()
    if not any(map(str.isalnum, written)) or written in STOPGAPS:
        message = f'"{item.question.objective[:40]}" is no objective'
        yield Found(message, "write the number of the objective that it tests, like MM-2")
