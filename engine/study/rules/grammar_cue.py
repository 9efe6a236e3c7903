"""Grammar gives it away: only the right option fits "a" or "an", or singular or plural."""

import re
from collections.abc import Callable, Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import asking, plain

SOURCE = (
    "Haladyna, Downing & Rodriguez (2002), guideline 28c; NBME Item-Writing Guide (2020), ch. 3"
)
BREAKS = """
ask: "A contract on a basket of shares that pays at one date is called an"
right: index future
wrong: [share, call, warrant]
"""
KEEPS = """
ask: "A contract on a basket of shares that pays at one date is called:"
right: an index future
wrong: [a share, a call, an exchange-traded fund]
"""
_ARTICLE = re.compile(r"\b(an?)\s*(?:_{2,}|…|\.{3}|:)?\s*[.?]?$", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"^(?:[aeio]|u(?!ni|se|su|ti|ro)|h(?:our|on|eir)|8|1[18](?!\d))", re.I)
_CONSONANT_SOUND = re.compile(r"^(?:eu|one\b|once\b|uni|use|usu)", re.I)
_SPELT = re.compile(r"^[AEFHILMNORSX](?=[A-Z0-9])[A-Z0-9]+\b")
_SPELT_CONSONANT = re.compile(r"^[BCDGJKPQTUVWYZ][A-Z0-9]+\b")
_ASKS_PLURAL = re.compile(
    r"\b(?:which|what)\s+(?:of (?:these|the following|them)\s+are|are|(?:two|three|four)\b|"
    r"(?!this\b)[a-z]+(?<![suia])s\s+(?:are|have|do|were)\b)|\bare\s*[:…]$",
    re.IGNORECASE,
)
_ASKS_SINGULAR = re.compile(
    r"\b(?:which|what)\s+(?:of (?:these|the following|them)\s+is|one|"
    r"(?:[a-z]+(?<!s)|[a-z]+ss)\s+(?:is|has|does|was)\b)|\bis\s*[:…]$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"^[\w-]+(?:,? [\w-]+){0,2},? and [\w-]+(?: [\w-]+)?$", re.IGNORECASE)
_LONGEST = 5
"""Words. Longer options are clauses, whose number says nothing."""


def item(item: Item) -> Iterator[Found]:
    """Find that the question's article or number fits the right options and no wrong one.

    For an article one wrong option that does not fit is enough: it can be ruled out unread.
    """
    if not item.wrong or item.numbers:
        return
    asked = plain(asking(item.ask))
    if found := _ARTICLE.search(asked):
        yield from _article(item, found[1].lower())
    number = _asked_number(asked)
    if number and _only_right(item, lambda text: _number(text) == number):
        message = f"the question asks for a {number}, and only the right option is one"
        yield Found(message, "let a wrong option agree with the question too")


def _article(item: Item, article: str) -> Iterator[Found]:
    fits = [_needs(text) == article for text in item.right]
    misfits = [text for text in item.wrong if _needs(text) != article]
    if all(fits) and misfits:
        message = f'"{article}" before the options does not fit "{plain(misfits[0])[:40]}"'
        yield Found(message, 'end the question before it, and write "a" or "an" in every option')


def _only_right(item: Item, fits: Callable[[str], bool]) -> bool:
    known = all(_number(text) for text in (*item.right, *item.wrong))
    return known and all(map(fits, item.right)) and not any(map(fits, item.wrong))


def _needs(text: str) -> str:
    """Return the article that a text needs by its sound.

    >>> [_needs(word) for word in ("index", "future", "hour", "unit", "ETF", "XYZ call", "8 %")]
    ['an', 'a', 'an', 'a', 'an', 'an', 'an']
    """
    seen = plain(text)
    if _SPELT.match(seen):
        return "an"
    if _SPELT_CONSONANT.match(seen) or _CONSONANT_SOUND.match(seen):
        return "a"
    return "an" if _VOWEL_SOUND.match(seen) else "a"


def _asked_number(sentence: str) -> str:
    plural, singular = _ASKS_PLURAL.search(sentence), _ASKS_SINGULAR.search(sentence)
    return "" if bool(plural) == bool(singular) else "plural" if plural else "singular"


def _number(text: str) -> str:
    """Return whether a short option names one thing or several; nothing where that is unclear.

    >>> _number("Gamma and vega"), _number("The share"), _number("Shares"), _number("Buy 20 calls")
    ('plural', 'singular', 'plural', '')
    """
    seen = plain(text).rstrip(".")
    parts = seen.split()
    if _SEVERAL.match(seen):
        return "plural"
    if not 0 < len(parts) <= _LONGEST or any(map(str.isdigit, seen)):
        return ""
    if len(parts) > 1 and parts[0].lower() not in _DETERMINERS:
        return ""
    last = parts[-1].lower()
    return "plural" if last.endswith("s") and not last.endswith(("ss", "us", "is")) else "singular"


_BEFORE_NOUNS = "a an the its their your this these"
_DETERMINERS = frozenset(_BEFORE_NOUNS.split())
