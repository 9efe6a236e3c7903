"""A learner's facts as a file to keep or to carry to another computer: JSON lines.

The file does not say who the learner is, for that name opens their records, and carries no right
to see anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from engine.errors import HedgebookError
from engine.records import details
from engine.records.facts import KINDS, Fact, Kind
from engine.records.rows import row_of

FORMAT = "hedgebook-records"
VERSION = 1
LARGEST_FILE = 10_000_000
"""Bytes or characters."""
LONGEST_LINE = 2_500_000
MOST_PROBLEMS = 10
"""More than these are only counted."""
CARRIED: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "instructor")
_LATEST = 2.0**33
"""Seconds since 1970: the year 2242, after which nobody answers anything."""


class Unreadable(HedgebookError, ValueError):
    """A line of a file, or the whole, is none of ours; the message says what is wrong."""


def write(facts: Iterable[Fact]) -> str:
    """Return facts as a text: a heading, then one fact a line; whose they are is left out.

    >>> fact = Fact(learner="a", kind="lesson_opened", subject="gamma", at=1.5)
    >>> print(write([fact]), end="")
    {"format": "hedgebook-records", "version": 1}
    {"kind": "lesson_opened", "subject": "gamma", "at": 1.5}
    """
    heading = json.dumps({"format": FORMAT, "version": VERSION})
    lines = [json.dumps(_told(fact)) for fact in facts if fact.kind in CARRIED]
    return "".join(f"{line}\n" for line in (heading, *lines))


def _told(fact: Fact) -> dict[str, Any]:
    told = {"kind": fact.kind, "subject": fact.subject, "at": fact.at}
    optional = {"occasion": fact.occasion, "detail": dict(fact.detail)}
    return told | {name: value for name, value in optional.items() if value}


def read(
    text: str | bytes,
    *,
    learner: str,
    latest: float = _LATEST,
    check: Callable[[Fact], object] | None = None,
) -> tuple[list[Fact], list[str]]:
    """Return the facts of a file as the given learner's, and what is wrong with the rest, by line.

    What was done after ``latest`` (seconds since 1970) is refused: it would outdo all that is done
    from now on. ``check`` looks deeper into one fact: whatever it raises is told as that line's
    problem. A file that is no export at all has one problem and no facts.
    """
    try:
        lines = _lines(text)
    except Unreadable as problem:
        return [], [str(problem)]
    facts, problems = [], []
    for number, line in lines:
        try:
            facts.append(_fact(line, learner, latest, check))
        except Unreadable as problem:
            problems.append(f"line {number}: {problem}")
    return facts, _few(problems)


def _lines(text: str | bytes) -> Iterator[tuple[int, str]]:
    """Return the lines below the heading with their numbers, once the heading is right."""
    if len(text) > LARGEST_FILE:
        raise Unreadable(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    heading, *lines = _decoded(text).split("\n")
    try:
        told = _json(heading)
    except Unreadable:
        told = None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unreadable("this is no file of answers that Hedgebook wrote")
    if type(told.get("version")) is not int or told["version"] < 1:
        raise Unreadable("line 1: the version is missing")
    if told["version"] > VERSION:
        raise Unreadable("a newer Hedgebook wrote this file: bring this one up to date first")
    return ((number, line) for number, line in enumerate(lines, start=2) if line.strip())


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeError as problem:
        raise Unreadable("this is no text file") from problem


def _json(line: str) -> Any:
    if len(line) > LONGEST_LINE:
        raise Unreadable("it is too long")
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("it is not JSON") from problem


def _fact(line: str, learner: str, latest: float, check: Callable[[Fact], object] | None) -> Fact:
    told = _json(line)
    if not isinstance(told, dict):
        raise Unreadable("it is not a fact")
    fact = Fact(
        learner=learner,
        kind=_kind(told.get("kind")),
        subject=_text(told, "subject"),
        at=_time(told.get("at"), latest),
        occasion=_text(told, "occasion", ""),
        detail=_detail(told.get("detail", {})),
    )
    try:
        row_of(fact)
        details.check(fact)
        if check is not None:
            check(fact)
    except Exception as problem:
        plain = isinstance(problem, HedgebookError) and str(problem)
        raise Unreadable(plain or f"its {fact.kind} is not as it should be") from problem
    return fact


def _kind(told: object) -> Kind:
    found = next((kind for kind in CARRIED if kind == told), None)
    if found is None:
        raise Unreadable(f"nothing of the kind {json.dumps(told)[:40]} is kept")
    return found


def _text(told: dict[str, Any], name: str, otherwise: str | None = None) -> str:
    found = told.get(name, otherwise)
    if not isinstance(found, str):
        raise Unreadable(f"its {name} is not a text")
    return found


def _time(told: object, latest: float) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= _LATEST:
        raise Unreadable("its time is not in seconds since 1970")
    if told > latest:
        raise Unreadable("its time is still to come")
    return float(told)


def _detail(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise Unreadable("its detail is not an object")
    return told


def _few(problems: list[str]) -> list[str]:
    more = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], f"and {more} more lines"] if more > 0 else problems
