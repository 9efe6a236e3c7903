"""A question as an instructor writes it. Its kind follows from what is written."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from engine.study.numbers import variants
from engine.study.numbers.formula import Formula
from engine.study.numbers.keys import Key, read_key
from engine.study.numbers.variants import Variables

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True)]
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID = 80
QuestionId = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Kind = Literal["choice", "select", "number", "order"]
Level = Literal["recall", "apply", "analyse"]
Status = Literal["draft", "live", "retired"]
_DECIDING = ("wrong", "answer", "order")
"""The keys that decide the kind; several options under ``right`` make a choice a selection."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _reasons(value: Any) -> Any:
    """Take options without reasons too: a list of them, or one."""
    options = _listed(value)
    plain = isinstance(options, list) and all(map(_is_text, options))
    return dict.fromkeys(options, "") if plain else value


def _joined(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) and all(map(_is_text, value)) else value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


Options = Annotated[dict[Text, Reason], BeforeValidator(_reasons)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Values = Annotated[Text, BeforeValidator(_joined)]


class Option(NamedTuple):
    """One answer that a student can choose, and the reason shown afterwards."""

    text: str
    why: str
    right: bool


class Question(BaseModel):
    """The keys that an instructor may write.

    ``topic``, ``objective`` and ``source`` usually stand once at the top of the file. ``right`` and
    ``wrong`` make a choice (several ``right``: select all), ``answer`` a number, ``order`` a
    sequence; with ``vars`` the numbers change each time.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: QuestionId
    ask: Text
    right: Annotated[Options, Field(max_length=8)] = Field(default_factory=dict)
    wrong: Annotated[Options, Field(max_length=8)] = Field(default_factory=dict)
    answer: Text | None = None
    order: Annotated[Texts, Field(max_length=8)] = ()
    vars: Annotated[dict[Text, Values], Field(max_length=8)] = Field(default_factory=dict)
    traps: Annotated[Options, Field(max_length=8)] = Field(default_factory=dict)
    check: Annotated[Texts, Field(max_length=20)] = ()
    topic: Text
    objective: Text
    source: Text | None = None
    hint: Text | None = None
    hints: Annotated[Texts, Field(max_length=8)] = ()
    why: Text | None = None
    level: Level = "apply"
    lesson: Text | None = None
    tags: Texts = ()
    status: Status = "live"
    shuffle: Literal["yes", "no"] = "yes"
    simulator: Text | None = None
    lint: Text | dict[Text, Text] | None = None

    def __hash__(self) -> int:
        """Return what tells questions apart quickly: id and content."""
        return hash((self.id, self.version))

    def __copy__(self) -> Question:
        """Return a copy that reads its own content anew, in case that is changed."""
        copied = super().__copy__()
        for name in ("version", "variables", "key", "trap_formulas"):
            vars(copied).pop(name, None)
        return copied

    @property
    def kind(self) -> Kind:
        """Return how it is answered."""
        if self.answer is not None:
            return "number"
        if self.order:
            return "order"
        return "select" if len(self.right) > 1 else "choice"

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the options in the order they are written, the right ones first."""
        right = (Option(text, why, True) for text, why in self.right.items())
        wrong = (Option(text, why, False) for text, why in self.wrong.items())
        return (*right, *wrong)

    @property
    def all_hints(self) -> tuple[str, ...]:
        """Return the hints from the lightest to the strongest."""
        return ((self.hint,) if self.hint else ()) + self.hints

    @cached_property
    def version(self) -> str:
        """Return a mark of the content: an edited question starts new statistics."""
        content = self.model_dump_json(
            include={"ask", "right", "wrong", "answer", "order", "vars", "traps"},
            exclude_defaults=True,
        )
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @cached_property
    def variables(self) -> Variables:
        """Return the numbers that change; raises BadFormula where they cannot be read."""
        return variants.read(self.vars)

    @cached_property
    def key(self) -> Key:
        """Return the right number of a number question; raises BadFormula if it is none."""
        return read_key(self.answer or "")

    @cached_property
    def trap_formulas(self) -> tuple[tuple[Formula, str], ...]:
        """Return each trap with its reason; raises BadFormula on the first that cannot be read."""
        return tuple((read_key(text).formula, why) for text, why in self.traps.items())


def problem_of(question: Question) -> str:
    """Return what is missing from a question for it to have a kind, or nothing."""
    given = [key for key in _DECIDING if getattr(question, key)]
    if question.right and "wrong" not in given:
        given.append("wrong")
    if not given:
        return "there is nothing to answer"
    return f'"{given[0]}" and "{given[1]}" do not go together' if len(given) > 1 else ""
