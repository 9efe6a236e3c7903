"""Marking: what an answer is worth, and what the learner who gave it should hear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.study.numbers import quantities
from engine.study.numbers.keys import Key
from engine.study.numbers.quantities import Typed
from engine.study.shown import Shown, traps_of

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
    if shown.kind == "choice":
        return _mark_choice(shown, texts)
    return _mark_selection(shown, texts)


def _mark_choice(shown: Shown, texts: Sequence[str]) -> Mark:
    chosen = [option for option in shown.options if option.text in texts]
    if len(chosen) != 1 or len(set(texts)) != 1:
        return Mark("unreadable", "Choose one of the answers.")
    if chosen[0].right:
        return Mark("right")
    return Mark("wrong", trap=_trap_shown(shown, chosen[0].text))


def _trap_shown(shown: Shown, text: str) -> int | None:
    """Return which trap an option of a number question is."""
    if shown.question.answer is None:
        return None
    key, traps = shown.question.key, traps_of(shown)
    return next((trap.place for trap in traps if key.show(trap.value) == text), None)


def _mark_selection(shown: Shown, texts: Sequence[str]) -> Mark:
    known = {option.text for option in shown.options}
    if not texts or not known.issuperset(texts):
        return Mark("unreadable", "Choose all the answers that are right.")
    right = set(shown.right_texts)
    missed, extra = len(right - set(texts)), len(set(texts) - right)
    parts = [f"you missed {_count(missed, 'right answer')}"] * bool(missed)
    parts += [f"you chose {_count(extra, 'wrong one')}"] * bool(extra)
    said = f"{' and '.join(parts)}."
    return Mark("wrong", said[0].upper() + said[1:]) if parts else Mark("right")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"


def _mark_order(shown: Shown, texts: Sequence[str]) -> Mark:
    if sorted(texts) != sorted(shown.right_order):
        return Mark("unreadable", "Put every step in its place.")
    right = sum(a == b for a, b in zip(texts, shown.right_order, strict=True))
    if right == len(texts):
        return Mark("right")
    return Mark("wrong", f"{right} of {len(texts)} steps are in their place.")


def _mark_number(shown: Shown, text: str) -> Mark:
    typed, key = quantities.read(text), shown.question.key
    if typed is None:
        return Mark("unreadable", "Write a number, like 1,043 or −0.45, with its unit if you like.")
    value = _in_unit(typed, key)
    if value is not None and _close(key, value, shown.value):
        return Mark("right")
    if said := _wrong_unit(typed, key, shown.value):
        return Mark("half", f"{said}: {key.show(shown.value)}.")
    return _trapped(shown, typed.value if value is None else value)


def _in_unit(typed: Typed, key: Key) -> float | None:
    """Return what was typed in the answer's unit, None where that is another kind of thing."""
    if typed.unit is None:
        return typed.value
    return quantities.converted(typed.value, typed.unit, key.measure)


def _wrong_unit(typed: Typed, key: Key, right: float) -> str:
    """Return what is wrong with the unit of a right number, or nothing."""
    if _close(key, typed.value, right):
        if not key.unit:
            return "The number is right, but it has no unit"
        return f"The number is right, but its unit is not {typed.unit}"
    in_percent = quantities.converted(typed.value, "", "%")
    if typed.unit is None and key.measure == "%" and _close(key, in_percent, right):
        return "The number is right, but not in percent"
    return ""


def _close(key: Key, value: float | None, right: float) -> bool:
    return value is not None and bool(abs(value - right) <= key.allowed(right))


def _trapped(shown: Shown, typed: float) -> Mark:
    """Return the mark of a wrong number: with the reason of the trap that it fell into."""
    key = shown.question.key
    fell = [trap for trap in traps_of(shown) if _close(key, typed, trap.value)]
    if fell:
        nearest = min(fell, key=lambda trap: abs(typed - trap.value))
        return Mark("wrong", nearest.why, nearest.place)
    if _close(key, -typed, shown.value):
        return Mark("wrong", "Right size, wrong sign.")
    return Mark("wrong")
