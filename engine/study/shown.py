"""One attempt at a question as a student sees it: numbers filled in, options in their order."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from engine.study.numbers import quantities
from engine.study.numbers.filling import Filled
from engine.study.questions import Kind, Option, Question

Form = Literal["own", "choice"]
"""A number question can be shown as a choice among its answer and its traps, as an exam would."""
FEWEST_CHOICES = 3
"""Options that a number needs to be shown as a choice; with fewer it stays a number."""
_MOST_TRIES = 64
_MOST_SEEDS = 50_000


@dataclass(frozen=True)
class Shown:
    """A question with the numbers of one attempt. The same seed shows the same, for ever.

    ``options`` are in the order shown (choice, select), ``steps`` in the order shown (order), and
    ``right_order`` as they should be. ``value`` is the right number of a number question.
    """

    question: Question
    seed: str
    kind: Kind
    ask: str
    options: tuple[Option, ...]
    steps: tuple[str, ...]
    right_order: tuple[str, ...]
    value: float
    hints: tuple[str, ...]
    why: str
    simulator: str
    variant: int

    @property
    def right_texts(self) -> tuple[str, ...]:
        """Return the right answer in words: options, steps in order, or the number."""
        if self.kind == "order":
            return self.right_order
        if self.kind == "number":
            return (self.question.key.show(self.value),)
        return tuple(option.text for option in self.options if option.right)


def shown(question: Question, seed: str, form: Form = "own") -> Shown:
    """Return a question as the attempt with this seed shows it."""
    return _shown(question, seed, form)


@lru_cache(maxsize=1024)
def _shown(question: Question, seed: str, form: Form) -> Shown:
    filled, number = fill(question, seed)
    kind, options = _options(question, filled, seed, form)
    steps = tuple(filled.text(step) for step in question.order)
    return Shown(
        question=question,
        seed=seed,
        kind=kind,
        ask=filled.text(question.ask),
        options=tuple(options),
        steps=_mixed(question, steps, seed),
        right_order=steps,
        value=float(filled.values.get("answer", 0.0)),
        hints=tuple(filled.text(hint) for hint in question.all_hints),
        why=filled.text(question.why or ""),
        simulator=filled.address(question.simulator or ""),
        variant=number,
    )


def other_seed(question: Question, seed: str, token: str) -> str:
    """Return the name of a fresh attempt whose numbers differ from those of ``seed``.

    ``token`` makes it fresh, and is the name itself wherever that will do: where the numbers differ
    already, or never change.
    """
    seen = _variant(question, seed)
    if question.variables.count == 1:
        return token
    names = [token, *(f"{token}-{number}" for number in range(2, _MOST_TRIES))]
    return next((name for name in names if _variant(question, name) != seen), token)


def seed_with(question: Question, numbers: Mapping[str, float], token: str) -> str:
    """Return the name of a fresh attempt that shows these numbers; ``token`` where none can."""
    most = _MOST_TRIES * question.variables.count if numbers else 0
    names = (f"{token}-{number}" for number in range(min(most, _MOST_SEEDS)))
    return next((name for name in names if has_numbers(question, name, numbers)), token)


def has_numbers(question: Question, seed: str, numbers: Mapping[str, float]) -> bool:
    """Return whether an attempt shows these numbers (by variable; the others may be any)."""
    texts = question.variables.texts(_variant(question, seed))
    return all(float(texts.get(name, "nan")) == value for name, value in numbers.items())


def fill(question: Question, seed: str) -> tuple[Filled, int]:
    """Return the numbers of the variant that a seed shows, and which variant that is."""
    number = _variant(question, seed)
    return fill_variant(question, number), number


@lru_cache(maxsize=4096)
def fill_variant(question: Question, number: int) -> Filled:
    """Return the numbers of one variant, counted from 0."""
    variables = question.variables
    texts = {name: _grouped(text) for name, text in variables.texts(number).items()}
    values = variables.values(number)
    for name, _ in variables.computed:
        texts[name] = quantities.show(float(values[name]))
    if question.answer is not None:
        answer = float(question.key.formula.value(values))
        values["answer"] = answer
        texts["answer"] = quantities.show(answer, decimals=question.key.decimals(answer))
    return Filled(texts, values)


def as_choice(question: Question, filled: Filled) -> list[Option]:
    """Return the answer and its traps as options, smallest first.

    Traps of the other sign are left out, as the one odd sign would give itself away; so are traps
    that look like the answer or like each other.
    """
    key, right = question.key, float(filled.values["answer"])
    answer = Option(key.show(right), filled.text(question.why or ""), True)
    found = {answer.text: (right, answer)}
    for _, value, why in trap_values(question, filled):
        text = key.show(value)
        near = abs(value - right) <= key.allowed(right)
        if not near and value * right > 0 and text not in found:
            found[text] = value, Option(text, filled.text(why), False)
    return [option for _, option in sorted(found.values(), key=lambda one: one[0])]


class Trap(NamedTuple):
    """A trap of a number question: its place, from 0, its number in one variant, its reason."""

    place: int
    value: float
    why: str


def trap_values(question: Question, filled: Filled) -> list[Trap]:
    """Return each trap that has a number in this variant, its reason as it is written."""
    found = []
    for place, (rule, why) in enumerate(question.trap_formulas):
        value = float(rule.value(filled.values))
        if math.isfinite(value):
            found.append(Trap(place, value, why))
    return found


def traps_of(shown: Shown) -> list[Trap]:
    """Return each trap that has a number in an attempt, its reason as a student reads it."""
    filled = fill_variant(shown.question, shown.variant)
    return [
        trap._replace(why=filled.text(trap.why)) for trap in trap_values(shown.question, filled)
    ]


def _variant(question: Question, seed: str) -> int:
    return question.variables.number(f"{question.id}/{seed}")


def _options(
    question: Question, filled: Filled, seed: str, form: Form
) -> tuple[Kind, Sequence[Option]]:
    """Return the kind that is shown and the options in the order shown."""
    if question.kind == "number":
        choices = as_choice(question, filled) if form == "choice" else []
        return ("choice", choices) if len(choices) >= FEWEST_CHOICES else ("number", ())
    options = [
        one._replace(text=filled.text(one.text), why=filled.text(one.why))
        for one in question.options
    ]
    return question.kind, _in_order(question, options, seed)


def _in_order(question: Question, options: list[Option], seed: str) -> list[Option]:
    """Return the options in the order shown: numbers ascend, everything else is mixed."""
    if question.shuffle == "no":
        return options
    numbers: dict[str, float] = {}
    for one in options:
        if (typed := quantities.read(one.text)) is None:
            _chance(question, seed).shuffle(options)
            return options
        numbers[one.text] = typed.value
    return sorted(options, key=lambda one: (numbers[one.text], one.text))


def _mixed(question: Question, steps: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """Return the steps out of order: never as they should be."""
    mixed, chance = list(steps), _chance(question, seed)
    while len(set(steps)) > 1 and tuple(mixed) == steps:
        chance.shuffle(mixed)
    return tuple(mixed)


def _chance(question: Question, seed: str) -> random.Random:
    return random.Random(f"{question.id}/{seed}")


def _grouped(text: str) -> str:
    """Return a number as it is written, with thousands separators and a true minus.

    >>> _grouped("-1500"), _grouped("0.30")
    ('−1,500', '0.30')
    """
    whole, point, rest = text.lstrip("-").partition(".")
    sign = "−" if text.startswith("-") and text.strip("-0.") else ""
    return f"{sign}{int(whole or 0):,}{point}{rest}"
