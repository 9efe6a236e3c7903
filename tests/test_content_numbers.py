"""Every number printed in the first two lessons and their question files, computed anew."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from scipy.stats import norm

from engine.pricing import black_scholes

ROOT = Path(__file__).resolve().parent.parent
SOURCES = "content/01-where-exposure-comes-from.md"
CALLS = "content/02-short-calls-delta-gamma.md"
WHY_BANK = "quiz_bank/why-exposure-is-managed.yaml"
SOURCES_BANK = "quiz_bank/where-exposure-comes-from.yaml"
CALLS_BANK = "quiz_bank/short-calls.yaml"

SOLD = -20 * 100
HEDGE = 1_043
ASK = 2.76
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Printed(NamedTuple):
    """A number as a file prints it, and what it should be; ``tolerance`` is half a last digit."""

    file: str
    snippet: str
    computed: float
    printed: float
    tolerance: float = 0.5


def greeks(
    spot: float = 80.0, days: float = 45.0, volatility: float = 0.24
) -> black_scholes.Greeks:
    """Return the Greeks of one share's worth of the lessons' call."""
    return black_scholes.greeks(
        kind="call",
        spot=spot,
        strike=80.0,
        years=days / 365,
        volatility=volatility,
        rate=0.03,
        dividend_yield=0.02,
    )


def value(spot: float = 80.0, days: float = 45.0, volatility: float = 0.24) -> float:
    """Return the value of the lessons' call per share."""
    return float(greeks(spot, days, volatility).value)


def book_delta(spot: float = 80.0, days: float = 45.0) -> float:
    """Return the delta of the 20 short calls in shares."""
    return SOLD * float(greeks(spot, days).delta)


def book_gamma(days: float = 45.0) -> float:
    """Return the gamma of the 20 short calls in shares per C$1, at C$80."""
    return SOLD * float(greeks(days=days).gamma)


def result(
    spot: float = 80.0, days: float = 45.0, volatility: float = 0.24, shares: float = 0.0
) -> float:
    """Return the profit of the 20 short calls and some shares since C$80, 45 days and 24 %."""
    return SOLD * (value(spot, days, volatility) - value()) + shares * (spot - 80.0)


EDGE = (ASK - value()) * 2_000
THETA = SOLD * float(greeks().theta) / 365
VEGA = SOLD * float(greeks().vega) / 100
PREMIUM = 2_000 * value()
ROUND_TRIP = 227 * 2

LESSON_ONE = (
    Printed(SOURCES, "is worth C$2.73", value(), 2.73, 0.005),
    Printed(SOURCES, "at about C$0.03 a share above their value", ASK - value(), 0.03, 0.005),
    Printed(SOURCES, "have sold calls on 2,000 shares", 20 * 100, 2_000),
    Printed(SOURCES, "That is about C$60 for you", EDGE, 60),
    Printed(SOURCES, "The edge was real, about C$60.", EDGE, 60),
    Printed(SOURCES, "made them C$872 dearer", -result(80.8), 872),
    Printed(SOURCES, "sell 50 contracts of the same series to you", 80 - 30, 50),
    Printed(SOURCES, "a distance of about 14 contracts", math.sqrt(200), 14),
    Printed(SOURCES, "is about 14)", math.sqrt(200), 14),
    Printed(SOURCES, "With 60 % buyers you end 40 contracts short", 200 * (0.6 - 0.4), 40),
    Printed(SOURCES, "With 80 % buyers it is 120.", 200 * (0.8 - 0.2), 120),
    Printed(SOURCES, "edge of about C$3 a contract", (ASK - value()) * 100, 3),
    Printed(SOURCES, "Your income is about C$600.", 200 * 3, 600),
    Printed(SOURCES, "short about 120 calls", 200 * (0.8 - 0.2), 120),
    Printed(SOURCES, "they cost you about C$5,230", -6 * result(80.8), 5_230),
    Printed(SOURCES, "(C$43.58 each)", -result(80.8) / 20, 43.58, 0.005),
    Printed(SOURCES, "a rise of 1 % costs this book C$872", -result(80.8), 872),
    Printed(SOURCES, "8 % higher, at C$86.40", 80 * 1.08, 86.40, 0.005),
    Printed(SOURCES, "the share rises 1 % | −C$872 |", -result(80.8), 872),
    Printed(SOURCES, "from 24 % to 26 % | −C$446 |", -result(volatility=0.26), 446),
    Printed(SOURCES, "one calendar day passes | +C$62 |", result(days=44), 62),
    Printed(SOURCES, "the share jumps 8 % up | −C$8,837 |", -result(86.4), 8_837),
    Printed(SOURCES, "One quiet day pays about C$60.", result(days=44), 60, 5),
)

