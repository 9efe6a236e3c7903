"""An option speaks of all or none of the others: two right ones give away the third."""

import re
from collections.abc import Iterator

from engine.study.rules._item import Found, Item
from engine.study.rules._words import plain

SOURCE = "Haladyna, Downing & Rodriguez (2002), guidelines 25 and 26"
BREAKS = """
ask: Which of these has a vega?
right: A call
wrong: [A share, An index future, None of the above]
"""
KEEPS = """
ask: What does a hedge with shares remove?
right: All of the delta, for a small move
wrong: [All of the gamma and all of the vega, None of the delta, Only the theta]
"""
_QUANTITY = r"(?:all|none|any|both|neither|each|every one|most|some)"
_ABOVE = re.compile(
    rf"\b{_QUANTITY}(?: of)?(?: the)? (?:above|foregoing|preceding|aforementioned)(?![-\w])", re.I
)
_OTHERS = re.compile(
    rf"^{_QUANTITY}(?: of)?(?: the| these| those)? ?(?:these|those|them|others?|listed|given|"
    r"(?:other )?(?:answers?|options?|choices?|statements?|alternatives?))"
    r"(?: (?:is|are|listed|given|appl(?:y|ies))\b.*)?[.,;]?$",
    re.I,
)
_VERDICT = re.compile(
    r"^(?:all|none|both|neither) (?:is|are) (?:right|correct|true|wrong|false)\b", re.I
)


def item(item: Item) -> Iterator[Found]:
    """Find options like "all of the above", "none of these", "both are correct"."""
    for text in (*item.right, *item.wrong):
        seen = plain(text)
        if _ABOVE.search(seen) or _OTHERS.match(seen) or _VERDICT.match(seen):
            yield Found(
                f'the option "{seen[:40]}" speaks of the others', "write an option of its own"
            )
