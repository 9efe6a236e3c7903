"""What stands above a Markdown text between two lines of dashes: a form, and computed numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from engine.errors import Fault
from engine.study import lesson_numbers
from engine.study.questions import Text
from engine.study.writing.filled_in import filled_in
from engine.study.writing.yaml_lines import Document

MOST_NUMBERS = 200


class Front(BaseModel):
    """What every text may have at its top: its title, and numbers that the engine computes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    numbers: Annotated[dict[Text, Text], Field(max_length=MOST_NUMBERS)] = Field(
        default_factory=dict
    )


Form = TypeVar("Form", bound=Front)


class Headed(NamedTuple, Generic[Form]):
    """A text and its top: ``rows`` are all its lines, filled with numbers; the top's are blank."""

    front: Form | None
    rows: list[str]
    faults: tuple[Fault, ...]


def headed(form: type[Form], file: str, text: str) -> Headed[Form]:
    """Return the form at the top of a text, the text below it with its numbers, and the faults."""
    rows = text.split("\n")
    end = next((n for n, row in enumerate(rows[1:], start=1) if row.strip() == "---"), 0)
    if rows[0].strip() != "---" or not end:
        remedy = 'start with "---", "title: ...", "---"'
        message = "there is no front matter"
        fault = Fault(file=file, line=1, message=message, remedy=remedy, code="front-matter")
        return Headed(None, rows, (fault,))
    front, document = filled_in(form, file, "\n".join(["", *rows[1:end]]))
    body = [""] * (end + 1) + rows[end + 1 :]
    if front is None:
        return Headed(None, body, tuple(document.faults))
    values = _values(front, document)
    slips = tuple(_unfilled(file, body, front))
    if not slips:
        _note_unused(body, front, values, document)
    return Headed(front, lesson_numbers.fill(body, values), (*document.faults, *slips))


def _values(front: Front, document: Document) -> dict[str, float]:
    """Return the numbers of the top; note what is wrong with them."""
    values, wrong = lesson_numbers.compute(front.numbers)
    for name, problem in wrong.items():
        path = ("numbers", name)
        code = "formula" if problem.column else "variable"
        column = document.column(path, problem.column) if problem.column else 0
        document.fault(path, str(problem), problem.remedy, code=code, column=column)
    return values


def _note_unused(body: list[str], front: Front, values: Iterable[str], document: Document) -> None:
    used = lesson_numbers.used([*body, *(f"{{{text}}}" for text in front.numbers.values())])
    for name in set(values) - used:
        message, remedy = f'nothing shows "{name}"', "take it away, or write it in {braces}"
        document.fault(
            ("numbers", name), message, remedy, code="unused-variable", severity="warning"
        )


def _unfilled(file: str, body: list[str], front: Front) -> Iterator[Fault]:
    for row, column, problem in lesson_numbers.unfilled(body, front.numbers):
        yield Fault(
            file=file,
            line=row,
            column=column,
            message=str(problem),
            remedy=problem.remedy,
            code="unfilled-braces",
        )
