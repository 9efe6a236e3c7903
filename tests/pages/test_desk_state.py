"""The sandbox's state: what an address says, what is left out, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exposure import notation
from engine.exposure.book import Book
from engine.hedging.policies import policies
from pages.ui import desk_state
from pages.ui.desk_state import EXITS, MOST_SEED, PRODUCTS, SECTIONS, STEPS, DeskState, prices, read
from pages.ui.sandbox.day import run_seed
from pages.ui.sandbox.flow import book_of, came

PRESETS = {
    "example": {
        "book": "-250_call_80_45_24",
        "hedge": "13000_share",
        "a_day": "100",
        "exits": "underlying_options",
        "series": "call_84_17_23.5",
        "step": "exits",
        "open": "walk",
        "ran": "yes",
        "swing": "no_hedge",
        "seed": "12",
        "path": "5",
        "walk": "81.6_80",
        "policy": "never",
        "product": "etf",
        "guess": "short",
    }
}
SHARE_LINES = ("-250_call_80_45_24", "900_share", "12_put_75.5_17_27.25", "0_call_80_0_0")
INDEX_LINES = ("-40_index_call_1450_60_14", "7_index_future", "-1_index_mini")


def numbers() -> st.SearchStrategy[dict[str, float]]:
    """Draw shown numbers for some settings, anywhere in their range."""

    def drawn(name: str) -> st.SearchStrategy[float]:
        number = desk_state.forms().all[name].number
        return st.floats(number.low, number.high).map(lambda value: round(value, 6))

    some = st.lists(st.sampled_from(sorted(desk_state.forms().all)), max_size=6, unique=True)
    return some.flatmap(lambda names: st.fixed_dictionaries({name: drawn(name) for name in names}))


def some_of(allowed: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some of the names, in their order."""
    return st.sets(st.sampled_from(allowed)).map(
        lambda chosen: tuple(name for name in allowed if name in chosen)
    )


def books(lines: tuple[str, ...]) -> st.SearchStrategy[Book]:
    """Draw a book of some of the lines."""
    return some_of(lines).map(lambda chosen: notation.read("~".join(chosen))[0])


@st.composite
def states(draw: st.DrawFn) -> DeskState:
    """Draw a state that somebody may have come to."""
    on = draw(st.sampled_from(["share", "index"]))
    lines = SHARE_LINES if on == "share" else INDEX_LINES
    hedges = (*SHARE_LINES, "4_index_future", "-700_etf") if on == "share" else INDEX_LINES
    series = tuple(
        p.instrument for p in draw(books(lines)).positions if p.instrument.payoff != "linear"
    )
    seeds = st.integers(0, MOST_SEED)
    walks = st.lists(st.floats(0.01, 100_000).map(lambda price: round(price, 4)), max_size=5)
    return DeskState(
        seed=draw(seeds),
        underlying=on,
        arrived=draw(st.booleans()),
        book=draw(st.none() | books(lines)),
        hedge=draw(books(hedges)),
        series=series,
        exits=draw(some_of(EXITS)),
        policy=draw(st.sampled_from(list(policies()))),
        walk=tuple(max(price, 0.01) for price in draw(walks)),
        step=draw(st.sampled_from(STEPS)),
        guess=draw(st.sampled_from(["", "short", "long", "flat"])),
        open=draw(some_of(SECTIONS)),
        product=draw(st.sampled_from(PRODUCTS)),
        ran=draw(st.booleans()),
        swing=draw(st.sampled_from(["", "no hedge", "textbook", "yours"])),
        path=draw(seeds),
    ).with_settings(**draw(numbers()))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(states())
def test_whoever_has_the_address_has_the_state(state: DeskState) -> None:
    """Writing and reading gives the same state, and the same address again."""
    again, notes = read(state.address(), {})
    assert notes == []
    assert again == state
    assert again.address() == state.address()


