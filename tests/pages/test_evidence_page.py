"""The page "How we know": every row in words, simulations on the side, failures told plainly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.evidence import Row, measured, tables
from pages.ui.evidence import runs as running
from pages.ui.evidence import words
from pages.ui.evidence.runs import Computed, runs
from tests.pages.conftest import Open, texts

QUICK = [name for name, table in tables().items() if not table.slow]
SLOW = [name for name, table in tables().items() if table.slow]


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the test compute the quick tables itself, and the next one too."""
    running._computed.cache_clear()
    yield
    running._computed.cache_clear()


def _as_printed(name: str, **how: Any) -> tuple[Row, ...]:
    """Stand in for a simulation: what these tests are about is how its rows are shown."""
    if name not in SLOW:
        return measured(name)
    rows = measured(name, paths=2)
    return rows if how.get("paths") else tuple(replace(row, ours=row.published) for row in rows)


@pytest.fixture(autouse=True)
def no_simulation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin with nothing computed, and answer simulations at once."""
    monkeypatch.setattr(running, "measured", _as_printed)
    runs.cache_clear()
    yield
    runs.cache_clear()


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Make the simulations wait until the event is set."""
    go = Event()

    def waiting(name: str, **how: Any) -> tuple[Row, ...]:
        if name in SLOW and "progress" in how:
            how["progress"](0.5)
            go.wait(timeout=20)
        return _as_printed(name, **how)

    monkeypatch.setattr(running, "measured", waiting)
    yield go
    go.set()
    runs().finish()


def opened(open_page: Open, **query: str) -> AppTest:
    """Open the page when all simulations are done."""
    runs().finish()
    return open_page("teach/evidence", **query)


def all_rows(app: AppTest) -> list[list[str]]:
    """Return the cells of every row of every table of the page."""
    lines = [line for text in app.markdown for line in str(text.value).splitlines()]
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] not in ("Number", ":--")]


def shown(app: AppTest) -> dict[str, list[str]]:
    """Return what stands behind each row's first cell."""
    return {first: rest for first, *rest in all_rows(app)}


def test_every_row_is_there(open_page: Open) -> None:
    """What, published, ours, tolerance and whether it holds: for each row of each table."""
    app = opened(open_page)
    assert [header.value for header in app.header] == [t.title for t in tables().values()]
    rows = all_rows(app)
    assert len(rows) == sum(len(_as_printed(name)) for name in tables())
    assert all(len(row) == 5 and row[-1] == "✓ yes" for row in rows)
    assert all(cell.strip() for row in rows for cell in row)


def test_numbers_are_written_as_printed(open_page: Open) -> None:
    """Digits as in the source, a true minus, the unit with the number, thousands apart."""
    found = shown(opened(open_page))
    assert found["call 65, spot 60, 0.25 years, 30 %, r 8 %"][:3] == ["2.1334", "2.1334", "0.00005"]
    assert found["19.2: theta a year"][:2] == ["−4.31", "−4.31"]
    assert found["cost of the hedge ($)"][:3] == ["256,600", "256,600", "50"]
    assert found["week 20: cumulative cost (\\$000)"][:2] == ["256.6", "256.6"]
    assert found["delta hedged every 5 weeks"][0] in ("0.42", "0.416")


def test_page_says_where_from_and_how_many(open_page: Open) -> None:
    """Each table names its source; the first line counts numbers and works, and is not written."""
    app = opened(open_page)
    said = texts(app).replace("\\$", "$")
    for table in tables().values():
        assert words.source(table) in said
        assert table.note in said
    of = [table for table in tables().values() if table.kind == "published"]
    count = sum(len(_as_printed(table.name)) for table in of)
    names = len({table.source.work for table in of})
    (verdict,) = app.success
    assert verdict.value.startswith(f"All {count} published numbers from {names} works")
    assert verdict.value.endswith("hold.")
    assert count > 200
    assert names >= 6


def test_simulations_run_while_the_page_is_read(open_page: Open, held_up: Event) -> None:
    """The rest is there at once; what is not done yet says so, and how far it is."""
    app = open_page("teach/evidence")
    assert app.success[0].value.endswith("hold so far.")
    dots = [row for row in all_rows(app) if row[-1] == words.WAITING]
    assert len(dots) == sum(len(_as_printed(name)) for name in SLOW)
    assert "chart follows" in texts(app)
    held_up.set()
    runs().finish()
    app.run()
    assert app.success[0].value.endswith("hold.")
    assert "chart follows" not in texts(app)


def test_second_visitor_finds_them_done(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was computed once is kept for everybody."""
    opened(open_page)
    monkeypatch.setattr(running, "measured", lambda name, **_: pytest.fail(f"{name} again"))
    assert open_page("teach/evidence").success


def test_number_that_does_not_hold_is_told(
    open_page: Open, anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cross with a word in its row, and the first line says how many: no exception."""

    def off(name: str, **how: Any) -> tuple[Row, ...]:
        rows = _as_printed(name, **how)
        if name != "haug_values":
            return rows
        return (replace(rows[0], ours=9.9), *rows[1:])

    monkeypatch.setattr(running, "measured", off)
    app = opened(open_page)
    assert shown(app)["call 65, spot 60, 0.25 years, 30 %, r 8 %"][-1] == "✗ no"
    (verdict,) = app.error
    assert "one does not hold" in verdict.value
    assert not app.success


def test_table_that_breaks_is_told_in_its_place(
    open_page: Open, anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that cannot be computed, quick or slow, fails in words; the others are shown."""

    def broken(name: str, **how: Any) -> tuple[Row, ...]:
        if name in ("gaps", "hull_stop_loss"):
            raise ZeroDivisionError("nothing to divide by")
        return _as_printed(name, **how)

    monkeypatch.setattr(running, "measured", broken)
    app = opened(open_page)
    assert "2 do not hold" in app.error[0].value
    assert sum("could not be computed (nothing to divide by)" in e.value for e in app.error) == 2
    assert len(app.header) == len(tables())


def test_a_topic_shows_its_tables_only(open_page: Open) -> None:
    """The address names the topic; a topic that does not exist shows everything."""
    quotes = [t.title for t in tables().values() if t.topic == "Quotes"]
    assert [header.value for header in opened(open_page, topic="Quotes").header] == quotes
    assert len(open_page("teach/evidence", topic="Astrology").header) == len(tables())


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234567.8912, 2, "1,234,567.89"),
        (-0.0004, 3, "0"),
        (-2.5, 1, "−2.5"),
        (0.0, 15, "0"),
        (-3.21e-16, 15, "−3.2 × 10⁻¹⁶"),
        (10.0, 4, "10.0000"),
    ],
)
def test_numbers_in_words(value: float, digits: int, text: str) -> None:
    """True minus, no minus zero, powers of ten for what is too small to write out."""
    assert words.number(value, digits) == text


def test_folded_tables_say_whether_they_hold() -> None:
    """Nobody has to open a long table to know."""
    rows = tuple(Row(f"number {n}", 1, 1 + (n > 2), 0.1) for n in range(5))
    assert words.folded(Computed(rows, final=True)) == "5 numbers: ✗ 2 do not hold"
    assert words.folded(Computed(rows[:3], final=True)) == "3 numbers: ✓ all hold"
    assert "being computed" in words.folded(Computed(rows, final=False))
