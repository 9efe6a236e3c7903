"""Scripts of components that build their own elements."""

from __future__ import annotations

from pathlib import Path

_ELEMENTS = (Path(__file__).parent / "elements.js").read_text("utf-8")


def script(file: Path) -> str:
    """Return a script below the one that makes elements, as a component takes them: one text."""
    return f"{_ELEMENTS}\n{file.read_text('utf-8')}"
