"""Every published number, reference value and law that the page "How we know" shows.

The rows are the tests: each table is computed once as the page computes it, the simulations with
all their paths (about seven seconds: 100,000 paths are what the printed digits ask for).
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from engine import evidence
from engine.errors import InvalidInput
from engine.evidence import Kind, Row, Table, Topic, measured, printed, tables, works
from engine.figures import Figure
from engine.plugins import menu
from engine.pricing import black_scholes

NAMES = list(tables())
HALF = 0.5 * (1 + 1e-9)
PUBLISHED = [name for name in NAMES if tables()[name].kind != "law"]
LAWS = [name for name in NAMES if tables()[name].kind == "law"]


@cache
def found(name: str) -> tuple[Row, ...]:
    """Return a table's rows, computed once for all tests."""
    return measured(name)


@cache
def outline(name: str) -> tuple[Row, ...]:
    """Return what rows a table has without simulating more than two paths."""
    return measured(name, paths=2)


def _rows(names: list[str]) -> list[Any]:
    return [
        pytest.param(name, number, id=f"{name}: {row.what}")
        for name in names
        for number, row in enumerate(outline(name))
    ]


@pytest.mark.parametrize(("name", "number"), _rows(NAMES))
def test_row_holds(name: str, number: int) -> None:
    """The engine's number is within the tolerance of what the table's source prints."""
    row = found(name)[number]
    assert row.holds, f"{row.what}: {row.ours} is not {row.published} ± {row.tolerance}"


@pytest.mark.parametrize(("name", "number"), _rows(PUBLISHED))
def test_tolerance_of_a_printed_number_is_tight(name: str, number: int) -> None:
    """Half of the last printed digit or 5 % of the number, unless the note says what else."""
    row = outline(name)[number]
    least = max(HALF * 10.0**-row.digits, 0.05 * abs(row.published))
    assert row.tolerance <= least or "Tolerance" in tables()[name].note


@pytest.mark.parametrize(("name", "number"), _rows(LAWS))
def test_tolerance_of_a_law_is_tight(name: str, number: int) -> None:
    """Rounding, half a cent, or what chance explains."""
    row = outline(name)[number]
    by_chance = tables()[name].simulated or "Tolerance" in tables()[name].note
    cents = row.unit == "C$" and row.tolerance <= 0.005
    assert row.tolerance <= 1e-6 or cents or by_chance
    assert row.tolerance <= max(
        3.0 * (row.unit == "standard errors"), 0.05 * abs(row.published), 0.005
    )


@pytest.mark.parametrize("name", NAMES)
def test_table_says_what_it_is(name: str) -> None:
    """A title, a source with its year where there is one to name, a topic, and rows of numbers."""
    table = tables()[name]
    assert table.title.strip() == table.title != ""
    assert table.topic in get_args(Topic)
    assert table.kind in get_args(Kind)
    assert table.source.work.strip() and table.source.place.strip()
    if table.kind != "law":
        assert re.search(r"\b(19|20)\d\d\b", table.source.work), table.source.work
    assert not table.note or table.note.endswith(".")
    assert len(found(name)) == len(outline(name)) >= 1


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_numbers(name: str) -> None:
    """Nothing is infinite or missing, no tolerance is below zero, and nothing is said twice."""
    rows = found(name)
    for row in rows:
        assert all(map(math.isfinite, (row.published, row.ours, row.tolerance)))
        assert row.tolerance >= 0
        assert row.what.strip()
    assert len({row.what for row in rows}) == len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_wrong_number_would_fail(name: str) -> None:
    """A row that is off by more than its tolerance does not hold, to either side."""
    for row in outline(name):
        off = row.tolerance * 1.01 + 1e-9 * max(1.0, abs(row.published))
        for wrong in (row.published + off, row.published - off, math.nan, math.inf):
            assert not Row(row.what, row.published, wrong, row.tolerance).holds
        assert Row(row.what, row.published, row.published, row.tolerance).holds


@pytest.mark.parametrize("name", [n for n in NAMES if tables()[n].slow])
def test_slow_table_tells_how_far_it_is(name: str) -> None:
    """Progress rises to one, with as few paths as somebody asks for."""
    heard: list[float] = []
    measured(name, paths=50, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1.0)
    assert len(heard) > 1


@pytest.mark.parametrize("name", [n for n in NAMES if tables()[n].simulated])
def test_simulation_is_the_same_every_time(name: str) -> None:
    """The seed is fixed: what holds today holds tomorrow."""
    assert measured(name, paths=20) == measured(name, paths=20)


