"""Item-writing rules: a file is a rule, and what it says is a warning.

Every rule has ``SOURCE`` (who found it), ``BREAKS`` and ``KEEPS`` (questions in YAML), and one of
``item(item)``, which yields what it finds in one question, and ``bank(items)``, which yields what
it finds among many, each with the question to name. To add a rule, add one file; its name, with
hyphens, is its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, cast

from engine.errors import Fault
from engine.plugins import menu
from engine.study.bank import Asked, Bank
from engine.study.rules._item import Found, Item
from engine.study.rules._switches import Switches, read_switches

OfItem = Callable[[Item], Iterable[Found]]
OfBank = Callable[[Sequence[Item]], Iterable[tuple[Item, Found]]]


class Rule(Protocol):
    """What a file of this folder holds, beside ``item`` or ``bank``."""

    SOURCE: str
    BREAKS: str
    KEEPS: str


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code.

    >>> "longest-option" in rules()
    True
    """
    return {name.replace("_", "-"): cast(Rule, module) for name, module in menu(__name__).items()}


def found_by(rule: Rule, items: Sequence[Item]) -> Iterator[tuple[Item, Found]]:
    """Yield what a rule finds, each with the question that it is about."""
    of_item: OfItem | None = getattr(rule, "item", None)
    if of_item is not None:
        for item in items:
            yield from ((item, found) for found in of_item(item))
        return
    of_bank: OfBank = rule.bank  # type: ignore[attr-defined]
    yield from of_bank(items)


@dataclass(frozen=True)
class _Reviewed:
    """A question under review: where it is written, how rules see it, what it switches off."""

    asked: Asked
    item: Item
    switches: Switches


MOST_TOLD = 5
"""Warnings of one rule on one file. The rest are told together, so that they drown no other."""
_MOST_LINES = 20


def review(bank: Bank) -> tuple[Fault, ...]:
    """Return what the rules find in a bank, in file order, as much of it as a person reads."""
    return gathered(findings(bank))


def gathered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the first warnings of each rule on each file, and one on the rest with its lines."""
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for fault in sorted(faults):
        kinds.setdefault((fault.file, fault.code), []).append(fault)
    told: list[Fault] = []
    for found in kinds.values():
        most = MOST_TOLD if len(found) > MOST_TOLD + 1 else len(found)
        told += found[:most]
        told += [_rest(found[most:])] if found[most:] else []
    return tuple(sorted(told))


def _rest(faults: Sequence[Fault]) -> Fault:
    lines = list(dict.fromkeys(str(fault.line) for fault in faults))
    named = ", ".join(lines[:_MOST_LINES])
    others = len(lines) - _MOST_LINES
    where = f"line{'s' * (len(lines) > 1)} {named}" + (f" and {others} others" * (others > 0))
    message = f"{len(faults)} more of this kind, in the questions on {where}"
    return replace(faults[0], field="", message=message, remedy="mend them in the same way")


def findings(bank: Bank) -> tuple[Fault, ...]:
    """Return the warnings of every rule on the live and draft questions of a bank, in file order.

    A question switches rules off with ``lint`` and a reason; that is checked too.
    """
    reviewed = _reviewed(bank)
    by_id = {one.item.id: one for one in reviewed}
    faults = [
        _fault(one, code, found) for one in reviewed for code, found in one.switches.findings()
    ]
    for code, rule in rules().items():
        on = [one.item for one in reviewed if not one.switches.off(code)]
        faults += [_fault(by_id[item.id], code, found) for item, found in found_by(rule, on)]
    faults += _unneeded(reviewed)
    return tuple(sorted(faults))


def _reviewed(bank: Bank) -> list[_Reviewed]:
    """Return the questions to review; of two with one id the first, as the bank keeps it."""
    kept: dict[str, _Reviewed] = {}
    for asked in (asked for parsed in bank.files.values() for asked in parsed.content):
        if asked.question.status != "retired" and asked.question.id not in kept:
            switches = read_switches(asked.question, list(rules()))
            kept[asked.question.id] = _Reviewed(asked, Item(asked.question), switches)
    return list(kept.values())


def _unneeded(reviewed: Sequence[_Reviewed]) -> list[Fault]:
    """Return a warning for every switch that keeps nothing silent."""
    if not any(one.switches.codes for one in reviewed):
        return []
    everything = [one.item for one in reviewed]
    named: set[tuple[str, str]] = set()
    for code, rule in rules().items():
        off = [one.item for one in reviewed if one.switches.off(code)]
        alone = hasattr(rule, "item")
        for item, found in found_by(rule, off if alone else everything) if off else ():
            named |= {(code, name) for name in (item.id, *found.others)}
    return [
        _fault(one, "lint-unneeded", found)
        for one in reviewed
        for found in one.switches.unneeded({code for code, name in named if name == one.item.id})
    ]


def _fault(one: _Reviewed, code: str, found: Found) -> Fault:
    return Fault(
        file=one.asked.file,
        line=one.asked.line,
        field=one.item.id,
        message=found.message,
        remedy=found.remedy,
        severity="warning",
        code=code,
    )
