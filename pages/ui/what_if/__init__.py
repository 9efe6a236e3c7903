"""What if: the book and its exits side by side, while the market moves under the finger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from engine.controls import controls
from engine.instruments import kinds
from pages.ui import live_book
from pages.ui.component import component

_FOLDER = Path(__file__).parent
_OWN = tuple(_FOLDER / name for name in ("exits.js", "story.js", "pair_chart.js", "what_if.js"))
SCRIPTS = (*live_book.SCRIPTS, *_OWN)
"""The live book's that this one builds on, and its own."""
_COMPONENT = component(
    "what_if", live_book.STYLE, _FOLDER / "what_if.css", *SCRIPTS, html=live_book.BOARD
)


def what_if(
    state: Mapping[str, Any],
    *,
    revision: str,
    key: str,
    heard: int = 0,
    on_release: Callable[[], None] = lambda: None,
) -> None:
    """Show the book alone and with its exits.

    ``state`` holds, in shown units:

    - ``underlying``: what the class follows, "share" or "index"; ``start`` and ``spot`` are its
      price, ``shift`` volatility points, ``days`` passed, ``rate`` and ``yield`` in % (the yield
      of an index class is its rate: it is priced on its future);
    - ``lines`` and ``hedge``: the book and its exits, ``[quantity, kind, *fields]`` each;
    - ``index``: the related price (a share's index), or None where it moves with the class: its
      return is the share's return / ``beta``, from ``indexStart``;
    - ``cost``: C$ that the exits cost; ``gapPoints``: volatility points for each 1 % of a gap.

    A new ``revision`` makes the browser take ``state`` over. ``on_release`` runs when the student
    lets go; ``st.session_state[key].what_if`` then holds spot, shift, days, index and sending.
    ``sending`` is to come back as ``heard``; where it does not, the browser tries the lifeline,
    which the page mounts (``pages.ui.live_book.lifeline``) and asks through ``unheard``.
    """
    _COMPONENT(
        key=key,
        data={"revision": revision, "heard": heard, "state": dict(state), "forms": forms()},
        on_what_if_change=on_release,
    )


def unheard(*, key: str) -> Mapping[str, Any] | None:
    """Return the release that a restarted server did not understand, from the lifeline ``key``."""
    sent = st.session_state[key].unheard
    return sent if sent is not None and sent.get("component") == "what_if" else None


@lru_cache(maxsize=1)
def forms() -> dict[str, Any]:
    """Return what each kind of instrument follows and promises, for the browser."""
    return {
        name: {
            "label": kind.label,
            "plural": kind.counted_in,
            "underlying": kind.underlying,
            "payoff": kind.payoff,
            "units": kind.units,
            "fields": [
                {"name": control.name, "scale": control.number.scale} for control in controls(kind)
            ],
        }
        for name, kind in kinds().items()
    }
