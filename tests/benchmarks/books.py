"""The books that are measured, as their addresses say them."""

from __future__ import annotations


def lines(count: int) -> str:
    """Return a book of so many lines: calls and puts around 80, no two alike."""
    return "~".join(
        f"{(-1) ** number * (10 + number)}_{'call' if number % 3 else 'put'}"
        f"_{70 + number % 40 * 0.5:g}_{20 + number}_{18 + number % 17}"
        for number in range(count)
    )


TWENTY_LINES = lines(20)
