"""What goes wrong, told to whoever wrote the line: where it is and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


class HedgebookError(Exception):
    """Any failure whose message a person can read and act on."""


class InvalidInput(HedgebookError, ValueError):
    """A number or a name that no calculation can use; the message names it and the remedy."""


class RecordsUnavailable(HedgebookError):
    """The records could not be read or written; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """One thing wrong in a file that a person wrote.

    ``line`` and ``column`` count from 1 (column 0: the whole line); ``field`` is the path inside
    the file ("questions › 2 › wrong"); ``code`` names the kind of fault, for whoever looks it up.
    """

    file: str
    line: int
    message: str
    remedy: str
    field: str = ""
    severity: Severity = "error"
    code: str = ""
    column: int = 0

    def __str__(self) -> str:
        """Return the letter to the author on one line.

        >>> print(Fault(file="a.yaml", line=3, field="questions › 1", message='unknown key "worng"',
        ...             remedy='did you mean "wrong"?', code="unknown-key"))
        a.yaml:3: error unknown-key: questions › 1: unknown key "worng" - did you mean "wrong"?
        """
        code = f" {self.code}" if self.code else ""
        field = f"{self.field}: " if self.field else ""
        column = f" (column {self.column})" if self.column else ""
        place = f"{self.file}:{self.line}: {self.severity}{code}: "
        return f"{place}{field}{self.message}{column} - {self.remedy}"
