"""Marking: what an answer is worth, and what the learner who gave it should hear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.study import quantities
from engine.study.quantities import Typed
from engine.study.shown import Shown

Response = str | tuple[str, ...]
"""An option's text, a typed number, or several texts (a selection, or steps in order)."""
Verdict = Literal["right", "half", "wrong", "unreadable"]


@dataclass(frozen=True)
class Mark:
    """A verdict; ``says`` is what is particular about this answer (a trap, a unit), or nothing.

    ``trap`` counts the trap that a wrong number fell into, from 0.
    """

    verdict: Verdict
    says: str = ""
    trap: int | None = None

    @property
    def score(self) -> float:
        """Return what it is worth, from 0 to 1."""
        return {"right": 1.0, "half": 0.5}.get(self.verdict, 0.0)


def mark(shown: Shown, response: Response) -> Mark:
    """Return the mark of an answer to a question as it was shown."""
    if shown.kind == "number":
        return _mark_number(shown, response if isinstance(response, str) else "")
    texts = (response,) if isinstance(response, str) else tuple(response)
    if shown.kind == "order":
        return _mark_order(shown, texts)
    return _mark_options(shown, texts)


def _mark_options(shown: Shown, texts: Sequence[str]) -> Mark:
    known = {option.text for option in shown.options}
    if not texts or not known.issuperset(texts):
        return Mark("unreadable", "Choose one of the answers.")
    right = set(shown.right_texts)
    if set(texts) == right:
        return Mark("right")
    if shown.kind == "choice":
        return Mark("wrong")
    missed, extra = len(right - set(texts)), len(set(texts) - right)
    parts = [f"{missed} right not chosen"] * bool(missed) + [f"{extra} wrong chosen"] * bool(extra)
    return Mark("wrong", f"{' and '.join(parts)}.")


def _mark_order(shown: Shown, texts: Sequence[str]) -> Mark:
    if sorted(texts) != sorted(shown.right_order):
        return Mark("unreadable", "Put every step in its place.")
    right = sum(a == b for a, b in zip(texts, shown.right_order, strict=True))
    if right == len(texts):
        return Mark("right")
    return Mark("wrong", f"{right} of {len(texts)} steps are in their place.")


def _mark_number(shown: Shown, text: str) -> Mark:
    typed = quantities.read(text)
    if typed is None:
        return Mark("unreadable", "Write a number, like 1,043 or −0.45, with its unit if you like.")
    key = shown.question.key
    unit = quantities.unit_of(key.unit)
    off = abs(typed.value - shown.value)
    if off <= key.allowed(shown.value):
        return _right_number(typed, unit, key.show(shown.value))
    if (
        unit == "%"
        and typed.unit is None
        and abs(typed.value * 100 - shown.value) <= key.allowed(shown.value)
    ):
        return Mark("half", f"The number is right, but not in percent: {key.show(shown.value)}.")
    return _trapped(shown, typed)


def _right_number(typed: Typed, unit: str | None, right: str) -> Mark:
    if typed.unit in (None, unit):
        return Mark("right")
    if unit is None:
        return Mark("half", f"The number is right, but it has no unit: {right}.")
    return Mark("half", f"The number is right, but its unit is not {typed.unit}: {right}.")


def _trapped(shown: Shown, typed: Typed) -> Mark:
    """Return the mark of a wrong number: with the reason of the trap that it fell into."""
    from engine.study.shown import fill

    question = shown.question
    filled, _ = fill(question, shown.seed)
    for place, (rule, why) in enumerate(question.trap_formulas):
        value = float(rule.value(filled.values))
        if abs(typed.value - value) <= question.key.allowed(value):
            return Mark("wrong", filled.text(why), place)
    if abs(typed.value + shown.value) <= question.key.allowed(shown.value):
        return Mark("wrong", "Right size, wrong sign.")
    return Mark("wrong")
