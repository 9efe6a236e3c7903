"""Folders of files that people write: read again only when changed, never down when one is broken.

An edit shows the next time anybody looks. A file that is broken goes on with its last good
version, and its faults say what to mend.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from engine.errors import Fault

Content = TypeVar("Content")

LARGEST_FILE = 1_000_000
"""Bytes. Nothing that a person writes by hand is larger."""


class Parsed(NamedTuple, Generic[Content]):
    """What a file says, as far as it can be used, and all that is wrong with it."""

    content: Content
    faults: tuple[Fault, ...]

    @property
    def broken(self) -> bool:
        """Whether anything in the file is an error, not only a warning."""
        return any(fault.severity == "error" for fault in self.faults)


def _place(path: Path) -> tuple[float, str]:
    """Return where a file stands among others: by the number that its name begins with."""
    number = re.match(r"\d+", path.name)
    return (int(number[0]) if number else math.inf, path.name)


@dataclass(frozen=True)
class _Seen(Generic[Content]):
    stamp: tuple[int, int]
    parsed: Parsed[Content]
    last_good: Content | None


class Folder(Generic[Content]):
    """The files of one folder in the order of their names, each parsed once per change."""

    def __init__(
        self,
        path: Path,
        suffix: str,
        parse: Callable[[str, str], Parsed[Content]],
        *,
        shown: str = "",
    ) -> None:
        """``parse`` takes the file's name as people see it (``shown``/file) and its text."""
        self._path, self._suffix, self._parse = path, suffix, parse
        self._shown = shown or path.name
        self._seen: dict[str, _Seen[Content]] = {}

    def read(self) -> dict[str, Parsed[Content]]:
        """Return every file by its name, re-reading only those that changed."""
        seen = {}
        for path in sorted(self._path.glob(f"*{self._suffix}"), key=_place):
            before = self._seen.get(path.name)
            current = self._look(path, before)
            if current is not None:
                seen[path.name] = current
        self._seen = seen
        return {name: item.parsed for name, item in seen.items()}

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Return what changes when any file changes, for caches built on this folder."""
        return tuple((name, *item.stamp) for name, item in self._seen.items())

    def _look(self, path: Path, before: _Seen[Content] | None) -> _Seen[Content] | None:
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        if before is not None and before.stamp == stamp:
            return before
        parsed = self._parse_file(path, status.st_size)
        last_good = before.last_good if before else None
        if not parsed.broken:
            return _Seen(stamp, parsed, parsed.content)
        if last_good is not None:
            parsed = Parsed(last_good, parsed.faults)
        return _Seen(stamp, parsed, last_good)

    def _parse_file(self, path: Path, size: int) -> Parsed[Content]:
        name = f"{self._shown}/{path.name}"
        if size > LARGEST_FILE:
            return self._refused(
                name, f"the file has {size:,} bytes", f"split it; the most is {LARGEST_FILE:,}"
            )
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as problem:
            line = problem.object[: problem.start].count(b"\n") + 1
            return self._refused(
                name, "the text is not UTF-8", 'save the file with the encoding "UTF-8"', line
            )
        except OSError as problem:
            reason = problem.strerror or "unknown reason"
            return self._refused(name, f"the file cannot be read ({reason})", "check its rights")
        return self._parse(name, text)

    def _refused(self, name: str, message: str, remedy: str, line: int = 1) -> Parsed[Content]:
        empty = self._parse(name, "").content
        return Parsed(empty, (Fault(file=name, line=line, message=message, remedy=remedy),))
