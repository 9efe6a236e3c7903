"""Published numbers beside the engine's own: a file is a table of one source, ``rows`` computes it.

A file has ``TITLE``, ``SOURCE``, ``TOPIC``, ``KIND`` and ``ORDER``. It may have a ``NOTE`` on its
conventions, ``SLOW = True`` where it takes longer than opening a page may, and ``figure``, which
draws its rows and those of the tables named in ``TOGETHER``. ``rows`` of a simulation takes
``paths`` and ``progress``. To add a table, add one file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from engine.errors import InvalidInput
from engine.figures import Figure
from engine.plugins import menu

Kind = Literal["published", "reference", "law"]
"""Printed by others; calculated for this project apart from its engine; true of any input."""
Topic = Literal["Option values", "Greeks", "Hedging", "Costs and gaps", "Quotes", "The desk"]
APART = "calculated for this project apart from its engine (2026)"
"""The work that reference values without a printed source come from."""
_ROUNDING = 1e-9
"""Fraction of a tolerance by which the last bit of a floating number may miss it."""


class Source(NamedTuple):
    """Where numbers were printed."""

    work: str
    """Author, title and year: the same for all tables of one work."""
    place: str
    """Table, example or page."""
    seen: str = ""
    """Where the numbers were read if not in the work itself."""


@dataclass(frozen=True)
class Row:
    """One number: what it is, what is printed, what the engine makes of it.

    ``tolerance`` is absolute, in the units of the number; ``digits`` are the decimals to show.
    """

    what: str
    published: float
    ours: float
    tolerance: float
    unit: str = ""
    digits: int = 4

    @property
    def holds(self) -> bool:
        """Tell whether ours is within the tolerance of what is printed.

        >>> Row("delta", 0.5946, 0.59463, 0.00005).holds
        True
        >>> Row("delta", 0.5946, 0.59470, 0.00005).holds
        False
        """
        return abs(self.ours - self.published) <= self.tolerance * (1 + _ROUNDING)


def printed(what: str, published: float, ours: float, digits: int = 4, unit: str = "") -> Row:
    """Return the row of a number printed to so many decimals: half of the last one is allowed.

    >>> printed("call", 2.1334, 2.133368).tolerance
    5e-05
    """
    return Row(what, published, float(ours), 0.5 * 10.0**-digits, unit, digits)


class Table(NamedTuple):
    """One file of the menu. ``together`` names the tables that its figure shows besides its own."""

    name: str
    title: str
    source: Source
    topic: Topic
    kind: Kind
    note: str
    slow: bool
    rows: Callable[..., tuple[Row, ...]]
    figure: Callable[..., Figure] | None
    together: tuple[str, ...]

    @property
    def simulated(self) -> bool:
        """Tell whether its rows come from random paths."""
        return "paths" in inspect.signature(self.rows).parameters


@cache
def tables() -> dict[str, Table]:
    """Return every table by the name of its file, in the order that people see them.

    >>> tables()["haug_values"].title
    'Option values, one by one'
    """
    found = sorted(menu(__name__).items(), key=lambda entry: (entry[1].ORDER, entry[0]))
    return {
        name: Table(
            name=name,
            title=module.TITLE,
            source=module.SOURCE,
            topic=module.TOPIC,
            kind=module.KIND,
            note=getattr(module, "NOTE", ""),
            slow=getattr(module, "SLOW", False),
            rows=module.rows,
            figure=getattr(module, "figure", None),
            together=getattr(module, "TOGETHER", ()),
        )
        for name, module in found
    }


def measured(
    name: str,
    *,
    paths: int | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> tuple[Row, ...]:
    """Compute a table's rows now; ``paths`` of a simulation replaces the number it asks for.

    ``progress`` hears the share done. Raises InvalidInput for a table that does not exist.
    """
    if name not in tables():
        raise InvalidInput(f'there is no table "{name}"; there are: {", ".join(tables())}')
    table = tables()[name]
    if not table.simulated:
        return table.rows()
    asked = {} if paths is None else {"paths": paths}
    return table.rows(**asked, progress=progress)


def works(of: Sequence[Table]) -> int:
    """Return from how many different published works the tables come."""
    return len({table.source.work for table in of if table.kind == "published"})
