"""Whether a question is sound: every fault that makes it impossible, unfair or unmarkable, at once.

Formulas are computed for all variants together, so a trap that meets the answer, or an option that
repeats another one, is found before a student meets it. Each file here looks at one part.
"""

from __future__ import annotations

from engine.study.questions import Question
from engine.study.soundness.checks import look_at_checks
from engine.study.soundness.fault import Unsound as Unsound
from engine.study.soundness.numbers import Numbers
from engine.study.soundness.options import look_at_options
from engine.study.soundness.simulator import look_at_simulator
from engine.study.soundness.texts import look_at_texts
from engine.study.soundness.traps import look_at_traps
from engine.study.soundness.variables import look_at_variables


def unsound(question: Question) -> list[Unsound]:
    """Return every fault of one question, errors before warnings; none where it can be asked.

    >>> question = Question.model_validate({
    ...     "id": "q", "topic": "T", "objective": "MM-2", "ask": "{n} calls?",
    ...     "answer": "n * detla",
    ...     "vars": {"n": "10 to 50 step 5"}, "traps": {"n": "One contract covers 100 shares."},
    ... })
    >>> for fault in unsound(question): print(fault.path, fault.message, fault.column)
    ('answer',) unknown name "detla" 5
    """
    numbers = Numbers(question)
    look_at_variables(numbers)
    look_at_traps(numbers)
    look_at_checks(numbers)
    look_at_texts(numbers)
    look_at_options(numbers)
    look_at_simulator(numbers)
    _look_for_unused(numbers)
    return sorted(numbers.faults, key=lambda one: one.severity != "error")


def _look_for_unused(numbers: Numbers) -> None:
    for name in numbers.question.vars:
        if name not in numbers.used:
            message = f'nothing uses "{name}"'
            remedy = "use it, or take it away: its variants look the same"
            numbers.note(("vars", name), "unused-variable", message, remedy, severity="warning")
