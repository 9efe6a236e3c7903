"""Blueprints: what an exam asks, for how long, and how much of it decides. Data, never code."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.study.questions import Level, Question, Text
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.filled_in import filled_in
from engine.study.writing.yaml_lines import Document


class Part(BaseModel):
    """One part of an exam: the questions of an objective, a topic or a lesson, and its weight.

    ``lesson: any`` stands for the lesson that the learner chooses when the exam begins.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    weight: Annotated[float, Field(gt=0, le=100)]
    objective: Text | None = None
    topic: Text | None = None
    lesson: Text | None = None

    def takes(self, question: Question) -> bool:
        """Return whether a question belongs to this part."""
        return (
            self.objective in (None, question.objective)
            and self.topic in (None, question.topic)
            and (self.lesson in (None, "any", question.lesson))
        )


class Blueprint(BaseModel):
    """An exam: how many questions in how many minutes, from which parts, with which pass mark.

    ``weight`` and ``levels`` are shares of the questions, ``pass`` is the mark to reach, all in
    percent. ``numbers: as choice`` shows a number question as a choice among its answer and traps.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    note: Text
    questions: Annotated[int, Field(ge=1, le=200)]
    minutes: Annotated[float, Field(gt=0, le=600)]
    pass_mark: Annotated[float, Field(ge=0, le=100, alias="pass")]
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=30)]
    levels: dict[Level, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    numbers: Literal["as written", "as choice"] = "as written"
    source: Text | None = None

    @property
    def weights(self) -> dict[str, float]:
        """Return the share of each part by its name; they sum to one."""
        total = sum(part.weight for part in self.parts)
        return {part.name: part.weight / total for part in self.parts}

    @property
    def by_lesson(self) -> bool:
        """Whether the learner chooses a lesson when it begins."""
        return any(part.lesson == "any" for part in self.parts)

    def part_of(self, question: Question) -> Part | None:
        """Return the first part that takes a question, or None."""
        return next((part for part in self.parts if part.takes(question)), None)

    def by_part(self, questions: Iterable[Question]) -> dict[str, list[Question]]:
        """Return the questions that count for each part, by its name, in the parts' order."""
        held: dict[str, list[Question]] = {part.name: [] for part in self.parts}
        for question in questions:
            if part := self.part_of(question):
                held[part.name].append(question)
        return held

    def minutes_for(self, count: int) -> float:
        """Return the time for so many of its questions: in proportion, whole minutes rounded up."""
        if count == self.questions:
            return self.minutes
        share = self.minutes * count / self.questions
        return float(math.ceil(share - 1e-9)) if share >= 1 else share

    def pool(self, questions: Iterable[Question], lesson: str | None = None) -> list[Question]:
        """Return the questions that this exam may ask, of one lesson where it is chosen."""
        return [
            one
            for one in questions
            if self.part_of(one) and (not self.by_lesson or lesson in (None, one.lesson))
        ]


@dataclass(frozen=True, eq=False)
class NamedBlueprint:
    """A blueprint and its name: the file's name without ending."""

    name: str
    file: str
    blueprint: Blueprint


def blueprint_folder(path: Path) -> Folder[NamedBlueprint | None]:
    """Return the folder that blueprints are read from."""
    return Folder(path, ".yaml", parse, shown=f"{path.parent.name}/{path.name}")


def parse(file: str, text: str) -> Parsed[NamedBlueprint | None]:
    """Return the blueprint that a file's text describes, and every fault in it."""
    blueprint, document = filled_in(Blueprint, file, text)
    if blueprint is not None:
        _check_names(blueprint, document)
    faults = tuple(sorted(document.faults))
    if blueprint is None or document.mistaken:
        return Parsed(None, faults)
    return Parsed(NamedBlueprint(Path(file).stem, file, blueprint), faults)


def _check_names(blueprint: Blueprint, document: Document) -> None:
    """Note each part whose name another has: the result tells the parts apart by their names."""
    names = [part.name for part in blueprint.parts]
    for number, name in enumerate(names):
        if (first := names.index(name)) < number:
            said = f'the name "{name}" is already used on line {document.line(("parts", first))}'
            remedy = "give this part a name of its own"
            document.fault(("parts", number, "name"), said, remedy, code="same-name")
