"""What an answer tells, checked before it is let in from a file, and as older releases told it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import InvalidInput
from engine.records.facts import Fact

Text = Annotated[str, Field(max_length=10_000)]
Trap = Annotated[int | None, Field(ge=0, le=1_000)]


class AnswerDetail(BaseModel):
    """The detail of an answer; what is missing was not asked, what is unknown is let through."""

    model_config = ConfigDict(strict=True)

    response: Text | Annotated[list[Text], Field(max_length=100)]
    score: float = Field(ge=0, le=1)
    trap: Trap = None
    confidence: Literal["guess", "fairly", "sure"] | None = None
    seconds: float = Field(0.0, ge=0, le=86_400)
    hints: int = Field(0, ge=0, le=100)
    where: Literal["lesson", "topic", "weak", "mixed", "review", "exam"] = "topic"
    form: Literal["own", "choice"] = "own"
    objective: Text = ""
    version: Text = ""


class BeginDetail(BaseModel):
    """The detail of an exam's begin: it asks something."""

    items: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=1_000)]


class KeptMark(BaseModel):
    """The mark that one answer of an exam got at its end."""

    model_config = ConfigDict(strict=True)

    number: int = Field(ge=1, le=1_000)
    told: Text
    verdict: Literal["right", "half", "wrong", "unreadable"]
    says: Text = ""
    trap: Trap = None


class EndDetail(BaseModel):
    """The detail of an exam's end."""

    model_config = ConfigDict(strict=True)

    why: Literal["finished", "time"]
    marks: Annotated[list[KeptMark], Field(max_length=1_000)]


class DateDetail(BaseModel):
    """The detail of an exam's date: a day, or None where it is taken back."""

    date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None


_DETAILS: dict[str, tuple[str, type[BaseModel]]] = {
    "answer": ("answer", AnswerDetail),
    "exam_started": ("exam", BeginDetail),
    "exam_ended": ("exam", EndDetail),
    "exam_date": ("exam date", DateDetail),
}


def check(fact: Fact) -> None:
    """Raise InvalidInput where a fact's detail would be a riddle to whoever reads it."""
    if fact.kind not in _DETAILS:
        return
    name, detail = _DETAILS[fact.kind]
    try:
        detail.model_validate(fact.detail)
    except ValidationError as problem:
        wrong = problem.errors()[0]["loc"]
        raise InvalidInput(f'its {name} has no "{wrong[0]}" that can be read') from problem


def up_to_date(kind: str, detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a detail as it is told now: release 0.1 told an answer's chosen option and verdict.

    >>> up_to_date("answer", {"chosen": "Buy 900", "right": True, "confidence": "sure"})
    {'confidence': 'sure', 'response': 'Buy 900', 'score': 1.0}
    """
    if kind != "answer" or "chosen" not in detail or "response" in detail:
        return detail
    rest = {name: value for name, value in detail.items() if name not in ("chosen", "right")}
    return {**rest, "response": detail["chosen"], "score": float(bool(detail.get("right")))}
