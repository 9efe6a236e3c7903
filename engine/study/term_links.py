"""Terms of the glossary inside a text become links to it, each where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

PAGE = "glossary"
"""The page that explains a term: a link leads to glossary?term=gamma."""

_WORD = r"[^\W_]+(?:-[^\W_]+)*"
_LEFT_ALONE = (
    r"^```.*?^```",  # a block of code
    r"`[^`]*`",
    r"^\#{1,6} .*?$",  # a heading
    r"(?<!\\)\$(?:\\.|[^$\\])+\$",  # LaTeX; money is escaped
    r"!?\[(?:[^\[\]]|\[[^\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])",  # a link or a picture
    r"<[^>\s]+>",
    r"https?://\S+",
    r"\\[A-Za-z]+",
)
_PIECE = re.compile(f"{'|'.join(_LEFT_ALONE)}|(?P<word>{_WORD})", re.MULTILINE | re.DOTALL)
_GAP = re.compile(r"[ \t]*\n?[ \t]*")

Words = tuple[str, ...]


def words(text: str) -> Words:
    """Return the words of a text as they are compared: their case does not matter.

    >>> words("Delta-neutral, or short  Gamma")
    ('delta-neutral', 'or', 'short', 'gamma')
    """
    return tuple(word.casefold() for word in re.findall(_WORD, text))


class Forms:
    """What to look for in texts. Compared by identity, so that what was found can be kept."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """``names`` gives the address of a term by each form in which it is written.

        A form without an address is left alone, and what it holds is too.
        """
        self._by_first: dict[str, list[tuple[Words, str]]] = {}
        for form, name in names.items():
            if written := words(form):
                self._by_first.setdefault(written[0], []).append((written, name))
        for same_start in self._by_first.values():
            same_start.sort(key=lambda found: -len(found[0]))

    def beginning(self, word: str) -> list[tuple[Words, str]]:
        """Return the forms that begin with a word, the longest first."""
        return self._by_first.get(word.casefold(), [])


class Linked(NamedTuple):
    """A text with its links, and the addresses of all terms that were met up to its end."""

    text: str
    met: frozenset[str]


@lru_cache(maxsize=4096)
def linked(text: str, forms: Forms, met: frozenset[str] = frozenset()) -> Linked:
    """Return a Markdown text with a link on each term that was not ``met`` before.

    Headings, code, formulas and what is a link already are left alone. The longest form wins.

    >>> linked("Gamma moves delta; gamma is `gamma`.", Forms({"gamma": "gamma"})).text
    '[Gamma](glossary?term=gamma) moves delta; gamma is `gamma`.'
    """
    parts, end, seen = [], 0, set(met)
    for start, stop, name in _terms(text, forms):
        if name and name not in seen:
            seen.add(name)
            parts += [text[end:start], f"[{text[start:stop]}]({PAGE}?term={name})"]
            end = stop
    return Linked("".join((*parts, text[end:])), frozenset(seen))


def _terms(text: str, forms: Forms) -> Iterator[tuple[int, int, str]]:
    """Yield where each term begins and ends, and its address."""
    pieces = list(_PIECE.finditer(text))
    place = 0
    while place < len(pieces):
        count, name = _longest(text, pieces, place, forms)
        if count:
            yield pieces[place].start(), pieces[place + count - 1].end(), name
        place += max(count, 1)


def _longest(text: str, pieces: list[re.Match[str]], place: int, forms: Forms) -> tuple[int, str]:
    """Return how many pieces the longest term from here on has, and its address."""
    for form, name in forms.beginning(pieces[place]["word"] or ""):
        run = pieces[place : place + len(form)]
        same = tuple((piece["word"] or "").casefold() for piece in run) == form
        if same and all(
            _GAP.fullmatch(text, one.end(), after.start()) for one, after in pairwise(run)
        ):
            return len(form), name
    return 0, ""
