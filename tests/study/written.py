"""Good files as an instructor writes them, and the ways in which the tests spoil them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from hypothesis import settings

from engine.errors import Fault

LAW = settings(deadline=None, derandomize=True, max_examples=100)

BANK_FILE = "quiz_bank/hedging.yaml"
BANK = """\
topic: Delta hedging
objective: MM-2
source: Course notes
questions:
  - id: hedge-short-calls
    ask: You are short 20 calls. Which trade hedges them?
    right:
      Buy shares: Short calls lose when the share rises.
    wrong:
      Sell shares: That doubles the exposure.
      Wait for expiry: The direction stays open.
    level: apply
  - id: sign-of-short-gamma
    ask: Which sign has the gamma of short calls?
    right:
      Below zero: Sold options have negative gamma.
    wrong:
      Above zero: That is the gamma of bought options.
      Zero: Only a share has no gamma.
    hint: Think of delta after a rise.
"""
FIRST, SECOND = "hedge-short-calls", "sign-of-short-gamma"

LESSON_FILE = "content/02-short-calls.md"
LESSON = """\
---
title: Short calls
objective: After this lesson you can hedge short calls.
minutes: 12
sources:
  - Course notes
---

After this page you can hedge calls sold for C$5,460.

## First the sign

```question hedge-short-calls
```

A delta of $d_1$ costs C$80.

> **Pitfall.** *"Delta is all."* A gap
> costs C$8,837.

```figure whipsaw
contracts: 40
move: 2.5
```

## Hold it

```live one-line
```
"""

PRESET_FILE = "content/presets/1-one-line.yaml"
PRESET = """\
title: One line
note: Twenty calls sold at the money.
address: "spot=80&book=-20_call_80_45_24"
try:
  - ask: The share rises to C$84. What becomes of your delta?
    right:
      It falls: Each call behaves more like 100 shares.
    wrong:
      It stays: The calls have gamma.
    drag: spot to 84
    see: Your delta went from {delta.before} to {delta.now} shares.
"""

_MOMENTS = count(1_700_000_000_000_000_000, 1_000_000_000)


def spoilt(text: str, old: str, new: str) -> str:
    """Return the text with its one ``old`` replaced."""
    assert text.count(old) == 1, f"{text.count(old)} times in the text: {old!r}"
    return text.replace(old, new)


def without(text: str, *rows: str) -> str:
    """Return the text without the lines that begin so."""
    kept = [row for row in text.splitlines(keepends=True) if not row.strip().startswith(rows)]
    return "".join(kept)


def letters(faults: Iterable[Fault]) -> list[str]:
    """Return the faults as their readers see them."""
    return [str(fault) for fault in faults]


def write(path: Path, text: str | bytes) -> Path:
    """Write a file as a person does: some time after whatever was written before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    moment = next(_MOMENTS)
    os.utime(path, ns=(moment, moment))
    return path
