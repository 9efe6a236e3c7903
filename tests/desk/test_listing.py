"""The listing: round strikes around the spot, every series its own, weights that are all orders."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.desk.listing import direct, listing, related
from engine.exposure import notation
from engine.exposure.book import Book, Position
from engine.exposure.breakdown import series_of
from engine.instruments import Underlying


def test_the_sandboxs_own_class() -> None:
    """Eighty dollars: calls at 80, 85 and 90, puts at 75, in three expiries, with a smile."""
    listed = [one.instrument for one in listing(80.0)]
    assert [(one.payoff, one.strike, round(one.years * 365)) for one in listed] == [
        ("call", 80, 17),
        ("call", 85, 17),
        ("put", 75, 17),
        ("call", 80, 45),
        ("call", 85, 45),
        ("call", 90, 45),
        ("put", 75, 45),
        ("call", 80, 108),
    ]
    assert [round(one.volatility, 3) for one in listed] == [
        0.24,
        0.22,
        0.27,
        0.24,
        0.22,
        0.21,
        0.27,
        0.235,
    ]


def test_the_index_class() -> None:
    """Tens of points, options on the index, and the same smile in proportion to 14 %."""
    listed = [one.instrument for one in listing(1_420.0, "index")]
    assert [one.strike for one in listed] == [
        1_420,
        1_510,
        1_330,
        1_420,
        1_510,
        1_600,
        1_330,
        1_420,
    ]
    assert {one.underlying for one in listed} == {"index"}
    assert listed[1].volatility == pytest.approx(0.14 * 0.22 / 0.24, abs=5e-5)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    at=st.one_of(
        st.tuples(st.floats(0.5, 20) | st.floats(20, 8_800), st.just("share")),
        st.tuples(st.floats(5, 200) | st.floats(200, 8_800), st.just("index")),
    )
)
def test_every_series_is_its_own_and_fits_an_address(at: tuple[float, Underlying]) -> None:
    """However cheap the underlying: no strike twice at two volatilities, none that has no text.

    Up to where the highest strike is the highest that an address may say.
    """
    spot, underlying = at
    listed = listing(spot, underlying)
    assert len({series_of(one.instrument) for one in listed}) == len(listed) == 8
    assert sum(one.weight for one in listed) == pytest.approx(1)
    book = Book(tuple(Position(1.0, one.instrument) for one in listed))
    again, left_out = notation.read(notation.write(book), on=underlying)
    assert not left_out
    for position, one in zip(again.positions, listed, strict=True):
        assert position.instrument.strike == pytest.approx(one.instrument.strike)  # type: ignore[attr-defined]
        assert one.instrument.strike == pytest.approx(spot, rel=0.25, abs=0.5)


def test_what_moves_with_a_class() -> None:
    """Shares move one for one with the share, futures with the index; a fund only nearly so."""
    assert [one.label for one in direct("share")] == ["Share"]
    assert [one.units for one in direct("index")] == [200, 50]
    assert [one.units for one in related("share")] == [200, 50, 0.025]
    assert related("index") == ()


@pytest.mark.parametrize(("spot", "underlying"), [(80.0, "share"), (1_420.0, "index")])
def test_a_listed_series_is_the_same_when_it_was_written_and_read(
    spot: float, underlying: Underlying
) -> None:
    """Whoever hedges with a listed series finds that very series in the address."""
    for one in listing(spot, underlying):
        book, left_out = notation.read(f"1_{notation.write_instrument(one.instrument)}")
        assert left_out == []
        assert book.positions[0].instrument == one.instrument
