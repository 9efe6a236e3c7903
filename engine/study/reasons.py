"""Reasons: what is said after an answer on every option, number and step of a question."""

from __future__ import annotations

from typing import NamedTuple

from engine.study.marking import Mark, Response
from engine.study.shown import Shown, traps_of


class Reason(NamedTuple):
    """One possible answer: whether it is right, whether it was given, and why it is so."""

    text: str
    why: str
    right: bool
    yours: bool


class Place(NamedTuple):
    """One step of the right order, and the place where the learner put it (from 1), if any."""

    text: str
    yours: int | None


def reasons(shown: Shown, response: Response | None, mark: Mark | None) -> tuple[Reason, ...]:
    """Return every option with its reason, or the right number and every trap with its own.

    Steps in order have none: see ``places``.
    """
    if shown.kind == "number":
        return _numbers(shown, mark)
    given = (response,) if isinstance(response, str) else response or ()
    return tuple(Reason(*option, option.text in given) for option in shown.options)


def _numbers(shown: Shown, mark: Mark | None) -> tuple[Reason, ...]:
    key = shown.question.key
    right = mark is not None and mark.verdict in ("right", "half")
    found = {key.show(shown.value): Reason(key.show(shown.value), shown.why, True, right)}
    for place, value, why in traps_of(shown):
        text, yours = key.show(value), mark is not None and mark.trap == place
        if yours or text not in found:
            found[text] = Reason(text, why, False, yours)
    return tuple(found.values())


def places(shown: Shown, response: Response | None) -> tuple[Place, ...]:
    """Return the steps as they should be, each with the place that it was given.

    Of a step that stands twice, each is taken where it is right before it is taken anywhere else.
    """
    given = list(response) if isinstance(response, tuple) else []
    if sorted(given) != sorted(shown.right_order):
        return tuple(Place(text, None) for text in shown.right_order)
    free = [n for n, text in enumerate(given) if text != shown.right_order[n]]
    found = []
    for number, text in enumerate(shown.right_order):
        place = number
        if given[number] != text:
            place = next(n for n in free if given[n] == text)
            free.remove(place)
        found.append(Place(text, place + 1))
    return tuple(found)