LESSON_TWO = (
    Printed(CALLS, "Ours is about 0.52", float(greeks().delta), 0.52, 0.005),
    Printed(CALLS, "the call gains about C$0.05 a share", value(80.1) - value(), 0.05, 0.005),
    Printed(CALLS, "the delta of this call is 0.5213", float(greeks().delta), 0.5213, 0.00005),
    Printed(CALLS, "−20 × 100 × 0.5213 = −1,043 shares", 2_000 * 0.5213, 1_043),
    Printed(CALLS, "moves like 1,043 shares sold short", -book_delta(), 1_043),
    Printed(CALLS, "1,043 × C$80 = C$83,440", 1_043 * 80, 83_440),
    Printed(CALLS, "the calls cost you C$1,101", -result(81), 1_101),
    Printed(CALLS, "the shares earn you C$1,043", HEDGE * 1, 1_043),
    Printed(CALLS, "So C$58 is missing", -result(81, shares=HEDGE), 58),
    Printed(CALLS, "the C$58 missing in the worked example", -result(81, shares=HEDGE), 58),
    Printed(CALLS, "loss which 1,043 shares pay back", -book_delta(), 1_043),
    Printed(CALLS, "each has a delta of 0.6352", float(greeks(82).delta), 0.6352, 0.00005),
    Printed(CALLS, "still it is short 227 shares", -book_delta(82) - HEDGE, 227),
    Printed(CALLS, "your delta is close to −2,000", -SOLD, 2_000),
    Printed(CALLS, "a gamma of −118 shares per C$1", -book_gamma(), 118),
    Printed(CALLS, "2 × −118 = −236 shares", 2 * 118, 236),
    Printed(CALLS, "(the true figure is −227)", -book_delta(82) - HEDGE, 227),
    Printed(CALLS, "*long* 238 shares", book_delta(78) + HEDGE, 238),
    Printed(CALLS, "−118 shares per C$1 with 45 days left", -book_gamma(), 118),
    Printed(CALLS, "and −355 with 5 days left", -book_gamma(days=5), 355),
    Printed(CALLS, "−1,270 and −805 shares", -book_delta(82), 1_270),
    Printed(CALLS, "−1,270 and −805 shares", -book_delta(78), 805),
    Printed(CALLS, "let 40 of the 45 days pass", 45 - 5, 40),
    Printed(CALLS, "−1,630 and −377", -book_delta(82, days=5), 1_630),
    Printed(CALLS, "−1,630 and −377", -book_delta(78, days=5), 377),
    Printed(CALLS, "the rise would have cost C$2,316", -result(82), 2_316),
    Printed(CALLS, "so it holds 1,000 shares", round(HEDGE, -2), 1_000),
    Printed(CALLS, "½ × −118 × 2² = −C$236", 0.5 * 118 * 2**2, 236),
    Printed(CALLS, "The table says −C$230 and", -result(82, shares=HEDGE), 230),
    Printed(CALLS, "and −C$238. And", -result(78, shares=HEDGE), 238),
    Printed(CALLS, "½ × −118 × 1² = −C$59", 0.5 * 118, 59),
    Printed(CALLS, "At C$82 your delta was −227", -book_delta(82) - HEDGE, 227),
    Printed(CALLS, "so you bought 227 shares", -book_delta(82) - HEDGE, 227),
    Printed(CALLS, "227 × C$2 = C$454 lost", ROUND_TRIP, 454),
    Printed(CALLS, "With the old hedge you lose C$1,919", -result(86, shares=HEDGE), 1_919),
    Printed(
        CALLS,
        "With the 227 extra shares you lose C$1,011",
        -result(86, shares=HEDGE) - 227 * 4,
        1_011,
    ),
    Printed(CALLS, "about +C$61 a day for this book", THETA, 61),
    Printed(CALLS, "The short sum says −C$470.", 0.5 * 118 * 3**2 - 61, 470),
    Printed(CALLS, "answer is −C$453 after a rise", -result(83, days=44, shares=HEDGE), 453),
    Printed(CALLS, "and −C$479 after a fall", -result(77, days=44, shares=HEDGE), 479),
    Printed(CALLS, "(Theta is C$61 a day at this moment.", THETA, 61),
    Printed(CALLS, "a whole day without a move brings C$62", result(days=44), 62),
    Printed(CALLS, "80 × 0.24 ÷ 19.1", math.sqrt(365), 19.1, 0.05),
    Printed(CALLS, "÷ 19.1, or C$1.00", 80 * 0.24 / math.sqrt(365), 1.00, 0.005),
    Printed(CALLS, "about 68 % of them", 100 * float(norm.cdf(1) - norm.cdf(-1)), 68),
)

