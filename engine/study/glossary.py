"""The glossary: what each term of the subject means, and which lesson teaches it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from engine.errors import Fault
from engine.study.lessons import Block, Embedded, anchor
from engine.study.questions import Text, Texts
from engine.study.term_links import Forms, linked, words
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.filled_in import filled_in

FILE = "glossary.yaml"


class Term(BaseModel):
    """One term: what it ``says`` in one or two sentences, and other words that mean it ``also``.

    In phrases under ``unless`` it is another word: the capital of "Knight Capital".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Text
    says: Text
    also: Texts = ()
    unless: Texts = ()
    lesson: Text | None = None

    @property
    def name(self) -> str:
        """Return the term's address: "implied-volatility"."""
        return anchor(unicodedata.normalize("NFD", self.term).encode("ascii", "ignore").decode())

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every way in which it is written."""
        return (self.term, *self.also)


class _Terms(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: tuple[Term, ...]


class Entry(NamedTuple):
    """A term, and where it is written."""

    term: Term
    file: str
    line: int


Entries = tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Glossary:
    """All terms in the order of the alphabet. Compared by identity: an edit makes a new one."""

    entries: Entries = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what is explained, from A to Z."""
        return tuple(entry.term for entry in self.entries)

    @cached_property
    def by_name(self) -> dict[str, Term]:
        """Return each term by its address."""
        return {term.name: term for term in self.terms}

    @cached_property
    def forms(self) -> Forms:
        """Return the words that texts are searched for, each with the address of its term."""
        left = {phrase: "" for term in self.terms for phrase in term.unless}
        return Forms(left | {form: term.name for term in self.terms for form in term.forms})


def glossary_folder(path: Path) -> Folder[Entries]:
    """Return the folder that the glossary is read from."""
    return Folder(path, FILE, parse)


def parse(file: str, text: str) -> Parsed[Entries]:
    """Return the terms that a file's text explains, and every fault in it."""
    found, document = filled_in(_Terms, file, text)
    terms = found.terms if found else ()
    entries = tuple(
        Entry(term, file, document.line(("terms", place))) for place, term in enumerate(terms)
    )
    return Parsed(entries, tuple(sorted(document.faults)))


def glossary_of(files: Mapping[str, Parsed[Entries]]) -> Glossary:
    """Return the glossary that files make together."""
    entries = (entry for parsed in files.values() for entry in parsed.content)
    return Glossary(tuple(sorted(entries, key=lambda entry: entry.term.term.casefold())))


class WithLinks(NamedTuple):
    """Blocks of a section with links to the glossary, and the addresses of their terms."""

    blocks: tuple[Block, ...]
    names: frozenset[str]


def with_links(blocks: Iterable[Block], glossary: Glossary) -> WithLinks:
    """Return a section's blocks with a link on each term where the section first names it."""
    found: list[Block] = []
    met = frozenset[str]()
    for block in blocks:
        if isinstance(block, Embedded):
            found.append(block)
        else:
            text, met = linked(block.text, glossary.forms, met)
            found.append(block._replace(text=text))
    return WithLinks(tuple(found), met)


def same_words(glossary: Glossary) -> Iterator[Fault]:
    """Yield a fault for every form that stands twice: nobody could say which term it means."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in sorted(glossary.entries, key=lambda entry: (entry.file, entry.line)):
        for form in entry.term.forms:
            known = first.setdefault(words(form), entry)
            if known is not entry:
                yield Fault(
                    file=entry.file,
                    line=entry.line,
                    message=f'"{form}" is already used by "{known.term.term}" on line {known.line}',
                    remedy="keep it in one of the two",
                    code="same-name",
                )
