"""The numbers of a question in all its variants, while it is looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Severity
from engine.pricing.black_scholes import FloatArray
from engine.study.numbers import variants
from engine.study.numbers.filling import Filled
from engine.study.numbers.formula import BadFormula, Formula
from engine.study.numbers.keys import Key
from engine.study.numbers.variants import MOST_CHECKED, MOST_CHECKED_SLOWLY, Variables
from engine.study.questions import Question
from engine.study.shown import fill_variant
from engine.study.soundness.fault import Path, Unsound

Flags = NDArray[np.bool_]
"""Whether something is so, one flag a variant."""


@dataclass
class Numbers:
    """What is known of a question's numbers, and every fault found so far.

    ``values`` has an array with one number a variant for each name, the answer too; ``broken`` are
    the names that could not be read or computed, so that nobody complains of them twice; ``used``
    are the names that anything uses.
    """

    question: Question
    variables: Variables = variants.NONE
    key: Key | None = None
    values: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    faults: list[Unsound] = field(default_factory=list)

    def note(
        self,
        path: Path,
        code: str,
        message: str,
        remedy: str,
        *,
        column: int = 0,
        severity: Severity = "error",
    ) -> None:
        """Note a fault."""
        self.faults.append(Unsound(path, code, message, remedy, column, severity))

    def note_formula(
        self, path: Path, problem: BadFormula, *, start: int = 1, code: str = "formula"
    ) -> None:
        """Note the fault of a formula that begins in column ``start`` of its text."""
        column = problem.column + start - 1 if problem.column else 0
        self.note(path, code, str(problem), problem.remedy, column=column)

    @property
    def names(self) -> list[str]:
        """Return every name that a text may use."""
        answer = ["answer"] if self.question.answer is not None else []
        return [*self.question.vars, *answer]

    @cached_property
    def sample(self) -> NDArray[Any]:
        """Return the variants that are looked at: all of them, or some that are spread evenly."""
        slow = self.variables.slow or (self.key is not None and self.key.formula.slow)
        return self.variables.sample(MOST_CHECKED_SLOWLY if slow else MOST_CHECKED)

    def filled(self, place: int) -> Filled:
        """Return the numbers of one of the variants looked at, counted from 0."""
        return fill_variant(self.question, int(self.sample[place]))

    def knows(
        self, path: Path, rule: Formula, *, start: int = 1, names: Collection[str] = ()
    ) -> bool:
        """Note the names that a formula uses, and a fault for each that nobody knows."""
        self.used |= rule.names
        letters = rule.missing(names or self.names)
        for letter in letters:
            if not self.question.vars:
                letter.remedy = 'write it with its values under "vars", or take it away'
            self.note_formula(path, letter, start=start)
        return not letters

    def computed(self, path: Path, rule: Formula, *, start: int = 1) -> FloatArray | None:
        """Return what a formula comes to in each variant, None where it or a name is broken."""
        if not rule.names <= self.values.keys() - self.broken:
            return None
        try:
            return np.broadcast_to(rule.value(self.values), self.sample.shape)
        except BadFormula as problem:
            self.note_formula(path, problem, start=start)
            return None

    def how_many(self, flags: Flags) -> str:
        """Return in how many variants something is so, in words."""
        if self.variables.count == 1:
            return ""
        looked_at = " looked at" if len(flags) < self.variables.count else ""
        return f" in {int(flags.sum()):,} of {len(flags):,} variants{looked_at}"

    def example(self, flags: Flags) -> str:
        """Return the numbers of the first variant in which something is so, in words."""
        texts = self.variables.texts(int(self.sample[int(np.argmax(flags))]))
        numbers = ", ".join(f"{name}={text}" for name, text in texts.items())
        return f" (it is so with {numbers})" if numbers else ""
