"""Lessons: Markdown that reads well on any code host, with live things in fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import Field

from engine.errors import Fault
from engine.study.front_matter import Front, headed
from engine.study.questions import Text
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.yaml_lines import read_yaml

CALLOUTS = (
    "Fact",
    "Simplified",
    "Worked example",
    "Pitfall",
    "In the exam",
    "Beyond the exam",
)
SUMMARY = "summary.md"
"""The sheet that lies beside the lessons and is none of them."""
_EMBEDDED = ("figure", "live", "question")
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_CALLOUT = re.compile(rf"^\*\*({'|'.join(CALLOUTS)})\.\*\*\s*")
_MONEY = re.compile(r"(?<!\\)\$(?=\d)")
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_FILE_NAME = re.compile(r"^(\d+)-([a-z0-9-]+)\.md$")


class FrontMatter(Front):
    """What stands above a lesson's text."""

    objective: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    sources: tuple[Text, ...] = ()


class Prose(NamedTuple):
    """Text in Markdown, with money escaped so that it is not taken for a formula."""

    text: str


class Callout(NamedTuple):
    """A marked paragraph: a fact with its source, a simplification, a pitfall..."""

    label: str
    text: str


class Embedded(NamedTuple):
    """A live thing: its ``kind`` (figure, live, question), its name, and its settings."""

    kind: str
    name: str
    settings: Mapping[str, Any]
    line: int


Block = Prose | Callout | Embedded


class Section(NamedTuple):
    """What stands under one heading; the text before the first heading has no title."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lesson:
    """One lesson; ``slug`` is its file's name without number and ending, and its address."""

    slug: str
    file: str
    front: FrontMatter
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Return the lesson's title."""
        return self.front.title

    def embedded(self, kind: str) -> list[Embedded]:
        """Return all live things of one kind, in reading order."""
        return [
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Embedded) and block.kind == kind
        ]


def lesson_folder(path: Path) -> Folder[Lesson | None]:
    """Return the folder that lessons are read from, in the order of their numbers."""
    return Folder(path, ".md", parse, but=SUMMARY)


def escape_money(text: str) -> str:
    r"""Return Markdown in which a dollar sign before a digit is money, never a formula.

    >>> escape_money("C$80 now, $d_1$ later")
    'C\\$80 now, $d_1$ later'
    """
    return _MONEY.sub(r"\\$", text)


def typeset(text: str) -> str:
    r"""Return Markdown as a page shows it: money escaped, and no line ends before a percent sign.

    >>> typeset("from 24 % to C$3")
    'from 24\xa0% to C\\$3'
    """
    return _PERCENT.sub("\u00a0", escape_money(text))


def anchor(title: str) -> str:
    """Return the address of a heading inside its page.

    >>> anchor("Short calls: what's left?")
    'short-calls-what-s-left'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def parse(file: str, text: str) -> Parsed[Lesson | None]:
    """Return the lesson that a file's text describes, and every fault in it."""
    faults: list[Fault] = []
    named = _FILE_NAME.match(file.rpartition("/")[2])
    if not named:
        faults.append(
            _fault(
                file,
                1,
                "the file's name gives no place",
                'name it like "03-gamma.md"',
                code="file-name",
            )
        )
    top = headed(FrontMatter, file, text)
    faults.extend(top.faults)
    sections = tuple(read_sections(file, top.rows, faults))
    if top.front is None or named is None:
        return Parsed(None, tuple(sorted(faults)))
    return Parsed(Lesson(named[2], file, top.front, sections), tuple(sorted(faults)))


def read_sections(file: str, rows: list[str], faults: list[Fault]) -> Iterator[Section]:
    """Cut a text at its second-level headings, and note what is wrong in it."""
    tokens = _MARKDOWN.parse("\n".join(rows))
    title, blocks = "", list[Block]()
    anchors: set[str] = set()
    for token, inner in _top_level(tokens):
        first, last = token.map or (0, 0)
        if token.type == "heading_open" and token.tag == "h2":
            yield Section(title, anchor(title), tuple(blocks))
            title, blocks = inner, []
            if anchor(title) in anchors:
                faults.append(
                    _fault(
                        file,
                        first + 1,
                        f'the heading "{title}" stands twice',
                        "rename one",
                        code="same-heading",
                    )
                )
            anchors.add(anchor(title))
            continue
        block = _block(file, token, "\n".join(rows[first:last]).rstrip(), first, faults)
        if isinstance(block, Prose) and blocks and isinstance(blocks[-1], Prose):
            blocks[-1] = Prose(f"{blocks[-1].text}\n\n{block.text}")
        else:
            blocks.append(block)
    yield Section(title, anchor(title), tuple(blocks))


def _top_level(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each outermost block with the text of the inline token right inside it."""
    for number, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0 and token.map:
            inline = tokens[number + 1] if number + 1 < len(tokens) else token
            yield token, inline.content if inline.type == "inline" else ""


def _block(file: str, token: Token, source: str, first: int, faults: list[Fault]) -> Block:
    if token.type == "fence":
        kind, _, name = token.info.strip().partition(" ")
        if kind in _EMBEDDED:
            return _embedded(file, kind, name.strip(), token.content, first + 1, faults)
    if token.type == "blockquote_open":
        text = "\n".join(row.lstrip().removeprefix(">").lstrip() for row in source.splitlines())
        labelled = _CALLOUT.match(text)
        if labelled:
            return Callout(labelled[1], typeset(text[labelled.end() :]))
    code = token.type in ("fence", "code_block")
    return Prose(source if code else typeset(source))


def _embedded(
    file: str, kind: str, name: str, body: str, line: int, faults: list[Fault]
) -> Embedded:
    document = read_yaml(file, "\n" * line + body)
    faults.extend(document.faults)
    data = document.data if document.data is not None else {}
    if not name:
        remedy = f'write "```{kind} name"'
        faults.append(_fault(file, line, f"this {kind} has no name", remedy, code="no-name"))
    if not isinstance(data, dict):
        remedy = 'write "name: value"'
        faults.append(_fault(file, line + 1, "these are no settings", remedy, code="no-settings"))
        data = {}
    return Embedded(kind, name, {key: _scalar(value) for key, value in data.items()}, line)


def _scalar(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def _fault(file: str, line: int, message: str, remedy: str, *, code: str) -> Fault:
    return Fault(file=file, line=line, message=message, remedy=remedy, code=code)