MOVES = tuple(
    row
    for spot, alone, hedged, delta, snippet in (
        (76, 3_230, 942, 463, "| C$76 | +C$3,230 | −C$942 | +463 shares | sell 463 |"),
        (78, 1_848, 238, 238, "| C$78 | +C$1,848 | −C$238 | +238 shares | sell 238 |"),
        (82, -2_316, 230, -227, "| C$82 | −C$2,316 | −C$230 | −227 shares | buy 227 |"),
        (84, -5_064, 892, -428, "| C$84 | −C$5,064 | −C$892 | −428 shares | buy 428 |"),
    )
    for row in (
        Printed(CALLS, snippet, result(spot), alone),
        Printed(CALLS, snippet, -result(spot, shares=HEDGE), hedged),
        Printed(CALLS, snippet, book_delta(spot) + HEDGE, delta),
    )
)

ONE_DAY = tuple(
    Printed(CALLS, snippet, result(80 + move, days=44, shares=HEDGE), printed)
    for move, printed, snippet in (
        (0.0, 62, "| C$0.00 | +C$62 |"),
        (0.5, 47, "| C$0.50 | +C$47 |"),
        (1.0, 3, "| C$1.00 | +C$3 |"),
        (2.0, -170, "| C$2.00 | −C$170 |"),
        (3.0, -453, "| C$3.00 | −C$453 |"),
    )
)

