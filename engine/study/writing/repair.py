"""Prose that breaks YAML, put in quotes: only what can mean one thing, and each time with its line.

In a block of YAML everything after ``key: `` is that key's text, as far as the next row that is
indented no deeper. That is what its author sees, so that is what is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.study.writing.repair_rows import Repair, mended
from engine.study.writing.yaml_events import Tree, Unreadable, tree_of

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile("^[ \t]*[\u00a0\u2007\u202f\u2009\u200b\u3000\ufeff][\\s\u200b\ufeff]*")
_ODD_SPACE = re.compile(_SPACES.pattern, re.MULTILINE)
_TAB_AFTER_SIGN = re.compile(r"^(?P<before>\s*(?:-\s+)*(?:-|[^\s:#\"'][^:#]*:))\t+")
_ODD_AFTER_COLON = re.compile(
    "^(?P<before> *(?:- +)?[^:#\"'“‘«\\s][^:#\"']*:)"
    "[\u00a0\u2007\u202f\u2009\u200b\u3000]+[ \u200b]*"
)
_STUCK_DASH = re.compile(r"^(?P<indent> *)-(?=(?:id|ask|question|topic):(?:\s|$))")
_BULLET = re.compile(r"^(?P<indent> *)(?P<sign>[–—−•·‣▪●*])(?=[ \t]*(?:id|ask|question):(?:\s|$))")
_TAB_WIDTHS = (2, 4, 8)
_LONGEST_WITH_TABS = 100
_MOST_BROKEN = 200
"""Pieces that are mended. Whoever has made so many slips begins with the first."""
_MOST_ROWS = 10_000
"""Rows that are looked at to mend them: more than the questions of a topic have."""


class Repaired(NamedTuple):
    """A text that YAML reads as its author meant it, and what was changed. Lines stay in place."""

    text: str
    repairs: tuple[Repair, ...]


class Piece(NamedTuple):
    """A list item of a file, or what stands around the list: its rows from ``start`` on."""

    rows: list[str]
    start: int

    @property
    def text(self) -> str:
        """Return its text."""
        return "\n".join(self.rows)

    @property
    def is_item(self) -> bool:
        """Whether it begins with a dash."""
        return self.text.lstrip().startswith("- ")


def repaired(text: str) -> Repaired:
    """Return a text as its author meant it; one that reads without a fault stays as it is.

    >>> repaired("ask: Think: which trade?\\nlevel: apply").text
    'ask: "Think: which trade?"\\nlevel: apply'
    """
    plain = with_plain_breaks(text)
    rows, repairs = _plain_spaces(plain.split("\n"))
    repairs += _plain_dashes(rows)
    repairs += _part_dashes(rows)
    if _is_well(plain, repairs):
        return Repaired(plain, ())
    mended_rows: list[str] = []
    broken, looked_at = 0, 0
    for piece in pieces(rows):
        enough = broken > _MOST_BROKEN or looked_at + len(piece.rows) > _MOST_ROWS
        if enough or _is_well(piece.text, []):
            mended_rows += piece.rows
            continue
        broken, looked_at = broken + 1, looked_at + len(piece.rows)
        odd = _plain_after_colons(piece.rows)
        better, found = _mended_piece(piece.rows)
        found += odd
        mended_rows += better
        repairs += [one._replace(row=one.row + piece.start) for one in found]
    return Repaired("\n".join(mended_rows), tuple(sorted(repairs, key=lambda one: one.row)))


def with_plain_breaks(text: str) -> str:
    """Return a text without what editors leave in it: other line ends, a byte order mark."""
    return _BREAKS.sub(lambda found: "\n" if found[0] < "\x80" else " ", text.lstrip("\ufeff"))


def well_read(text: str) -> Tree | None:
    """Return what a text says that needs no repair, None for any other."""
    return None if _ODD_SPACE.search(text) else _read_whole(text)


def readable(text: str) -> bool:
    """Return whether YAML reads a text, and drops nothing of it."""
    return _read_whole(text) is not None


def _read_whole(text: str) -> Tree | None:
    """Return what YAML reads in a text, None where it reads none or drops something of it."""
    try:
        tree = tree_of(text)
    except Unreadable:
        return None
    return None if tree.slips else tree


def _is_well(text: str, repairs: list[Repair]) -> bool:
    """Return whether a text needs no repair, or whether none would help."""
    try:
        return not (tree_of(text).slips or repairs)
    except Unreadable as problem:
        return problem.hopeless and (problem.said == "too many values" or not _is_list(text))


def _is_list(text: str) -> bool:
    """Return whether a text has more than one item, so that each is worth a look of its own."""
    return len(re.findall(r"^\s*- ", text, re.MULTILINE)) > 1


def pieces(rows: list[str]) -> Iterator[Piece]:
    """Yield what stands above the list of a file, each of its items, and what follows them."""
    first = next((n for n, row in enumerate(rows) if row.lstrip().startswith("- ")), None)
    if first is None:
        yield Piece(rows, 0)
        return
    indent = _indent(rows[first])
    cuts = [n for n in range(first, len(rows)) if _begins(rows[n], indent)]
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        if end > start:
            yield Piece(rows[start:end], start)


def _indent(row: str) -> int:
    """Return how far a row is indented; a tab counts two, as where rows are told apart."""
    return len(row[: len(row) - len(row.lstrip())].expandtabs(2))


def _begins(row: str, indent: int) -> bool:
    """Return whether a row begins an item, or stands outside the list."""
    if not row.strip() or row.lstrip().startswith("#"):
        return False
    if row.lstrip().startswith("- "):
        return _indent(row) == indent
    return _indent(row) < max(indent, 1)


def _plain_spaces(rows: list[str]) -> tuple[list[str], list[Repair]]:
    """Put ordinary spaces where a row begins with others that look like them."""
    repairs = []
    for number, row in enumerate(rows):
        found = _SPACES.match(row)
        if found and found.end() < len(row):
            plain = re.sub("[\u200b\ufeff]", "", found[0])
            rows[number] = re.sub(r"[^\t]", " ", plain) + row[found.end() :]
            message = "the line begins with a space of another kind (copied from a document?)"
            remedy = "it was read as an ordinary space; type the spaces anew"
            repairs.append(Repair(number, "odd-space", message, remedy))
    return rows, repairs


def _plain_after_colons(rows: list[str]) -> list[Repair]:
    """Put an ordinary space after a key or an option where another one stands."""
    changed = []
    for number, row in enumerate(rows):
        rows[number] = _ODD_AFTER_COLON.sub(r"\g<before> ", row)
        if rows[number] != row:
            message = "the space after the colon is of another kind (copied from a document?)"
            remedy = "it was read as an ordinary space; type it anew"
            changed.append(Repair(number, "odd-space", message, remedy))
    return changed


def _plain_dashes(rows: list[str]) -> list[Repair]:
    """Put a dash before a question's first key where a word processor made a bullet of it."""
    changed = list[Repair]()
    for number, row in enumerate(rows):
        found = _BULLET.match(row)
        if found is None or len(changed) > _MOST_BROKEN:
            continue
        rows[number] = f"{found['indent']}-{row[found.end() :]}"
        message = f'"{found["sign"]}" stands before a question, not "-"'
        repair = Repair(number, "prose-sign", message, 'it was read as "-"; type "-" and a space')
        changed.append(repair)
    return changed


