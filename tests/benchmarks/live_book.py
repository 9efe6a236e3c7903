"""Letting go of the live book, without a browser."""

from __future__ import annotations

import json
from typing import Any

from pages.ui import book_state
from tests.benchmarks.books import TWENTY_LINES
from tests.benchmarks.visitor import Answer, Visitor

ADDRESS = f"spot=80&book={TWENTY_LINES}"
_STATE, _ = book_state.read({"spot": "80", "book": TWENTY_LINES}, {})


async def let_go(visitor: Visitor, spot: float) -> Answer:
    """Release the share-price slider of the twenty-line book at ``spot``."""
    sent: dict[str, Any] = {**_STATE.shown(), "spot": spot, "preset": ""}
    answer = await visitor.move("bidi_component", json_value=json.dumps({"book": sent}))
    assert f"spot={spot:.10g}&" in f"{answer.address}&", answer.address
    return answer
