"""The warm start: everything slow happens before the first visitor, and is then left in peace."""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

HEAVY = (
    "altair",
    "pandas",
    "pyarrow",
    "engine.desk.distribution",
    "engine.desk.suggest",
    "engine.evidence",
    "engine.figures",
    "engine.study.exports",
    "engine.study.rules",
    "pages.ui.bank.item",
    "pages.ui.lesson",
    "pages.ui.live_book",
    "pages.ui.question.modes",
    "pages.ui.sandbox.day",
    "pages.ui.sandbox.left",
    "pages.ui.story",
    "scipy.optimize",
)


@asynccontextmanager
async def warm_start(_: Any) -> AsyncIterator[None]:
    """Import what pages need, read the course, and keep all of it out of garbage collection."""
    for name in HEAVY:
        importlib.import_module(name)
    from pages.ui.state import library, store

    library().course()
    store()
    gc.collect()
    gc.freeze()
    yield