@pytest.mark.parametrize("name", [n for n in NAMES if tables()[n].figure])
def test_figure_shows_the_rows(name: str) -> None:
    """The chart draws the rows of the tables that it names, published and ours."""
    table = tables()[name]
    together = [found(other) for other in (name, *table.together)]
    assert table.figure is not None
    figure: Figure = table.figure(*together)
    assert figure.chart is not None
    assert all(len(text) >= 20 for text in (figure.title, figure.look_for, figure.alt))
    numbers = {cell for row in figure.rows for cell in row.values() if isinstance(cell, float)}
    shown = [row for rows in together for row in rows if round(row.ours, 4) in numbers]
    assert len(shown) >= 6 or name != "hull_table_19_4"
    assert {round(row.published, 2) for rows in together for row in rows} & numbers


def test_titles_and_places_are_unique() -> None:
    """No table is there twice, and the order is that of the files' own ``ORDER``."""
    titles = [table.title for table in tables().values()]
    assert len(set(titles)) == len(titles)
    orders = [module.ORDER for module in menu("engine.evidence").values()]
    assert len(set(orders)) == len(orders)


def test_all_that_the_specification_lists_is_there() -> None:
    """validation.md, section by section: each has its table."""
    listed = {
        *("haug_values", "haug_greeks", "differentiation", "laws", "edges"),
        *("hull_book", "hull_table_19_2", "hull_table_19_4", "hull_financed", "hull_stop_loss"),
        *("hull_neutrality", "hull_minimum_variance"),
        *("derman_kamal", "zero_mean", "gaps", "whalley_wilmott", "leland"),
        *("avellaneda_stoikov", "avellaneda_stoikov_quotes", "stoikov_saglam", "fills"),
        *("attribution", "same_luck"),
    }
    assert listed <= set(NAMES)


def test_works_are_counted_once() -> None:
    """Tables of one book are one work, and laws are none."""
    of = [tables()[name] for name in ("haug_values", "haug_futures", "haug_greeks", "laws")]
    assert works(of) == 1
    assert works([]) == 0


def test_engine_that_is_wrong_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Option values a thousandth too high fail nearly every table that prints them."""
    right = black_scholes.figures

    def wrong(names: Any, **option: Any) -> tuple[np.ndarray, ...]:
        return tuple(1.001 * figure for figure in right(names, **option))

    monkeypatch.setattr(black_scholes, "figures", wrong)
    for name in ("haug_values", "haug_futures", "nag_values", "mathworks_values", "hull_book"):
        rows = measured(name)
        assert sum(not row.holds for row in rows) >= len(rows) / 2, name


def test_printed_allows_half_of_the_last_digit() -> None:
    """2.1334 stands for anything from 2.13335 to 2.13345."""
    assert printed("x", 2.1334, 2.13335).holds
    assert printed("x", 2.1334, 2.13345).holds
    assert not printed("x", 2.1334, 2.13346).holds
    assert not printed("x", 2.13, 2.136, 2).holds


def test_table_that_does_not_exist_is_refused() -> None:
    """The letter names the tables that there are."""
    with pytest.raises(InvalidInput, match='no table "nowhere"; there are: haug_values'):
        measured("nowhere")


DROPPED_IN = '''
"""A table that nobody has heard of."""

from engine.evidence import Row, Source, printed

TITLE = "The answer"
SOURCE = Source("Adams, The Hitchhiker's Guide to the Galaxy (1979)", "chapter 27")
TOPIC, KIND, ORDER = "Quotes", "published", 1


def rows() -> tuple[Row, ...]:
    """Return the answer."""
    return (printed("the answer", 42, 6 * 7, 0),)
'''


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """Drop one new file beside the tables, and return the table that it brings."""
    (tmp_path / "answer.py").write_text(DROPPED_IN)
    monkeypatch.setattr(evidence, "__path__", [*evidence.__path__, str(tmp_path)])
    _forget()
    yield tables()["answer"]
    _forget()


def _forget() -> None:
    menu.cache_clear()
    tables.cache_clear()
    sys.modules.pop("engine.evidence.answer", None)
    vars(evidence).pop("answer", None)


def test_one_file_is_one_table(answer: Table) -> None:
    """It is found, stands where its order puts it, and its rows are computed."""
    assert next(iter(tables())) == "answer"
    assert answer.source.place == "chapter 27"
    assert [row.holds for row in measured("answer")] == [True]
