"""What rules look for in prose: its words without markup, its sentences, what a sentence asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_MATHS = re.compile(r"\$(?=[A-Za-z\\])([^$\n]+)\$")
_COMMAND = re.compile(r"\\[A-Za-z]+|[{}^_\\]")
_MARKUP = re.compile(r"[*`]+|(?<!\w)_|_(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_SENTENCE = re.compile(r"[^.?!]+(?:[.](?=\w)[^.?!]*)*[.?!:…]*")
_ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")

_LONGEST_KEPT = 1_000
"""Characters."""
Result = TypeVar("Result")

_FUNCTION_WORDS = """
a about after again all also an and any are as at be because been before being between both
but by can cannot could did do does doing down during each for from further had has have
having he her here him his how if in into is it its itself just may me might more most must
my no nor not now of off on once one only or other our out over own same she should so some
such than that the their them then there these they this those through to too two under
until up very was we were what when where which while who whom whose why will with would you
your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that carry grammar, not content."""


def _remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Return a function that keeps what it said of the latest texts, but of no very long one."""
    kept = lru_cache(maxsize=4_096)(function)

    @wraps(function)
    def asked(text: str) -> Result:
        return kept(text) if len(text) <= _LONGEST_KEPT else function(text)

    return asked


@_remembered
def plain(text: str) -> str:
    """Return a text as it is read: without Markdown signs and without LaTeX commands.

    >>> plain("Sell **900** shares at $S_0$")
    'Sell 900 shares at S0'
    """
    text = _MATHS.sub(lambda found: _COMMAND.sub("", found[1]), text)
    return " ".join(_MARKUP.sub("", text).split())


@_remembered
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without possessive s; numbers are none.

    >>> words("Buy 900 XYZ shares: the book's delta isn't flat.")
    ('buy', 'xyz', 'shares', 'the', 'book', 'delta', "isn't", 'flat')
    """
    found = (word.lower().replace("’", "'") for word in _WORD.findall(plain(text)))
    return tuple(word.removesuffix("'s") for word in found)


def stem(word: str) -> str:
    """Return a word without its ending, so that forms of one word are the same.

    >>> stem("hedges") == stem("hedging") == stem("hedged") == stem("hedge")
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@_remembered
def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry content."""
    return frozenset(stem(word) for word in words(text) if word not in FUNCTION_WORDS)


def unquoted(text: str) -> str:
    """Return a text without what it quotes.

    >>> unquoted('What does "not held" mean?')
    'What does  mean?'
    """
    return _QUOTED.sub("", text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a point inside a number ends none.

    >>> sentences("Delta is 0.45. Which trade hedges it?")
    ['Delta is 0.45.', 'Which trade hedges it?']
    """
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip(" .?!:…")]


def asking(text: str) -> str:
    """Return the sentence of a text that asks: the last with a question mark, or the last.

    >>> asking("You have not hedged. What is your result? Ignore costs.")
    'What is your result?'
    """
    found = sentences(text)
    questions = [sentence for sentence in found if sentence.endswith("?")]
    return (questions or found or [""])[-1]
