"""Folders of files that people write: read again only when changed, never down when one is broken.

An edit shows the next time anybody looks. A file that is broken goes on with its last good
version, and its faults say what to mend.
"""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Callable, Iterator
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


def _place(name: str) -> tuple[float, str]:
    """Return where a file stands among others: by the number that its name begins with."""
    number = re.match(r"\d+", name)
    return (int(number[0]) if number else math.inf, name)


Stamp = tuple[str, int, int, int]
"""What changes when a file does: its name, its time, its size, its place on the disk."""


@dataclass(frozen=True)
class _Seen(Generic[Content]):
    stamp: Stamp
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
        but: str = "",
    ) -> None:
        """``parse`` takes the file's name as people see it (``shown``/file) and its text.

        A file named ``but`` is no file of this folder.
        """
        self._path, self._suffix, self._parse = path, suffix, parse
        self._shown, self._but = shown or path.name, but
        self._seen: dict[str, _Seen[Content]] = {}
        self._stamp: tuple[Stamp, ...] = ()

    def read(self) -> dict[str, Parsed[Content]]:
        """Return every file by its name, re-reading only those that changed."""
        stamp = self.look()
        if stamp != self._stamp:
            self._read_again(stamp)
        return {name: item.parsed for name, item in self._seen.items()}

    def look(self) -> tuple[Stamp, ...]:
        """Return what changes when any file does, for caches; nothing is read."""
        return tuple(self._look())

    def _look(self) -> Iterator[Stamp]:
        """Yield the stamp of each file; one that goes away meanwhile has none."""
        try:
            entries = list(os.scandir(self._path))
        except OSError:
            return
        for entry in entries:
            if not entry.name.endswith(self._suffix) or entry.name == self._but:
                continue
            try:
                status = entry.stat()
            except FileNotFoundError:
                continue
            except OSError:
                yield (entry.name, 0, 0, 0)  # Reading it says why.
                continue
            yield (entry.name, status.st_mtime_ns, status.st_size, status.st_ino)

    def _read_again(self, stamps: tuple[Stamp, ...]) -> None:
        seen = {}
        for stamp in sorted(stamps, key=lambda stamp: _place(stamp[0])):
            name, before = stamp[0], self._seen.get(stamp[0])
            if before is None or before.stamp != stamp:
                before = self._parsed(stamp, before.last_good if before else None)
            seen[name] = before
        self._seen, self._stamp = seen, stamps

    def _parsed(self, stamp: Stamp, last_good: Content | None) -> _Seen[Content]:
        parsed = parse_file(self._path / stamp[0], f"{self._shown}/{stamp[0]}", self._parse)
        if not parsed.broken:
            return _Seen(stamp, parsed, parsed.content)
        if last_good is not None:
            parsed = Parsed(last_good, parsed.faults)
        return _Seen(stamp, parsed, last_good)


def parse_file(
    path: Path, name: str, parse: Callable[[str, str], Parsed[Content]]
) -> Parsed[Content]:
    """Return what a file says; one that cannot be read at all says nothing, and a fault why."""
    text, fault = _text_of(path, name)
    if fault is None:
        return parse(name, text)
    return Parsed(parse(name, "").content, (fault,))


def _text_of(path: Path, name: str) -> tuple[str, Fault | None]:
    """Return a file's text, or the fault why there is none; a pipe is never waited for."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return "", _fault(name, "not-a-file", "this is no file", "move it elsewhere")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        message = f"the file cannot be read ({problem.strerror or 'unknown reason'})"
        return "", _fault(name, "no-access", message, "check its name and its rights")
    if len(data) > LARGEST_FILE:
        message = f"the file has {max(status.st_size, len(data)):,} bytes"
        remedy = f"split it; the most is {LARGEST_FILE:,}"
        return "", _fault(name, "too-large", message, remedy)
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> tuple[str, Fault | None]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        remedy = 'save the file with the encoding "UTF-8"'
        return "", _fault(name, "not-utf-8", "the text is not UTF-8", remedy, line)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _fault(name: str, code: str, message: str, remedy: str, line: int = 1) -> Fault:
    return Fault(file=name, line=line, message=message, remedy=remedy, code=code)
