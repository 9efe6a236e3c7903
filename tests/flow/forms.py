"""What every form owes the page that draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from engine.controls import controls


def off_the_slider(form: Callable[..., Any]) -> list[str]:
    """Return the names of settings whose default no step of their own slider reaches."""
    found = []
    for control in controls(form):
        number = control.number
        steps = (number.show(control.default) - number.low) / number.step
        if abs(steps - round(steps)) > 1e-6:
            found.append(control.name)
    return found


def settings_of(form: Callable[..., Any]) -> st.SearchStrategy[dict[str, float]]:
    """Draw any settings that a person's sliders could give a form, in the engine's units."""

    def shown(low: float, high: float, step: float) -> st.SearchStrategy[float]:
        steps = int((high - low) / step + 1e-9)
        return st.integers(0, steps).map(lambda count: min(low + count * step, high))

    return st.fixed_dictionaries(
        {
            control.name: shown(control.number.low, control.number.high, control.number.step).map(
                control.number.read
            )
            for control in controls(form)
        }
    )
