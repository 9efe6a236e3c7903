"""One attempt at a question as a student sees it: numbers filled in, options in their order."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from engine.study import quantities
from engine.study.questions import Kind, Option, Question
from engine.study.variants import Filled

Form = Literal["own", "choice"]
"""A number question can be shown as a choice among its answer and its traps, as an exam would."""


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
    filled, number = fill(question, seed)
    kind: Kind = question.kind
    options = _options(question, filled, seed)
    if form == "choice" and kind == "number" and len(choices := as_choice(question, filled)) > 2:
        kind, options = "choice", choices
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
        simulator=filled.text(question.simulator or ""),
        variant=number,
    )


def fill(question: Question, seed: str) -> tuple[Filled, int]:
    """Return the numbers of the variant that a seed shows, and which variant that is."""
    variables = question.variables
    number = variables.number(f"{question.id}/{seed}")
    texts = {name: _grouped(text) for name, text in variables.texts(number).items()}
    values = variables.values(number)
    for name, _ in variables.computed:
        texts[name] = quantities.show(float(values[name]))
    if question.answer is not None:
        answer = float(question.key.formula.value(values))
        values["answer"] = answer
        texts["answer"] = quantities.show(answer, decimals=question.key.decimals(answer))
    return Filled(texts, values), number


def as_choice(question: Question, filled: Filled) -> list[Option]:
    """Return the answer and its traps as options, smallest first.

    Traps of the other sign are left out, as the one odd sign would give itself away; so are traps
    that look like the answer or like each other.
    """
    key, right = question.key, float(filled.values["answer"])
    options = {key.show(right): Option(key.show(right), filled.text(question.why or ""), True)}
    values = {key.show(right): right}
    for rule, why in question.trap_formulas:
        value = float(rule.value(filled.values))
        near = abs(value - right) <= key.allowed(right)
        if not near and value * right > 0 and key.show(value) not in options:
            options[key.show(value)] = Option(key.show(value), filled.text(why), False)
            values[key.show(value)] = value
    return [options[text] for text in sorted(options, key=lambda text: values[text])]


def _options(question: Question, filled: Filled, seed: str) -> list[Option]:
    """Return the options in the order shown: numbers ascend, everything else is mixed."""
    options = [
        one._replace(text=filled.text(one.text), why=filled.text(one.why))
        for one in question.options
    ]
    if question.shuffle == "no":
        return options
    numbers = [quantities.read(one.text) for one in options]
    if all(number is not None for number in numbers):
        return sorted(options, key=lambda one: quantities.read(one.text) or (0.0,))
    _chance(question, seed).shuffle(options)
    return options


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
    sign = "−" if text.startswith("-") else ""
    return f"{sign}{int(whole or 0):,}{point}{rest}"
