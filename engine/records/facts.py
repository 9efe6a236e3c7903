"""A fact: somebody did something at some time. Never changed, never deleted piecemeal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

Kind = Literal[
    "lesson_opened",
    "lesson_finished",
    "revealed",
    "answer",
    "hint",
    "exam_date",
    "exam_started",
    "exam_seen",
    "exam_answer",
    "exam_flag",
    "exam_ended",
    "instructor",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What one learner did: ``at`` is seconds since 1970 UTC, ``subject`` a lesson or question.

    ``occasion`` tells apart repetitions of the same act (an attempt's token); an act that counts
    once has none. ``detail`` holds JSON values only.
    """

    learner: str
    kind: Kind
    subject: str
    at: float
    occasion: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """The same act told twice has the same id, so that it is kept once.

        >>> told = Fact(learner="a", kind="lesson_opened", subject="gamma", at=1.0)
        >>> again = Fact(learner="a", kind="lesson_opened", subject="gamma", at=2.0)
        >>> told.id == again.id
        True
        """
        act = json.dumps((self.learner, self.kind, self.subject, self.occasion))
        return hashlib.sha256(act.encode()).hexdigest()[:32]