QUESTIONS = (
    Printed(SOURCES_BANK, "each call is worth C$3.17 per share", value(80.8), 3.17, 0.005),
    Printed(SOURCES_BANK, "A loss of about C$800:", (value(80.8) - ASK) * 2_000, 800, 50),
    Printed(SOURCES_BANK, "is −C$820 with", (3.17 - 2.76) * 2_000, 820),
    Printed(SOURCES_BANK, "−C$811 without rounding", (value(80.8) - ASK) * 2_000, 811),
    Printed(SOURCES_BANK, "Your edge of C$60", EDGE, 60),
    Printed(SOURCES_BANK, "A gain of about C$60:", EDGE, 60),
    Printed(SOURCES_BANK, "A gain of about C$800:", (value(80.8) - ASK) * 2_000, 800, 50),
    Printed(SOURCES_BANK, "A loss of about C$8:", (3.17 - 2.76) * 20, 8),
    Printed(SOURCES_BANK, "0.41 × 20 leaves out", 3.17 - 2.76, 0.41, 0.005),
    Printed(SOURCES_BANK, "Short 30 contracts:", 80 - 50, 30),
    Printed(SOURCES_BANK, "Short 130 contracts:", 80 + 50, 130),
    Printed(SOURCES_BANK, "80 − 120 = −40", 200 * 0.6 - 200 * 0.4, 40),
    Printed(SOURCES_BANK, "That takes 10 % of 200", 100 * (0.6 - 0.5), 10),
    Printed(SOURCES_BANK, "Short 20 contracts:", 0.1 * 200, 20),
    Printed(SOURCES_BANK, "120 customers buy from you", 0.6 * 200, 120),
    Printed(SOURCES_BANK, "and 80 sell to you", 0.4 * 200, 80),
    Printed(SOURCES_BANK, "about C$60 for the 20 contracts", result(days=44), 60, 5),
    Printed(SOURCES_BANK, "so you lose, about C$872 here", -result(80.8), 872),
    Printed(SOURCES_BANK, "about C$446 here", -result(volatility=0.26), 446),
    Printed(SOURCES_BANK, "sold for C$5,460 in all", PREMIUM, 5_460),
    Printed(SOURCES_BANK, "A rise of 1 % would cost you C$872", -result(80.8), 872),
    Printed(SOURCES_BANK, "worth C$14,297 after the jump", 2_000 * value(86.4), 14_297),
    Printed(SOURCES_BANK, "which is C$8,837 more", -result(86.4), 8_837),
    Printed(SOURCES_BANK, "About C$8,800, as", -result(86.4), 8_800, 50),
    Printed(SOURCES_BANK, "About C$7,000, as", 8 * 872, 7_000, 50),
    Printed(SOURCES_BANK, "About C$5,500, as", PREMIUM, 5_500, 50),
    Printed(SOURCES_BANK, "About C$3,400, as", -result(86.4) - PREMIUM, 3_400, 50),
    Printed(CALLS_BANK, "20 × 100 × 0.5213 = 1,042.6", 2_000 * 0.5213, 1_042.6, 0.05),
    Printed(CALLS_BANK, "Buy 1,043 shares:", -book_delta(), 1_043),
    Printed(CALLS_BANK, "short 2,086 shares instead of none", 1_043 - book_delta(), 2_086),
    Printed(CALLS_BANK, "long 957 shares", 2_000 + book_delta(), 957),
    Printed(CALLS_BANK, "Buy 10 shares:", 20 * 0.5213, 10),
    Printed(CALLS_BANK, "each call's delta is now 0.6352", float(greeks(82).delta), 0.6352, 5e-5),
    Printed(CALLS_BANK, "−20 × 100 × 0.6352 = −1,270", 2_000 * 0.6352, 1_270),
    Printed(CALLS_BANK, "−227 shares:", -book_delta(82) - HEDGE, 227),
    Printed(CALLS_BANK, "−C$230 after a rise", -result(82, shares=HEDGE), 230),
    Printed(CALLS_BANK, "−C$238 after a fall", -result(78, shares=HEDGE), 238),
    Printed(CALLS_BANK, "It loses a little over C$200", -result(82, shares=HEDGE), 200, 40),
    Printed(CALLS_BANK, "lose 227 × 2 = C$454", ROUND_TRIP, 454),
    Printed(CALLS_BANK, "A loss of about C$450:", ROUND_TRIP, 450, 5),
    Printed(CALLS_BANK, "A loss of about C$230:", -result(82, shares=HEDGE), 230, 5),
    Printed(CALLS_BANK, "theta is +C$61 a day", THETA, 61),
    Printed(CALLS_BANK, "its gamma −118 shares per C$1", -book_gamma(), 118),
    Printed(CALLS_BANK, "½ × −118 × 3² = −C$531", 0.5 * 118 * 3**2, 531),
    Printed(CALLS_BANK, "A gain of about C$61:", THETA, 61),
    Printed(CALLS_BANK, "A loss of about C$470:", 0.5 * 118 * 3**2 - 61, 470, 5),
    Printed(CALLS_BANK, "A loss of about C$470:", -result(83, days=44, shares=HEDGE), 470, 20),
    Printed(CALLS_BANK, "A loss of about C$530:", 0.5 * 118 * 3**2, 530, 5),
    Printed(CALLS_BANK, "A loss of about C$1,000:", 118 * 3**2 - 61, 1_000, 5),
    Printed(CALLS_BANK, "−35 × 100 × 0.40 = −1,400", 35 * 100 * 0.40, 1_400),
    Printed(CALLS_BANK, "Buy 800 shares:", 35 * 100 * 0.40 - 600, 800),
    Printed(CALLS_BANK, "Buy 2,000 shares: >- The 600", 35 * 100 * 0.40 + 600, 2_000),
    Printed(CALLS_BANK, "would make that 1,600", 800 + 800, 1_600),
    Printed(CALLS_BANK, "vega is −C$223 per point", -VEGA, 223),
    Printed(CALLS_BANK, "You lose about C$446, with", -2 * VEGA, 446),
    Printed(CALLS_BANK, "You lose about C$446, with", -result(volatility=0.26), 446),
    Printed(CALLS_BANK, "You lose about C$223, the", -VEGA, 223),
    Printed(WHY_BANK, "0.9² = 81 %", 100 * 0.9**2, 81),
    Printed(WHY_BANK, "√(1 − 0.81) = 44 %", 100 * math.sqrt(1 - 0.9**2), 44),
)


