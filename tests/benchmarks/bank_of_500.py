"""How long a bank of 500 questions takes to read, to check and to look at again on each click."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from engine.study.bank import bank_of
from engine.study.course import Library
from engine.study.rules import review

COUNT, FILES = 500, 10

CHOICE = """\
  - id: choice-{n}
    ask: A market maker has sold {n} XYZ calls with strike {n}. Which trade hedges them, and why?
    right:
      Buy {n}00 shares: The calls lose when the share rises, and {n}00 shares gain as much.
    wrong:
      Sell {n}00 shares: Right size, wrong side.
      Buy {n} shares: One contract covers 100 shares.
      Wait for {n} days: The direction stays open.
    hint: Contracts × shares per contract × delta.
    level: recall
"""
SELECT = """\
  - id: select-{n}
    ask: Which risks stay in a book of {n} options?
    right: {{Volatility {n}: Shares have no vega., Gaps {n}: Nobody trades in a gap.}}
    wrong: {{Direction {n}: It was hedged., Dividends {n}: They were in the price.}}
    level: analyse
"""
ORDER = """\
  - id: order-{n}
    ask: Put the steps of hedge number {n} in order.
    order: [Measure the book {n}, Trade the opposite delta {n}, Watch the price {n}, Rebalance {n}]
"""
NUMBER = """\
  - id: number-{n}
    ask: A market maker sells {{n}} calls at C${{spot}}, strike {n}. How many shares must it buy?
    vars:
      n: 10 to 50 step 5
      spot: 76 to 84 step 0.5
      delta: call_delta(spot, 80, 45/365, 0.03, 0.24)
    answer: n * 100 * delta + {n} shares ± 1
    traps:
      n * delta: One contract covers 100 shares.
      n * 100 + 5000: That is the hedge for a delta of 1.00 and more.
    why: "{{n}} × 100 × {{delta:.4}} = {{answer}}."
"""
KINDS = (CHOICE, NUMBER, SELECT, CHOICE, NUMBER, ORDER)
"""A third of them with numbers that change."""


def write(folder: Path) -> None:
    """Write the bank, and a course around it."""
    (folder / "content").mkdir()
    (folder / "quiz_bank").mkdir()
    for file in range(FILES):
        numbers = range(file, COUNT, FILES)
        items = "".join(KINDS[number % len(KINDS)].format(n=number + 1) for number in numbers)
        text = f"topic: Topic {file}\nobjective: MM-{file % 8 + 1}\nquestions:\n{items}"
        (folder / "quiz_bank" / f"{file}.yaml").write_text(text, encoding="utf-8")


def timed(what: str, wanted: str, act: Callable[[], object], *, times: int = 1) -> None:
    """Print how much processor time something takes, beside what is wanted."""
    begun = process_time()
    for _ in range(times):
        act()
    print(f"{what:46} {(process_time() - begun) / times * 1000:9.2f} ms   (wanted: {wanted})")


def main() -> None:
    """Write a bank, then read it, review it, edit one file, and look again and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        library = Library(folder)
        timed("reading 500 questions", "below 1,000", library.course)
        bank = library.course().bank
        print(f"{len(bank.questions)} questions, {len(bank.faults)} faults, "
              f"{len(review(bank))} warnings")  # fmt: skip
        timed("reviewing them by the rules", "below 2,000", lambda: review(bank))
        timed("making the bank of files already read", "below 5", lambda: bank_of(bank.files))
        timed("looking when nothing changed", "below 0.5", library.course, times=1000)
        edited = folder / "quiz_bank" / "3.yaml"
        edited.write_text(edited.read_text("utf-8") + "\n# edited\n", encoding="utf-8")
        timed("reading one edited file of fifty questions", "below 150", library.course)


if __name__ == "__main__":
    main()
