"""What an answer tells, checked before it is let in from a file, and as older releases told it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import InvalidInput
from engine.records.facts import Fact

Text = Annotated[str, Field(max_length=10_000)]


class AnswerDetail(BaseModel):
    """The detail of an answer; what is missing was not asked, what is unknown is let through."""

    model_config = ConfigDict(strict=True)

    response: Text | Annotated[list[Text], Field(max_length=100)]
    score: float = Field(ge=0, le=1)
    trap: int | None = None
    confidence: Literal["guess", "fairly", "sure"] | None = None
    seconds: float = Field(0.0, ge=0, le=86_400)
    hints: int = Field(0, ge=0, le=100)
    where: Literal["lesson", "topic", "weak", "mixed", "review", "exam"] = "topic"
    form: Literal["own", "choice"] = "own"
    objective: Text = ""
    version: Text = ""


def check(fact: Fact) -> None:
    """Raise InvalidInput where an answer's detail would be a riddle to whoever reads it."""
    if fact.kind != "answer":
        return
    try:
        AnswerDetail.model_validate(fact.detail)
    except ValidationError as problem:
        wrong = problem.errors()[0]["loc"]
        raise InvalidInput(f'its answer has no "{wrong[0]}" that can be read') from problem


def up_to_date(kind: str, detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a detail as it is told now: release 0.1 told an answer's chosen option and verdict.

    >>> up_to_date("answer", {"chosen": "Buy 900", "right": True, "confidence": "sure"})
    {'confidence': 'sure', 'response': 'Buy 900', 'score': 1.0}
    """
    if kind != "answer" or "chosen" not in detail or "response" in detail:
        return detail
    rest = {name: value for name, value in detail.items() if name not in ("chosen", "right")}
    return {**rest, "response": detail["chosen"], "score": float(bool(detail.get("right")))}