def read(file: str) -> str:
    """Return a file's text on one line, without the marks of block quotes."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return " ".join(re.sub(r"^> ?", "", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize(
    "row",
    [*LESSON_ONE, *LESSON_TWO, *MOVES, *ONE_DAY, *QUESTIONS],
    ids=lambda row: f"{Path(row.file).stem}: {row.snippet} ({row.printed:g})",
)
def test_a_printed_number_is_what_the_engine_computes(row: Printed) -> None:
    """The snippet is in the file, shows the printed number, and the engine rounds to it."""
    assert row.snippet in read(row.file)
    shown = [float(number.replace(",", "")) for number in NUMBER.findall(row.snippet)]
    assert abs(row.printed) in shown
    assert row.computed == pytest.approx(row.printed, abs=row.tolerance)


@pytest.mark.parametrize(
    ("file", "snippet", "computed", "least", "most"),
    [
        (SOURCES, "more than fourteen times the edge", -result(80.8) / EDGE, 14, 15),
        (SOURCES, "the income of almost nine such days", -6 * result(80.8) / 600, 8.5, 9),
        (SOURCES, "more than 140 quiet days", -result(86.4) / result(days=44), 140, 150),
        (
            CALLS,
            "the loss about four times",
            result(84, shares=HEDGE) / result(82, shares=HEDGE),
            3.5,
            4.5,
        ),
        (
            CALLS,
            "break-even is a move of about C$1.",
            math.sqrt(-2 * THETA / book_gamma()),
            0.95,
            1.05,
        ),
        (
            CALLS,
            "Here a move of about C$1 in a day",
            math.sqrt(-2 * THETA / book_gamma()),
            0.95,
            1.05,
        ),
        (CALLS_BANK, "It loses about C$2,000 up", -result(82), 1_800, 2_400),
        (CALLS_BANK, "It loses about C$2,000 up", result(78), 1_800, 2_400),
    ],
)
def test_a_comparison_in_words_holds(
    file: str, snippet: str, computed: float, least: float, most: float
) -> None:
    """The words are in the file and the engine's figure lies where they say."""
    assert snippet in read(file)
    assert least <= computed <= most


def test_the_right_number_of_shares_is_the_best_one() -> None:
    """No other whole number of shares brings the book's delta closer to zero."""
    assert min(range(900, 1_200), key=lambda shares: abs(book_delta() + shares)) == HEDGE
