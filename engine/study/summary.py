"""The summary sheet: the whole course on one page, in sections under headings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import Fault
from engine.study.front_matter import Front, headed
from engine.study.lessons import SUMMARY, Embedded, Section, read_sections
from engine.study.writing.files import Folder, Parsed


@dataclass(frozen=True)
class Summary:
    """A title and what stands under each heading; its numbers are computed as in a lesson."""

    title: str
    sections: tuple[Section, ...]


def summary_folder(path: Path) -> Folder[Summary | None]:
    """Return the folder that the sheet is read from."""
    return Folder(path, SUMMARY, parse)


def parse(file: str, text: str) -> Parsed[Summary | None]:
    """Return the sheet that a file's text describes, and every fault in it."""
    top = headed(Front, file, text)
    faults = [*top.faults]
    sections = tuple(read_sections(file, top.rows, faults))
    faults += [_no_place(file, block) for one in sections for block in one.blocks
               if isinstance(block, Embedded)]  # fmt: skip
    sheet = Summary(top.front.title, sections) if top.front else None
    return Parsed(sheet, tuple(sorted(faults)))


def _no_place(file: str, block: Embedded) -> Fault:
    return Fault(
        file=file,
        line=block.line,
        message=f"a {block.kind} cannot stand on a sheet that is printed",
        remedy="write what it shows, or leave it out",
        code="not-usable",
    )
