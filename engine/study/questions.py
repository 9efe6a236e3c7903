"""A question with its options, each of which says why it is right or wrong."""

from __future__ import annotations

import hashlib
import random
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Option(NamedTuple):
    """One answer that a student can choose, and the reason shown afterwards."""

    text: str
    why: str
    right: bool


class ChoiceQuestion(BaseModel):
    """One right option among several wrong ones: the keys that an instructor may write.

    ``topic``, ``objective`` and ``source`` usually stand once at the top of the file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: QuestionId
    ask: Text
    right: Annotated[dict[Text, Text], Field(min_length=1, max_length=1)]
    wrong: Annotated[dict[Text, Text], Field(min_length=2, max_length=8)]
    topic: Text
    objective: Text
    source: Text | None = None
    hint: Text | None = None
    why: Text | None = None
    level: Literal["recall", "apply", "analyse"] = "apply"
    lesson: Text | None = None
    status: Literal["draft", "live", "retired"] = "live"
    shuffle: Literal["yes", "no"] = "yes"

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the options in the order they are written, the right one first."""
        right = (Option(text, why, True) for text, why in self.right.items())
        wrong = (Option(text, why, False) for text, why in self.wrong.items())
        return (*right, *wrong)

    @property
    def version(self) -> str:
        """Return a mark of the content: an edited question starts new statistics."""
        content = self.model_dump_json(include={"ask", "right", "wrong"})
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    def shown(self, seed: str) -> tuple[Option, ...]:
        """Return the options as one attempt shows them: the same seed, the same order."""
        options = list(self.options)
        if self.shuffle == "yes":
            random.Random(f"{self.id}/{seed}").shuffle(options)
        return tuple(options)

    def marked(self, chosen: str) -> bool:
        """Return whether the text of the chosen option is the right one."""
        return chosen in self.right
