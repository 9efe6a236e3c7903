"""The live book: it moves in the browser under the finger; Python hears of it on release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from engine.controls import controls
from engine.exposure.notation import MOST_CONTRACTS, MOST_LINES
from engine.instruments import kinds_on
from engine.study.presets import NamedPreset, Try
from pages.ui import book_state
from pages.ui.book_state import BookState
from pages.ui.component import HOST, UNSEEN, component

_FOLDER = Path(__file__).parent
STYLE = _FOLDER / "live_book.css"
SCRIPTS = tuple(
    _FOLDER / name
    for name in ("pricing.js", "controls.js", "words.js", "book.js", "chart.js", "board.js")
)
"""What other boards build on: a book, its controls and its curves."""
BOARD = f"{HOST}\n<div></div>"

_OWN = (_FOLDER / "predict.js", _FOLDER / "live_book.js")
_COMPONENT = component("live_book", STYLE, *SCRIPTS, *_OWN, html=BOARD)
_LIFELINE = component("lifeline", _FOLDER / "lifeline.js", html=UNSEEN)

_DRAGGED = {"spot": "the share price", "shift": "the volatility shift", "days": "the days passed"}


def live_book(
    state: BookState,
    presets: Mapping[str, NamedPreset],
    *,
    revision: str,
    key: str,
    in_lesson: bool = False,
    tries: bool = True,
    heard: int = 0,
    on_release: Callable[[], None] = lambda: None,
) -> None:
    """Show the live book.

    A new ``revision`` makes the browser take ``state`` over. ``on_release`` runs when the student
    lets go; the browser's state then stands in ``st.session_state[key].book``. Its ``sending`` is
    to come back as ``heard``; where it does not, the browser tries the lifeline.
    """
    _COMPONENT(
        key=key,
        data={
            "revision": revision,
            "mode": "lesson" if in_lesson else "page",
            "tries": tries,
            "heard": heard,
            "state": state.shown(),
            "preset": state.preset,
            "presets": [_shown_preset(preset) for preset in presets.values()],
            "forms": forms(),
            "assumptions": _assumptions(),
            "most": MOST_LINES,
            "mostContracts": MOST_CONTRACTS,
        },
        on_book_change=on_release,
    )


def lifeline(*, key: str) -> None:
    """Mount, outside any fragment, the way by which a restarted server is reached.

    What was not heard then stands in ``st.session_state[key].unheard``.
    """
    _LIFELINE(key=key, height=1, on_unheard_change=lambda: None)


def addresses(presets: Mapping[str, NamedPreset]) -> dict[str, dict[str, str]]:
    """Return the query parameters of each preset by its name."""
    return {name: _parameters(preset.preset.address) for name, preset in presets.items()}


@lru_cache(maxsize=64)
def _parameters(address: str) -> dict[str, str]:
    return dict(parse_qsl(address.lstrip("?")))


@lru_cache(maxsize=1)
def forms() -> dict[str, Any]:
    """Return what each kind of instrument promises and asks for, for the browser."""
    return {
        name: {
            "label": kind.label,
            "plural": kind.counted_in,
            "payoff": kind.payoff,
            "units": kind.units,
            "fields": [
                {
                    "name": control.name,
                    "label": control.number.label,
                    "unit": control.number.unit,
                    "low": control.number.low,
                    "high": control.number.high,
                    "step": control.number.step,
                    "scale": control.number.scale,
                    "default": control.number.show(control.default),
                }
                for control in controls(kind)
            ],
        }
        for name, kind in kinds_on("share").items()
    }


@lru_cache(maxsize=1)
def _assumptions() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": number.label,
            "unit": number.unit,
            "low": number.low,
            "high": number.high,
            "step": number.step,
        }
        for name, number in book_state.NUMBERS.items()
        if name in ("rate", "yield")
    ]


@lru_cache(maxsize=64)
def _shown_preset(named: NamedPreset) -> dict[str, Any]:
    state, _ = book_state.read(_parameters(named.preset.address), {})
    return {
        "name": named.name,
        "title": named.preset.title,
        "note": named.preset.note,
        "state": state.shown(),
        "tries": [_shown_try(one) for one in named.preset.tries],
    }


def _shown_try(one: Try) -> dict[str, Any]:
    what, value = one.goal
    units = {"spot": f"C${value:g}", "shift": f"{value:+g} points", "days": f"{value:g} days"}
    right = [{"text": text, "why": why, "right": True} for text, why in one.right.items()]
    wrong = [{"text": text, "why": why, "right": False} for text, why in one.wrong.items()]
    options = sorted([*right, *wrong], key=lambda option: str(option["text"]))
    return {
        "ask": one.ask,
        "options": options,
        "goal": {"what": what, "value": value, "label": _DRAGGED[what], "shown": units[what]},
        "see": one.see,
    }
