"""The question asks for what is not so, and a hasty reader overlooks the small word."""

import re
from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import asking, plain, unquoted

SOURCE = "Haladyna, Downing & Rodriguez (2002), guideline 17; NBME Item-Writing Guide (2020), ch. 3"
BREAKS = """
ask: Which of these is not a Greek of the whole book?
right: Beta
wrong: [Delta, Gamma, Vega]
"""
KEEPS = """
ask: You have not hedged yet. Which of these does **NOT** change your delta?
right: A quote
wrong: [A trade, A move of the share, A day that passes]
"""
_BOLD = re.compile(
    r"(?:\*\*|__)[^*_]*\b(?:not|never|except|least|cannot|n't)\b[^*_]*(?:\*\*|__)", re.I
)
_LONGEST = 600
"""Characters of a sentence that are looked at, from its end."""
_NEW_CLAUSE = (
    "that|if|when|while|because|who|whose|which|what|as|where|although|since|after|before|unless|"
    "whether"
)
_STEP = rf"(?:(?!(?:{_NEW_CLAUSE})\b)[\w'’-]+\s+)"
_NOT = r"(?:not(?! to\b)|never|cannot|\w+n['’]t)\b"
_VERB = r"(?:is|are|was|were|has|have|does|do|did|can|may|will|would)\b"
_ASKS = (
    r"(?:^(?:and |but |so )?(?:\w+\s+)?(?:which|what|who)|[;:–—]\s*(?:which|what|who)"
    rf"|,\s*(?:which|what|who)(?!\s+{_VERB}))"
)
"""A question word that asks: no relative one, which stands after its noun or before its verb."""
_NEGATIVE = (
    re.compile(rf"{_ASKS}\s+{_STEP}{{0,9}}?(?P<word>{_NOT})", re.I),
    re.compile(rf"^{_STEP}{{1,9}}?(?P<word>{_NOT})[^,;]*[:…]$", re.I),
    re.compile(r"\b(?P<word>except)(?: for)?(?: one)?\W*$", re.I),
    re.compile(
        r"\b(?:following|these|those|statements?|options?|choices?)\b.*\b(?P<word>except)\b", re.I
    ),
    re.compile(r"(?<!at )(?<!\bnot )\b(?P<word>least)\b(?! (?:amount|number|sum)\b)", re.I),
)


def item(item: Item) -> Iterator[Found]:
    """Find not, except or least in the sentence that asks, unless it stands in bold."""
    sentence = asking(unquoted(item.ask))
    if _BOLD.search(sentence):
        return
    seen = plain(sentence)[-_LONGEST:]
    for pattern in _NEGATIVE:
        if found := pattern.search(seen):
            word = found["word"]
            remedy = f'ask for what is so, or write "**{word.upper()}**"'
            yield Found(f'the question turns on "{word}", which is easily overlooked', remedy)
            return
