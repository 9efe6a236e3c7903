"""An option says nothing about why: whoever chose it learns only that it was wrong."""

from collections.abc import Iterator

from engine.study.rules._item import Found, Item

SOURCE = "Butler & Roediger (2008): feedback keeps a test from teaching its wrong options"
BREAKS = """
ask: Which trade hedges short calls?
right: {Buy shares: Their delta is positive.}
wrong: {Sell shares: "", Wait: The delta stays.}
"""
KEEPS = """
ask: How many shares hedge {n} calls of delta 0.50?
vars: {n: 10 to 20 step 5}
answer: n * 100 * 0.5 shares
traps: {n * 100: That is a delta of 1.}
why: "{n} × 100 × 0.50."
"""


def item(item: Item) -> Iterator[Found]:
    """Find options and traps without a reason, and a number without ``why``."""
    question = item.question
    written = {"option": {one.text: one.why for one in question.options}, "trap": question.traps}
    for what, reasons in written.items():
        for text, why in reasons.items():
            if not why.strip():
                remedy = "write a colon after it, then why it is right or wrong"
                yield Found(f'the {what} "{text[:40]}" has no reason', remedy)
    if question.kind == "number" and not question.why:
        yield Found("nothing says why the number is right", 'add "why", with the calculation')
