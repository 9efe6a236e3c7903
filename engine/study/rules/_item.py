"""One question as the rules look at it: as one variant shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engine.errors import HedgebookError
from engine.study.numbers import quantities
from engine.study.questions import Option, Question
from engine.study.shown import Shown, shown

SEED = "rules"
"""The attempt whose numbers the rules read: always the same one."""


class Found(NamedTuple):
    """What a rule has to say; ``others`` are the ids of the other questions it speaks of."""

    message: str
    remedy: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Item:
    """A question, with its texts as one variant shows them; as written where none can be shown."""

    question: Question

    @property
    def id(self) -> str:
        """Return the question's id."""
        return self.question.id

    @cached_property
    def _shown(self) -> Shown | None:
        try:
            return shown(self.question, SEED, "choice")
        except (HedgebookError, ArithmeticError, TypeError, ValueError):
            return None  # What is wrong with its formulas is said where they are checked.

    @cached_property
    def ask(self) -> str:
        """Return what is asked, its Markdown included."""
        return self._shown.ask if self._shown else self.question.ask

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Return the written options of a choice or a selection in the order shown."""
        if not self.question.options:
            return ()
        return self._shown.options if self._shown else self.question.options

    @cached_property
    def right(self) -> tuple[str, ...]:
        """Return the texts of the right options; none for numbers and sequences."""
        return tuple(option.text for option in self.options if option.right)

    @cached_property
    def wrong(self) -> tuple[str, ...]:
        """Return the texts of the wrong options."""
        return tuple(option.text for option in self.options if not option.right)

    @cached_property
    def answer(self) -> tuple[str, ...]:
        """Return the right answer in words, for a question of any kind."""
        return self._shown.right_texts if self._shown else self.right

    @cached_property
    def numbers(self) -> bool:
        """Whether every option is a number, so that options stand by size and say little."""
        return bool(self.options) and all(quantities.read(one.text) for one in self.options)

    @cached_property
    def place(self) -> tuple[int, int] | None:
        """Return where the one right option stands, from 0, and of how many.

        None where that is left to chance: options are mixed unless they are numbers, or
        ``shuffle: no`` is written.
        """
        seen = self._shown
        if seen is None or seen.kind != "choice":
            return None
        mixed = self.question.shuffle == "yes" and self.question.options and not self.numbers
        right = [number for number, option in enumerate(seen.options) if option.right]
        return None if mixed or len(right) != 1 else (right[0], len(seen.options))
