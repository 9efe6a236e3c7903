"""A YAML file as a filled-in form: the pydantic model made of it, or a fault for every field."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from engine.study.yaml_lines import Document, Path, field_name, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def filled_in(form: type[Model], file: str, text: str) -> tuple[Model | None, Document]:
    """Return what a text says as a ``form``, None where it cannot, and the document with faults."""
    document = read_yaml(file, text)
    if document.broken:
        return None, document
    written = document.data if isinstance(document.data, dict) else {}
    try:
        return form.model_validate(written), document
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            place = tuple(step for step in error["loc"] if step != "[key]")
            document.fault(place, _message(place, error["type"]), error["msg"])
        return None, document


def _message(place: Path, kind: str) -> str:
    where = field_name(place) or "the file"
    return f'"{where}" is missing' if kind == "missing" else f'"{where}" cannot be used'
