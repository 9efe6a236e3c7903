"""An answer that is not submitted yet, as the address carries it: a refresh loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from engine.study.marking import Response
from engine.study.numbers import quantities
from engine.study.shown import Shown

_BETWEEN = "."
_LONGEST = 60
"""Characters: more than the numbers of any answer take."""


def written(shown: Shown, response: Response | None) -> str:
    """Return an answer in few signs: what was typed, or the numbers of what was chosen, from 1.

    Options and steps are counted in the order in which this attempt shows them.
    """
    if shown.kind == "number":
        return response if isinstance(response, str) else ""
    left: list[str | None] = [*_texts(shown)]
    numbers = []
    for text in (response,) if isinstance(response, str) else response or ():
        place = left.index(text)
        left[place] = None
        numbers.append(str(place + 1))
    return _BETWEEN.join(numbers)


def read(shown: Shown, text: str) -> Response | None:
    """Return the answer that a part of an address says, or None where it says none."""
    if shown.kind == "number":
        return text[: quantities.LONGEST].strip() or None
    places = _places(text, len(_texts(shown)))
    texts = tuple(_texts(shown)[place] for place in places)
    if not texts or (shown.kind == "order" and len(texts) != len(shown.steps)):
        return None
    return texts[0] if shown.kind == "choice" else texts


def _texts(shown: Shown) -> Sequence[str]:
    return shown.steps if shown.kind == "order" else [option.text for option in shown.options]


def _places(text: str, count: int) -> list[int]:
    known = {str(place + 1): place for place in range(count)}
    places = [known.get(part, -1) for part in text[:_LONGEST].split(_BETWEEN)]
    return places if min(places) >= 0 and len(set(places)) == len(places) else []
