"""What the course was asked to teach: a place for each claim, something to drag, questions."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.course import COURSE
from tests.study.links import leads_nowhere


class Claim(NamedTuple):
    """A claim in short, the headings that teach it, what shows it live, and what asks about it."""

    says: str
    taught: tuple[str, ...]
    shown: tuple[str, ...]
    asked: tuple[str, ...]


CLAIMS = (
    Claim(
        "quoting, hedging and managing inventory are one job, and risk is not held without limit",
        ("the-job#one-job-not-three", "the-job#paid-to-be-there-not-to-be-right"),
        ("hedged_or_not", "edge_and_exposure"),
        ("parts-of-the-one-job", "aim-of-managing-exposure", "why-hedge-after-flow"),
    ),
    Claim(
        "they do not forecast: they shrink what they did not want, to go on quoting",
        ("the-job#paid-to-be-there-not-to-be-right",),
        ("hedged_or_not",),
        ("view-on-the-share", "same-customers-two-desks", "a-lucky-month"),
    ),
    Claim(
        "one-sided flow leaves them short or long",
        ("where-exposure-comes-from#you-do-not-choose-the-side",),
        ("one_sided_flow", "four_positions"),
        ("sixty-forty-flow", "customers-sell-you-calls", "customers-sell-you-puts"),
    ),
    Claim(
        "five channels: direction, volatility, time, gaps, capital and margin",
        (
            "where-exposure-comes-from#five-doors-into-one-book",
            "where-exposure-comes-from#what-makes-a-gap-different",
            "where-exposure-comes-from#margin-is-no-loss-and-it-can-stop-you",
        ),
        ("five_channels", "one-sided-day"),
        (
            "which-event-helps-short-calls",
            "eight-percent-gap",
            "volatility-rises-on-short-calls",
            "margin-rises-overnight",
        ),
    ),
    Claim(
        "the underlying is the most direct hedge of direction",
        (
            "hedging-with-the-underlying#first-the-sign",
            "hedging-with-the-underlying#what-the-hedge-is-for",
        ),
        ("share_hedge", "one-line"),
        (
            "sample-large-short-call-position",
            "most-direct-hedge",
            "shares-for-short-calls",
            "aim-of-a-delta-hedge",
        ),
    ),
    Claim(
        "other options are needed where the exposure is volatility or curvature",
        (
            "gamma-and-theta#what-shares-cannot-do",
            "volatility-and-other-options#what-only-an-option-can-bring",
        ),
        ("volatility_shift", "same_expiry", "options-against-options"),
        ("tool-for-short-vega", "steps-of-a-hedge-with-options", "same-expiry-cannot-do-both"),
    ),
    Claim(
        "a related product is less exact, and takes out most of the risk quickly",
        ("related-products#beta-says-how-many", "related-products#what-correlation-leaves-you"),
        ("risk_left", "hedge_size"),
        ("why-a-related-product", "futures-against-a-bank-book", "risk-left-with-a-correlation"),
    ),
    Claim(
        "quotes bring the flow that is wanted and less of the same",
        (
            "quotes-as-a-risk-tool#too-short-which-way-do-you-move",
            "quotes-as-a-risk-tool#still-in-the-role",
        ),
        ("skew_or_widen", "inventory_with_skew"),
        ("quotes-as-a-risk-tool", "too-short-in-one-series", "skew-against-width"),
    ),
    Claim(
        "flow, inventory, net exposure, three ways, reduced risk",
        ("the-job#net-first", "the-job#the-whole-job-as-one-circle"),
        ("netting", "exposure_loop"),
        ("steps-of-the-loop", "net-of-two-sided-flow", "shares-for-the-net"),
    ),
    Claim(
        "basis, volatility, execution and event risk stay: exposure management, not removal",
        (
            "what-is-left#four-names",
            "what-is-left#why-we-say-exposure-management",
        ),
        ("what_is_left", "gap_loss"),
        (
            "why-not-always-eliminated",
            "which-risk-is-execution-risk",
            "left-after-a-share-hedge",
            "when-nothing-would-stay",
        ),
    ),
    Claim(
        "how much may be held while quoting safely",
        (
            "limits-and-responses#a-limit-begins-with-a-bad-day",
            "margin-and-capital#what-is-not-used-is-room-to-quote",
        ),
        ("room_to_quote", "limit_use"),
        ("largest-book-that-survives", "unused-margin-is-room", "what-internal-limits-do"),
    ),
    Claim(
        "the usual limits: contracts, direction, vega or gamma, concentration, margin",
        (
            "limits-and-responses#five-kinds-because-five-things-can-go-wrong",
            "limits-and-responses#the-use-of-a-limit",
        ),
        ("limit_use", "position_sides"),
        ("what-firms-limit", "share-of-a-limit", "what-concentration-bounds"),
    ),
    Claim(
        "four responses: hedge harder, smaller size, wider, no more of the same risk",
        ("limits-and-responses#the-tool-must-fit-the-limit",),
        ("response_map",),
        ("delta-near-its-limit", "vega-near-its-limit", "no-more-of-that-risk"),
    ),
    Claim(
        "measuring, quoting and hedging at once, most of all in fast markets",
        (
            "technology-and-fast-markets#a-measurement-has-an-age",
            "technology-and-fast-markets#first-the-prices-then-the-quotes-then-the-hedge",
        ),
        ("stale_quote", "protection_window"),
        ("delta-since-the-last-look", "cost-of-a-late-offer", "order-in-a-fast-market"),
    ),
    Claim(
        "four mistakes: speculation, delta is all, a perfect proxy, quotes are no tool",
        ("how-it-earns#four-mistakes-and-why-people-make-them",),
        ("attribution", "realised_against_implied"),
        ("mistaken-beliefs", "neutral-is-not-riskless", "what-a-right-beta-leaves"),
    ),
    Claim(
        "reduced so that liquidity can go on, materially and not completely, within limits",
        ("how-it-earns#takeaways", "the-job#takeaways"),
        ("day_at_the_desk", "income"),
        ("why-it-reduces-exposure", "before-trading-ends", "steps-of-a-day-at-the-desk"),
    ),
)

EACH = [pytest.param(claim, id=claim.says[:40]) for claim in CLAIMS]


@pytest.mark.parametrize("claim", EACH)
def test_a_claim_has_its_place_in_a_lesson(claim: Claim) -> None:
    """Under a heading that is there."""
    assert claim.taught
    assert [leads_nowhere(f"lessons?lesson={place}", COURSE) for place in claim.taught] == [
        "" for _ in claim.taught
    ]


@pytest.mark.parametrize("claim", EACH)
def test_a_claim_is_shown_where_it_is_taught(claim: Claim) -> None:
    """By figures and live books of those lessons, one of which follows the reader's finger."""
    slugs = {place.partition("#")[0] for place in claim.taught}
    blocks = [
        block
        for lesson in COURSE.lessons
        if lesson.slug in slugs
        for block in (*lesson.embedded("figure"), *lesson.embedded("live"))
    ]
    assert set(claim.shown) <= {block.name for block in blocks}
    moving = {one.name for one in blocks if one.kind == "live" or "slide" in one.settings}
    assert moving & set(claim.shown)


@pytest.mark.parametrize("claim", EACH)
def test_a_claim_is_asked_about(claim: Claim) -> None:
    """In three questions at least that may be asked today."""
    assert len(set(claim.asked)) >= 3
    missing = [name for name in claim.asked if name not in COURSE.bank.questions]
    assert missing == []
    assert all(COURSE.bank.questions[name].status == "live" for name in claim.asked)