@settings(deadline=None, derandomize=True, max_examples=150)
@given(states())
def test_a_situation_never_brings_back_what_was_taken_away(state: DeskState) -> None:
    """Whatever became of a ready-made situation, its link says that and not the beginning."""
    begun, notes = read({"preset": "example"}, PRESETS)
    assert notes == []
    changed = replace(state, preset="example", given=begun.given)
    again, notes = read(changed.address(), PRESETS)
    assert notes == []
    assert again == changed


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.dictionaries(st.sampled_from(sorted(desk_state.names())), st.text(max_size=30)))
def test_no_address_ever_fails(asked: dict[str, str]) -> None:
    """Whatever stands in an address, a state comes of it that can be worked with and written."""
    state, notes = read(asked, PRESETS)
    assert all(note.endswith(".") and note[0].isupper() for note in notes)
    again, more = read(state.address(), PRESETS)
    assert (again, more) == (state, [])
    state.desk()
    state.plan("yours")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.sampled_from([*SHARE_LINES, *INDEX_LINES, "x", "1_warrant"]), min_size=1))
def test_lines_of_any_kind_are_kept_or_named(lines: list[str]) -> None:
    """Book, hedge and series take what fits the class; every other line has its sentence."""
    text = "~".join(lines)
    for on in ("share", "index"):
        asked = {"on": on, "book": text, "hedge": text, "series": text}
        state, notes = read(asked, {})
        assert state.book is not None
        kept = len(state.book.positions)
        assert len([note for note in notes if note.startswith("Line ")]) == len(lines) - kept
        assert {p.instrument.underlying for p in state.book.positions} <= {on}
        assert all(one.payoff != "linear" for one in state.series)
        assert read(state.address(), {}) == (state, [])


def test_an_address_says_what_differs_from_the_default() -> None:
    """A fresh day has an empty address, and a change adds its own name only."""
    assert DeskState().address() == {}
    assert read({}, {}) == (DeskState(), [])
    moved = DeskState().with_settings(buyers=60.0, a_day=60.0)
    assert moved.address() == {"buyers": "60"}
    assert moved.with_settings(buyers=80.0) == DeskState()


def test_a_situations_link_is_its_name() -> None:
    """The name alone is the situation; a further parameter changes it."""
    begun, _ = read({"preset": "example"}, PRESETS)
    assert (begun.shown("a_day"), begun.seed, begun.step) == (100, 12, "exits")
    moved, _ = read({"preset": "example", "step": "left", "seed": "3"}, PRESETS)
    assert moved == replace(begun, step="left", seed=3)


def test_leaving_a_situation_leaves_it_behind() -> None:
    """Without the name nothing of the situation is written that is not so any more."""
    begun, _ = read({"preset": "example"}, PRESETS)
    left = replace(begun, preset="", book=None, hedge=Book())
    assert "hedge" not in left.address()
    assert read(left.address(), PRESETS)[0] == left


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"preset": "<b>x"}, 'no ready-made situation "<b>x"'),
        ({"on": "gold"}, 'The underlying of the class cannot be "gold"; use one of share, index.'),
        ({"step": "nine"}, 'The step cannot be "nine"'),
        ({"policy": "hope"}, 'The rule for trading again cannot be "hope"'),
        ({"product": "corn"}, 'The related product cannot be "corn"'),
        ({"guess": "up"}, 'The guess cannot be "up"'),
        ({"swing": "mine"}, 'The guess of the smallest swing cannot be "mine"'),
        ({"seed": "-1"}, 'The seed is a whole number from 0 to 999,999, not "-1".'),
        ({"seed": "1000000"}, "The seed is a whole number"),
        ({"seed": "٣"}, "The seed is a whole number"),
        ({"path": "1.5"}, 'The path is a whole number from 0 to 999,999, not "1.5".'),
        ({"exits": "stop_pray"}, 'There is no exit "pray"; there are: underlying, options'),
        ({"walk": "81_x"}, 'The walk was left out: "x" is not a price.'),
        ({"walk": "_".join(["80"] * 61)}, "at most 60 prices fit, and these are 61"),
        ({"walk": "0_nan"}, 'a price lies between 0.01 and 100,000, and "0" does not'),
        ({"volatility": "2000"}, "Realised volatility 2000 is outside 0 to 200 %, so 24 is used."),
        ({"rate": "abc"}, 'Interest rate needs a number, not "abc", so 3 is used.'),
        ({"book": "1_warrant"}, 'Line 1 ("1_warrant") was left out: there is no "warrant"'),
        ({"book": "1_index_call"}, "it follows the index, and this is a book on the share"),
        ({"hedge": "1_warrant"}, 'In the hedge, line 1 ("1_warrant") was left out'),
        ({"hedge": "5_index_call"}, "Options on the index are no exit from a book on a share"),
        ({"on": "index", "hedge": "5_share"}, "it follows the share, and this is a book on the"),
        ({"series": "share"}, "Only options are series to trade"),
        ({"series": "warrant"}, 'Series 1 ("warrant") was left out: there is no "warrant"'),
    ],
)
def test_each_part_that_is_no_use_has_a_sentence(asked: dict[str, str], said: str) -> None:
    """It names what was asked for, and the rest of the address is used."""
    state, notes = read({**asked, "buyers": "60"}, PRESETS)
    assert len(notes) == 1
    assert said in notes[0]
    assert notes[0].endswith(".")
    assert state.shown("buyers") == 60


