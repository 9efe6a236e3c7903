"""Rules that a question switches off: ``lint: off, reason``, or a map of rules to such texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from engine.study.questions import Question
from engine.study.rules._item import Found

ALL = "all"
_OFF = re.compile(r"^off\b[\s,:;.–-]*(?P<reason>.*)$", re.IGNORECASE | re.DOTALL)
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Switches:
    """What a question switches off, each with whether its reason will do."""

    written: Mapping[str, str]
    known: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """Return the rules that are off, "all" for every one; a switch without reason is none."""
        return [code for code, text in self.written.items() if self._usable(code, text)]

    def off(self, code: str) -> bool:
        """Return whether a rule is switched off."""
        return code in self.codes or ALL in self.codes

    def findings(self) -> Iterator[tuple[str, Found]]:
        """Yield what is wrong with the switches themselves, each with its code."""
        for code, text in self.written.items():
            if code != ALL and code not in self.known:
                yield "lint-unknown-rule", Found(f'there is no rule "{code}"', self._meant(code))
            elif not _reasoned(text):
                yield "lint-without-reason", _without_reason(code)

    def unneeded(self, needed: set[str]) -> Iterator[Found]:
        """Yield the switches that keep nothing silent; the rules ``needed`` would speak."""
        remedy = "take the switch out"
        for code in self.codes:
            if code == ALL and not needed:
                yield Found("no rule has anything to say here", remedy)
            elif code != ALL and code not in needed:
                yield Found(f'the rule "{code}" has nothing to say here', remedy)

    def _usable(self, code: str, text: str) -> bool:
        return (code == ALL or code in self.known) and _reasoned(text)

    def _meant(self, code: str) -> str:
        close = get_close_matches(code.lower(), self.known, n=1)
        return f'did you mean "{close[0]}"?' if close else f"use one of: {', '.join(self.known)}"


def read_switches(question: Question, known: Sequence[str]) -> Switches:
    """Return what a question's ``lint`` switches off; the rules' names may have underscores."""
    written = {ALL: question.lint} if isinstance(question.lint, str) else question.lint or {}
    return Switches(
        {code.strip().replace("_", "-"): text for code, text in written.items()}, tuple(known)
    )


def _reasoned(text: str) -> bool:
    found = _OFF.match(text.strip())
    return found is not None and len(found["reason"].split()) >= _FEWEST_WORDS


def _without_reason(code: str) -> Found:
    example = "off, the unit belongs to the answer"
    remedy = f'write "off", a comma and why, like "{example}"'
    what = "the rules" if code == ALL else f'the rule "{code}"'
    return Found(f"no reason is given for switching off {what}, so nothing is switched off", remedy)
