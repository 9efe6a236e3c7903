"""A YAML file as a filled-in form: the pydantic model made of it, or a fault for every field."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from engine.study.writing.explained import explained
from engine.study.writing.yaml_lines import Document, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def filled_in(form: type[Model], file: str, text: str) -> tuple[Model | None, Document]:
    """Return what a text says as a ``form``, None where it cannot, and the document with faults."""
    document = read_yaml(file, text)
    if document.broken:
        return None, document
    written = document.data if isinstance(document.data, dict) else {}
    keys = [field.alias or name for name, field in form.model_fields.items()]
    try:
        return form.model_validate(written), document
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            letter = explained(error, keys)
            document.fault(letter.path, letter.message, letter.remedy, code=letter.code)
        return None, document
