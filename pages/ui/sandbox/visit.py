"""The sandbox of this visit: its state, the address that keeps it, and controls that change it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.ui import desk_state
from pages.ui.desk_state import DeskState, forms

STATE, NOTES, REVISION = "sandbox", "sandbox_notes", "sandbox_revision"
SUGGESTION = "sandbox_suggestion"
"""The hedge that was suggested in this visit, its reasons, and what was in the way."""
_MOST_STOPS = 600
"""A range of more steps than this is typed, not slid."""


def open_state(presets: Mapping[str, Mapping[str, str]]) -> None:
    """Take the situation from the address, else the one this visit left, else a fresh day.

    An address without anything is where this visit came from only if it came from another page:
    otherwise somebody went back to the fresh day with which it began.
    """
    asked = st.query_params.to_dict()
    known = st.session_state.get(STATE)
    if known is not None and asked == st.session_state.get("sandbox_address"):
        return
    if known is not None and not asked and st.session_state["just_arrived"]:
        load(known, [])
    else:
        load(*desk_state.read(asked, presets))


def load(state: DeskState, notes: list[str]) -> None:
    """Show another situation: controls take their values from it anew."""
    st.session_state[NOTES] = notes
    st.session_state[REVISION] = secrets.token_hex(4)
    st.session_state.pop(SUGGESTION, None)
    keep(state)


def keep(state: DeskState) -> None:
    """Remember the situation for this visit and write it into the address."""
    st.session_state[STATE] = state
    st.session_state["sandbox_address"] = state.address()
    st.query_params.from_dict(st.session_state["sandbox_address"])


def current() -> DeskState:
    """Return the situation as it stands."""
    state: DeskState = st.session_state[STATE]
    return state


def change(**parts: Any) -> None:
    """Change parts of the situation; what was said of the address is then read."""
    st.session_state[NOTES] = []
    keep(replace(current(), **parts))


def renew() -> None:
    """Let every control take its value from the situation anew."""
    st.session_state[REVISION] = secrets.token_hex(4)


def key(name: str) -> str:
    """Return the key of a control, which changes when another situation is loaded."""
    return f"sandbox_{name}_{st.session_state[REVISION]}"


def number(name: str, *, label: str = "", help: str | None = None) -> float:
    """Draw the control of a setting and return its value as shown."""
    one = forms().all[name]
    number = one.number
    unit = f" ({number.unit})" if number.unit else ""
    whole = all(float(part).is_integer() for part in (number.low, number.high, number.step))
    kind = int if whole and float(current().shown(name)).is_integer() else float
    low, high, step, value = (
        kind(part) for part in (number.low, number.high, number.step, current().shown(name))
    )
    stops = (number.high - number.low) / number.step
    widget = st.slider if stops <= _MOST_STOPS else st.number_input
    chosen = widget(
        f"{label or number.label}{unit}",
        min_value=low,
        max_value=high,
        value=value,
        step=step,
        key=key(name),
        help=help,
        on_change=_set,
        args=(name,),
    )
    return float(chosen)


def _set(name: str) -> None:
    value = st.session_state[key(name)]
    if value is not None:
        st.session_state[NOTES] = []
        keep(current().with_settings(**{name: float(value)}))
