"""Numbers and verdicts as the page writes them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.evidence import Row, Table, works
from engine.study.lessons import escape_money
from pages.ui.evidence.runs import Computed

WAITING = "…"
_HIGH = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 1e-6
"""Below it a number is written as a power of ten."""


def number(value: float, digits: int) -> str:
    """Write a number to so many decimals, very small ones as a power of ten.

    >>> number(-31.19236, 4), number(1.04e-15, 15), number(0, 15)
    ('−31.1924', '1.0 × 10⁻¹⁵', '0')
    """
    if value == 0:
        return "0"
    if digits > 6 and abs(value) < _SMALL:
        mantissa, _, power = f"{value:.1e}".partition("e")
        return f"{mantissa} × 10{str(int(power)).translate(_HIGH)}".replace("-", "−", 1)
    text = f"{value:,.{digits}f}"
    return ("0" if not float(text.replace(",", "")) else text).replace("-", "−")


def tolerance(value: float) -> str:
    """Write how far off a number may be.

    >>> tolerance(0.00005), tolerance(1e-12), tolerance(0.62612), tolerance(0)
    ('0.00005', '10⁻¹²', '0.63', 'exact')
    """
    if value == 0:
        return "exact"
    if value < _SMALL:
        mantissa, _, power = f"{value:.0e}".partition("e")
        times = "" if mantissa == "1" else f"{mantissa} × "
        return f"{times}10{str(int(power)).translate(_HIGH)}"
    return format(Decimal(f"{value:.2g}"), "f")


def markdown(table: Table, computed: Computed) -> str:
    """Return a table as Markdown; what is still being computed stands as dots.

    One text for all of it: a page of hundreds of rows is drawn at once.
    """
    printed = {"published": "Published", "reference": "Reference", "law": "Should be"}
    lines: list[tuple[str, ...]] = [
        ("Number", printed[table.kind], "Ours", "Within", "Holds"),
        (":--", "--:", "--:", "--:", "--:"),
    ]
    lines += [_cells(row, table, final=computed.final) for row in computed.rows]
    return escape_money("\n".join(f"| {' | '.join(cells)} |" for cells in lines))


def _cells(row: Row, table: Table, *, final: bool) -> tuple[str, ...]:
    """Return what, published, ours, tolerance and verdict; simulations show one digit more."""
    digits = row.digits + (table.simulated and isinstance(row.ours, float))
    return (
        f"{row.what} ({row.unit})" if row.unit else row.what,
        number(row.published, row.digits),
        number(row.ours, digits) if final else WAITING,
        tolerance(row.tolerance),
        verdict(row) if final else WAITING,
    )


def verdict(row: Row) -> str:
    """Return whether a row holds, as a sign and as words."""
    return "✓ yes" if row.holds else "✗ no"


def folded(computed: Computed) -> str:
    """Return the line that stands for many rows."""
    count = len(computed.rows)
    if not computed.final:
        return f"{count} numbers, being computed"
    failing = computed.failing
    return f"{count} numbers: {'✗ ' + _few(failing) + ' not hold' if failing else '✓ all hold'}"


def source(table: Table) -> str:
    """Return where a table's numbers come from, in a line."""
    begin = {"published": "Printed in", "reference": "Reference:", "law": "Law:"}
    work, place, seen = table.source
    read = f" Read in: {seen}." if seen else ""
    return f"{begin[table.kind]} {work}: {place}.{read}"


def summary(found: Sequence[tuple[Table, Computed]]) -> str:
    """Return in one line how many numbers there are and how many hold."""
    ready = [one for one in found if one[1].final]
    counts = {kind: _count(ready, kind) for kind in ("published", "reference", "law")}
    failing = sum(computed.failing for _, computed in ready)
    sources = works([table for table, _ in ready])
    text = (
        f"{'Of' if failing else 'All'} {counts['published']} published numbers from {sources} "
        f"works, {counts['reference']} reference values and {counts['law']} checks of laws"
    )
    so_far = " so far" if len(ready) < len(found) else ""
    return f"{text}{so_far}, {_few(failing)} not hold." if failing else f"{text} hold{so_far}."


def _few(failing: int) -> str:
    return "one does" if failing == 1 else f"{failing} do"


def _count(found: Sequence[tuple[Table, Computed]], kind: str) -> int:
    return sum(len(computed.rows) for table, computed in found if table.kind == kind)
