"""What a form refuses, said to whoever filled it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from engine.study.writing.ids import id_from
from engine.study.writing.nearest import did_you_mean
from engine.study.writing.yaml_lines import Path


class Letter(NamedTuple):
    """What is wrong at a path of a form, and what would be right."""

    path: Path
    code: str
    message: str
    remedy: str


def explained(error: ErrorDetails, keys: Sequence[str]) -> Letter:
    """Return the letter on one error of a form that has these keys at its top."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    for beginnings, explain in _KINDS.items():
        if error["type"] in beginnings:
            return explain(path, error, keys)
    return _other(path, error, keys)


_PARTS_OF_ANSWER = ("unit", "units", "tolerance", "margin", "precision")


def _name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "the file"


def _shown(given: Any) -> str:
    text = str(given)
    return f"{text[:40]}…" if len(text) > 40 else text


def _missing(path: Path, _: ErrorDetails, __: Sequence[str]) -> Letter:
    name = _name(path)
    return Letter(path[:-1], "missing-key", f'"{name}" is missing', f'add "{name}"')


def _unknown(path: Path, _: ErrorDetails, keys: Sequence[str]) -> Letter:
    name = _name(path)
    remedy = did_you_mean(name, keys) if len(path) == 1 else "leave it out, or correct its name"
    if name.lower() in _PARTS_OF_ANSWER and "answer" in keys:
        remedy = 'write it behind the answer, as in "answer: 900 shares ± 1"'
    return Letter(path, "unknown-key", f'unknown key "{name}"', remedy)


def _empty(path: Path, _: ErrorDetails, __: Sequence[str]) -> Letter:
    remedy = "write its text, or leave the key out"
    return Letter(path, "empty-text", f'"{_name(path)}" is empty', remedy)


def _no_text(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    what = "a list" if isinstance(error["input"], list) else "a map"
    remedy = 'write its text after the colon, in "quotes" if it holds a colon or brackets'
    return Letter(path, "not-a-text", f'"{_name(path)}" is {what}, not a text', remedy)


def _no_map(path: Path, _: ErrorDetails, __: Sequence[str]) -> Letter:
    remedy = "write one a line below it: the text, a colon, and what belongs to it"
    if path[-1:] == ("vars",):
        remedy = 'write each number on a line of its own below it, like "n: 10 to 50 step 5"'
        return Letter(path, "not-a-map", '"vars" holds no names with their numbers', remedy)
    return Letter(path, "not-a-map", f'"{_name(path)}" is not a list of texts with reasons', remedy)


def _no_list(path: Path, _: ErrorDetails, __: Sequence[str]) -> Letter:
    remedy = 'write one a line below it, each after "- "'
    return Letter(path, "not-a-list", f'"{_name(path)}" is not a list', remedy)


def _no_number(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    message = f'{_name(path)} cannot be "{_shown(error["input"])}"'
    return Letter(path, "not-a-number", message, "write a number")


def _out_of_range(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    limits = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt",
              "less_than_equal": "le"}  # fmt: skip
    limit = error.get("ctx", {})[limits[error["type"]]]
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    message = f'{_name(path)} cannot be "{_shown(error["input"])}"'
    return Letter(path, "out-of-range", message, f"write {words[limits[error['type']]]} {limit:g}")


def _too_few(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    context = error.get("ctx", {})
    message = f'"{_name(path)}" has {context.get("actual_length", 0)}'
    return Letter(path, "too-few", message, f"write at least {context.get('min_length', 1)}")


def _too_many(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    context = error.get("ctx", {})
    actual = context.get("actual_length") or len(error["input"])
    message = f'"{_name(path)}" has {actual}'
    return Letter(path, "too-many", message, f"write at most {context.get('max_length')}")


def _no_id(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    given = _shown(error["input"])
    if _name(path) == "drag":
        remedy = 'write it like "spot to 84", "shift to 5" or "days to 30"'
        return Letter(path, "not-a-drag", f'"{given}" cannot be dragged', remedy)
    remedy = (
        f'use small letters, digits and hyphens, at most 80, like "{id_from(str(error["input"]))}"'
    )
    return Letter(path, "not-an-id", f'"{given}" is no {_name(path)}', remedy)


def _no_choice(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    known = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
    given = _shown(error["input"])
    remedy = did_you_mean(given, [one.strip("'") for one in known])
    if remedy.startswith("use"):
        remedy = f"write {', '.join(known[:-1])} or {known[-1]}"
    return Letter(path, "unknown-word", f'{_name(path)} cannot be "{given}"', remedy)


def _other(path: Path, error: ErrorDetails, _: Sequence[str]) -> Letter:
    return Letter(path, "not-usable", f'"{_name(path)}" cannot be used', error["msg"])


_KINDS: dict[tuple[str, ...], Callable[[Path, ErrorDetails, Sequence[str]], Letter]] = {
    ("missing",): _missing,
    ("extra_forbidden",): _unknown,
    ("string_too_short",): _empty,
    ("string_type",): _no_text,
    ("dict_type", "model_type"): _no_map,
    ("tuple_type", "list_type"): _no_list,
    ("int_parsing", "float_parsing", "int_from_float", "finite_number"): _no_number,
    ("greater_than", "greater_than_equal", "less_than", "less_than_equal"): _out_of_range,
    ("too_short",): _too_few,
    ("too_long",): _too_many,
    ("string_pattern_mismatch", "string_too_long"): _no_id,
    ("literal_error",): _no_choice,
}