def _part_dashes(rows: list[str]) -> list[Repair]:
    """Put a space after a dash that touches a question's first key; what is below stays level."""
    changed = list[Repair]()
    for number, row in enumerate(rows):
        found = _STUCK_DASH.match(row)
        if found is None or len(changed) > _MOST_BROKEN:
            continue
        dash = found.end() - 1
        rows[number] = f"{row[: dash + 1]} {row[dash + 1 :]}"
        below = next((n for n in range(number + 1, len(rows)) if rows[n].strip()), len(rows))
        ends = (n for n in range(below, len(rows)) if rows[n].strip() and _indent(rows[n]) <= dash)
        if below < len(rows) and _indent(rows[below]) == dash + 1:
            for deeper in range(below, next(ends, len(rows))):
                rows[deeper] = f" {rows[deeper]}" if rows[deeper].strip() else rows[deeper]
        message = 'there is no space after the "-"'
        remedy = "it was read with one; type a space, and indent the keys below it as far"
        changed.append(Repair(number, "colon-space", message, remedy))
    return changed


def _mended_piece(rows: list[str]) -> tuple[list[str], list[Repair]]:
    """Return a piece that is not readable as it was meant, as far as that can be told."""
    best = mended(rows)
    tabs_matter = any("\t" in row for row in rows) and len(rows) <= _LONGEST_WITH_TABS
    if not tabs_matter or readable("\n".join(best[0])):
        return best
    for width in _TAB_WIDTHS:
        spaced, tabs = _without_tabs(rows, width)
        better, found = mended(spaced)
        if readable("\n".join(better)):
            return better, tabs + found
    return best


def _without_tabs(rows: list[str], width: int) -> tuple[list[str], list[Repair]]:
    spaced, repairs = [], []
    for number, row in enumerate(rows):
        begin = row[: len(row) - len(row.lstrip())]
        plain = begin.expandtabs(width) + row[len(begin) :]
        plain = _TAB_AFTER_SIGN.sub(lambda found: f"{found['before']} ", plain)
        spaced.append(plain)
        if plain != row and row.strip():
            message = "a tab is used for indentation"
            remedy = f"it was read as {width} spaces; indent with spaces"
            repairs.append(Repair(number, "tab-indentation", message, remedy))
    return spaced, repairs
