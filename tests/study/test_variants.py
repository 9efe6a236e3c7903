"""Numbers that change: how they are written, and every way they can fall."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.numbers import variants
from engine.study.numbers.formula import BadFormula
from tests.bounded import bounded
from tests.study.written import LAW


def grid_of(found: variants.Variables) -> dict[str, Any]:
    """Return all variables, each an array with one number a variant (a sample of very many)."""
    return found.completed(found.free_values(found.sample()))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("10 to 50 step 20", ("10", "30", "50")),
        ("from 10 to 50 by 20", ("10", "30", "50")),
        ("10 to 50, in steps of 20", ("10", "30", "50")),
        ("10 to 12", ("10", "11", "12")),
        ("0.30 to 0.40 step 0.05", ("0.30", "0.35", "0.40")),
        ("0.5 to 1 step 0.25", ("0.50", "0.75", "1.00")),
        ("−5 to 5 step 5", ("-5", "0", "5")),
        ("30 to 10 step -10", ("30", "20", "10")),
        ("1,000 to 3,000 step 1,000", ("1000", "2000", "3000")),
        ("10 to 25 step 10", ("10", "20")),
        ("0.25, 0.5", ("0.25", "0.5")),
        ("0.25,0.5", ("0.25", "0.5")),
        ("[1, 2, 2, 3]", ("1", "2", "3")),
        ("1,000, 2,500", ("1000", "2500")),
        ("0.30", ("0.30",)),
        ("-7", ("-7",)),
    ],
)
def test_values_stay_as_they_are_written(text: str, texts: tuple[str, ...]) -> None:
    """Trailing zeros too: 0.30 is shown as 0.30."""
    (found,) = variants.read({"n": text}).free
    assert found.texts == texts
    assert found.values.tolist() == [float(one) for one in texts]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10 to 50 step 0", "never arrives"),
        ("50 to 10", "never arrives"),
        ("10 to x", '"x" is no number'),
        ("20 % to 30 %", "cannot be used|sign is missing|no number"),
        ("$5 to $10", '"\\$5" is no number'),
        ("0 to 1000000000 step 0.000000001", "values"),
        ("1 to 1e99", '"1e99" is no number'),
        ("1 to 9999999999", "cannot be used"),
        ("0.12345678901, 1", "cannot be used"),
        ("1,000,2,000", "one number or more"),
        ("10,200", "one number or more"),
        ("1, 000, 2, 000", "one number or more"),
        ("buy, sell", '"," cannot be used'),
        (", ".join(map(str, range(1001))), "the list has 1,001 values"),
        ("", "empty"),
    ],
)
def test_values_that_cannot_be_used_are_refused(text: str, message: str) -> None:
    """Each with a remedy."""
    with pytest.raises(BadFormula, match=message) as letter:
        variants.read({"n": text})
    assert letter.value.remedy


@pytest.mark.parametrize("name", ["2n", "n n", "", "answer", "é", "a.b", "_n", "n" * 31])
def test_names_are_plain(name: str) -> None:
    """Letters, digits and underscores; "answer" is taken."""
    with pytest.raises(BadFormula, match="is no name"):
        variants.read({name: "1, 2"})


def test_numbers_are_computed_from_those_above() -> None:
    """Once for all variants; an order that cannot work says what to move."""
    found = variants.read({"n": "10, 20", "m": "n * 2", "k": "m + n"})
    assert grid_of(found)["k"].tolist() == [30, 60]
    assert {name: float(value) for name, value in found.values(1).items()} == {
        "n": 20,
        "m": 40,
        "k": 60,
    }
    with pytest.raises(BadFormula, match='unknown name "n"') as letter:
        variants.read({"m": "n * 2", "n": "10, 20"})
    assert letter.value.remedy == 'write "n" above "m"'
    with pytest.raises(BadFormula, match="too many"):
        variants.read({f"v{number}": "1, 2" for number in range(9)})


def test_a_grid_has_every_variant_once() -> None:
    """Each number of variant is one combination, and the grid holds them all in order."""
    found = variants.read({"a": "1 to 3", "b": "10, 20", "c": "a * b"})
    assert found.count == 6
    grid = grid_of(found)
    rows = list(zip(*(grid[name].tolist() for name in "abc"), strict=True))
    assert rows == [tuple(map(float, found.values(number).values())) for number in range(6)]
    assert len(set(rows)) == 6


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8))
@settings(LAW, max_examples=25)
def test_a_sample_of_very_many_reaches_every_value(sizes: list[int]) -> None:
    """Distinct variants, the first and the last among them, and nearly every value of a number."""
    found = variants.Variables(
        tuple(
            variants.Variable(f"v{place}", tuple(map(str, range(size))))
            for place, size in enumerate(sizes)
        )
    )
    numbers = found.sample()
    assert len(set(numbers.tolist())) == len(numbers)
    assert min(found.count, 0.8 * variants.MOST_CHECKED) <= len(numbers) <= variants.MOST_CHECKED
    assert {0, found.count - 1} <= set(numbers.tolist())
    for name, column in grid_of(found).items():
        assert len(np.unique(column)) > 0.75 * sizes[int(name[1:])]


def test_eight_numbers_of_a_thousand_values_cost_nothing() -> None:
    """10^24 variants are counted and sampled, never listed."""
    with bounded():
        found = variants.read({f"v{number}": "1 to 1000" for number in range(8)})
        assert found.count == 10**24
        assert len(grid_of(found)["v7"]) == variants.MOST_CHECKED
        assert 0 <= found.number("a seed") < 10**24


def test_seeds_spread_over_the_variants() -> None:
    """600 attempts on six variants: 100 each, give or take three standard deviations and a bit."""
    found = variants.read({"a": "1 to 3", "b": "10, 20"})
    seen = [found.number(f"attempt-{number}") for number in range(600)]
    assert all(65 <= seen.count(number) <= 135 for number in range(6))
    assert variants.NONE.number("any") == 0
