"""Which database the records are in, and what waits for it; one of each for the whole server."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from engine.records.outbox import Outbox
from engine.records.store import Store


def address() -> str:
    """Return what HEDGEBOOK_DATABASE_URL names, or the user's own file."""
    return os.environ.get("HEDGEBOOK_DATABASE_URL") or f"sqlite:///{_own('records.sqlite3')}"


@cache
def store_at(url: str) -> Store:
    """Return the records at an address; it need not be answering, nor make sense."""
    return Store(url, clock=time.monotonic)


@cache
def outbox_for(url: str) -> Outbox:
    """Return what waits to be sent to an address.

    What waits for a database elsewhere lies in a file here, and so outlives this server. Where
    the records are a file on this very disk, another file beside it would fare no better; and
    nobody would ask again for what waits at an address that is none.
    """
    if not url.startswith("postgres"):
        return Outbox()
    place = hashlib.sha256(url.rpartition("@")[2].encode()).hexdigest()[:12]
    return Outbox(_own(f"waiting-{place}.sqlite3"))


@cache
def _own(name: str) -> Path:
    folder = user_data_path("hedgebook", appauthor=False)
    # Where it cannot be made, the first write says in plain words what is wrong.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name
