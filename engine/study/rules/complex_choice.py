"""Options combine statements ("I and II only"): that tests reading tables, not the subject."""

import re
from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 9 (complex multiple choice, type K)"
BREAKS = """
ask: "I. Calls have gamma. II. Shares have gamma. III. Futures have vega. Which is true?"
right: I only
wrong: [I and II only, "II, III", "I, II and III"]
"""
KEEPS = """
ask: Which of these have gamma? Choose all.
right: [A call, A put]
wrong: [A share, An index future, I am flat]
"""
_AND = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s*(?:&|\+)\s*|\s+(?:and|or)\s+)"
_ROMAN = r"\(?(?:I{1,3}|IV|VI{0,3})[.)]?"
_COUNTED = r"\(?\d[.)]?"
_ONLY = r"(?:both |only |neither )?"
_PATTERNS = (
    re.compile(rf"^{_ONLY}{_ROMAN}(?:{_AND}{_ROMAN})+(?: only)?\.?$", re.I),
    re.compile(rf"^{_ONLY}{_ROMAN} only\.?$", re.I),
    re.compile(rf"^only {_ROMAN}\.?$", re.I),
    re.compile(rf"^{_ONLY}{_COUNTED}(?:{_AND}{_COUNTED})* only\.?$", re.I),
    re.compile(
        rf"^{_ONLY}(?:statements?|points?) {_COUNTED}(?:{_AND}{_COUNTED})*(?: only)?\.?$", re.I
    ),
    re.compile(rf"^{_ONLY}(?:statements?|points?) {_ROMAN}(?:{_AND}{_ROMAN})*(?: only)?\.?$", re.I),
)


def item(item: Item) -> Iterator[Found]:
    """Find options that name statements by their numbers."""
    for text in (*item.right, *item.wrong):
        seen = plain(text)
        if any(pattern.match(seen) for pattern in _PATTERNS):
            remedy = 'make the statements the options, several under "right" (select all)'
            yield Found(f'the option "{seen[:40]}" combines numbered statements', remedy)
            return
