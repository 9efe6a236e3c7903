"""Where a quotation mark or a bracket is closed."""

from __future__ import annotations

OPEN, CLOSE = "[{", "]}"


def quote_end(text: str, start: int) -> int:
    """Return the place after the quotation mark that closes the one at ``start``, or 0."""
    mark, place = text[start], start + 1
    while place < len(text):
        if text[place] == "\\" and mark == '"':
            place += 2
        elif text[place] != mark:
            place += 1
        elif mark == "'" and text[place + 1 : place + 2] == "'":
            place += 2
        else:
            return place + 1
    return 0


def flow_end(rows: list[str], number: int, column: int) -> tuple[int, int]:
    """Return row and column after the bracket that closes the one at a place, or -1 and 0."""
    depth = 0
    for row in range(number, len(rows)):
        for place in range(column if row == number else 0, len(rows[row])):
            depth += (rows[row][place] in OPEN) - (rows[row][place] in CLOSE)
            if not depth:
                return row, place + 1
    return -1, 0