@pytest.mark.parametrize("name", sorted(desk_state.names()))
def test_an_empty_parameter_is_no_parameter(name: str) -> None:
    """``?seed=&path=`` is nobody's day in particular; only exits may be none at all."""
    state, notes = read({name: ""}, {})
    if name in desk_state.forms().all:
        assert len(notes) == 1
    else:
        assert notes == []
    assert state == (replace(DeskState(), exits=()) if name == "exits" else DeskState())


def test_an_empty_book_is_a_book() -> None:
    """It stays the student's own, and no customers come to fill it."""
    state, _ = read({"book": "none", "arrived": "yes"}, {})
    assert state.book == Book()
    assert book_of(state) == Book()
    assert state.address()["book"] == "none"


@pytest.mark.parametrize("seed", [0, 7, MOST_SEED])
def test_the_same_link_is_the_same_day(seed: int) -> None:
    """Two readers of one address meet the same customers, who filled the same book."""
    asked = {"seed": str(seed), "arrived": "yes", "a_day": "90"}
    (one, _), (other, _) = read(asked, {}), read(asked, {})
    assert one == other
    first = came(one)
    came.__globals__["_day"].cache_clear()
    again = came(other)
    assert first is not again
    assert first.fills == again.fills
    assert first.net.tolist() == again.net.tolist()
    assert book_of(one) == book_of(other)
    assert run_seed(one) == seed + 1


def test_another_seed_is_another_day() -> None:
    """Neighbouring days have nothing in common."""
    first, second = (DeskState(seed=seed, arrived=True) for seed in (7, 8))
    assert came(first).net.tolist() != came(second).net.tolist()


def test_index_class_has_no_news_of_its_own_and_one_tick() -> None:
    """News is one company's; an index option trades in cents whatever its price."""
    asked = {"on": "index", "gap_chance": "50", "gap_hour": "2", "tick_above": "0.05"}
    desk = read(asked, {})[0].desk()
    assert (desk.world.gap_chance, desk.world.gap_hour) == (0, 0)
    assert desk.obligations.tick_above == desk.obligations.tick_below


@pytest.mark.parametrize("policy", list(policies()))
def test_each_rule_gets_its_own_numbers(policy: str) -> None:
    """Whatever rule is chosen, its settings reach it in the engine's units."""
    own = desk_state.forms().settings[policy]
    state = DeskState(policy=policy).with_settings(
        **{name: one.number.high for name, one in own.items()}
    )
    keywords: dict[str, Any] = state.plan("yours").decide.keywords  # type: ignore[attr-defined]
    expected = {one.field: one.number.read(one.number.high) for one in own.values()}
    assert keywords == expected


def test_quotes_move_only_where_that_exit_is_ticked() -> None:
    """An unticked exit changes nothing, however its numbers stand."""
    state = DeskState().with_settings(half_width=0.2, lean=100.0)
    assert state.plan("yours").quoting.half_width == 0.03
    ticked = replace(state, exits=("quotes", "stop"))
    assert (ticked.plan("yours").quoting.lean, ticked.plan("yours").stop) == (1.0, True)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.floats(0.01, 100_000), min_size=1, max_size=60))
def test_prices_are_read_as_they_are_typed(wanted: list[float]) -> None:
    """Commas or blanks, to the hundredth of a cent."""
    found = prices(", ".join(f"{price:.4f}" for price in wanted))
    assert [round(price, 4) for price in wanted] == pytest.approx(list(found), abs=1e-9)
