"""One question of each kind, as an instructor writes them."""

from __future__ import annotations

from typing import Any

import yaml

from engine.study.questions import Question

FILE = """\
topic: One of each kind
objective: MM-2
questions:
  - id: choice
    ask: You are short 20 calls. Which trade hedges them?
    right:
      Buy shares: Short calls lose when the share rises.
    wrong:
      Sell shares: That doubles it.
      Wait: The direction stays open.
    hint: Which way does it hurt?
  - id: select
    ask: What makes the delta of short calls fall?
    right:
      The share rises: Gamma is negative.
      More calls are sold: That is more short delta.
    wrong:
      The share falls: Delta rises.
      Shares are bought: That adds delta.
  - id: number
    ask: A market maker sells {n} calls at C$3, delta {delta}. How many shares must it buy?
    vars:
      n: 10 to 50 step 5
      delta: 0.30 to 0.70 step 0.05
    answer: n * 100 * delta shares ± 1
    traps:
      n * delta: One contract covers 100 shares.
      n * 100: That is the hedge for a delta of 1.
    why: "{n} × 100 × {delta} = {answer} shares."
    hints: [Delta per share first., Times shares per contract., Times contracts.]
    simulator: "book?spot=80&book=-{n}_call_80_45_24"
    lesson: hedging-with-the-underlying
  - id: order
    ask: Put the steps of a delta hedge in order.
    order: [Compute the delta, Trade the opposite, Watch the price, Rebalance]
    why: Measure, trade, watch, repeat.
"""
TOPIC = "One of each kind"


def question(name: str, **written: Any) -> Question:
    """Return a question with an id of its own."""
    shared = {"topic": TOPIC, "objective": "MM-2"}
    return Question.model_validate({**shared, "id": name, **written})


def _written() -> dict[str, Question]:
    items = yaml.load(FILE, yaml.BaseLoader)["questions"]
    return {item["id"]: question(item.pop("id"), **item) for item in items}


BY_ID = _written()
CHOICE, SELECT, NUMBER, ORDER = BY_ID.values()
