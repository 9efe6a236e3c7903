"""The exam that every rule sits, and what each of them is known for.

The contract names no rule: a file added to the menu is examined from then on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import controls
from engine.hedging import policies as package
from engine.hedging.policies import View, labels, policies
from engine.hedging.theory import half_width
from engine.plugins import menu

LAW = settings(deadline=None, derandomize=True, max_examples=60)
every_rule = pytest.mark.parametrize("name", policies())

DROPPED_IN = '''
"""Hold half of what would be flat, in a file that nobody has heard of."""

from typing import Annotated

from engine.controls import Number

LABEL = "Half"


def decide(view, *, share: Annotated[float, Number("Share", 0, 100, unit="%", scale=100)] = 0.5):
    """Hold this share of it."""
    return share * view.flat
'''


def _view(**change: object) -> View:
    """Return the view of base case X with nothing held, on three paths."""
    ones = np.ones(3)
    view = View(
        step=0,
        flat=13_033.7 * ones,
        covered=np.array([25_000.0, 0.0, 25_000.0]),
        held=0 * ones,
        spot=80 * ones,
        gamma=-1_473.4 * ones,
        years_left=45 / 365,
        rate=0.03,
        cost=0.0005 * ones,
    )
    return view._replace(**change)


@st.composite
def views(draw: st.DrawFn) -> View:
    """Draw what a rule could be shown: any size of book, any price, also without gamma or cost."""
    paths = draw(st.integers(1, 6))

    def column(low: float, high: float) -> np.ndarray:
        drawn = draw(st.lists(st.floats(low, high), min_size=paths, max_size=paths))
        return np.array(drawn)

    return View(
        step=draw(st.integers(0, 500)),
        flat=column(-1e8, 1e8),
        covered=column(-1e8, 1e8),
        held=column(-1e8, 1e8),
        spot=column(0.01, 10_000),
        gamma=column(-1e7, 1e7),
        years_left=draw(st.floats(0, 5)),
        rate=draw(st.floats(-0.05, 0.2)),
        cost=column(0, 0.05),
    )


@every_rule
@LAW
@given(views())
def test_rule_answers_with_a_holding_for_every_path(name: str, view: View) -> None:
    """Finite, one for each path, and nothing that it was shown has changed."""
    before = [np.copy(column) for column in view]
    wanted = policies()[name](view)
    assert wanted.shape == view.held.shape
    assert np.all(np.isfinite(wanted))
    assert all(np.array_equal(a, b) for a, b in zip(before, view, strict=True))


@every_rule
@LAW
@given(views())
def test_rule_that_is_right_already_stays(name: str, view: View) -> None:
    """Holding what it wants, a rule wants nothing else: a second look trades no more."""
    for form in _settings(name):
        wanted = policies()[name](view, **form)
        again = policies()[name](view._replace(held=wanted), **form)
        assert again == pytest.approx(wanted, rel=1e-9, abs=1e-6)


@every_rule
@LAW
@given(views())
def test_flat_and_covered_is_right_for_every_rule(name: str, view: View) -> None:
    """Nobody trades where the holding is what each of them could want."""
    right = view._replace(held=view.flat, covered=view.flat)
    assert np.array_equal(policies()[name](right), view.flat)


@every_rule
@LAW
@given(views())
def test_every_path_is_decided_by_itself(name: str, view: View) -> None:
    """Alone or among others, a path gets the same answer."""
    together = policies()[name](view)
    columns = {
        field: column[:1]
        for field, column in view._asdict().items()
        if isinstance(column, np.ndarray)
    }
    assert policies()[name](view._replace(**columns))[0] == together[0]


@every_rule
def test_rule_has_a_label_and_a_form(name: str) -> None:
    """People choose it by its label, which nothing else has, and can set every control."""
    assert labels()[name]
    assert list(labels().values()).count(labels()[name]) == 1
    for control in controls(policies()[name]):
        assert control.number.low <= control.number.show(control.default) <= control.number.high


def _settings(name: str) -> list[dict[str, float]]:
    form = controls(policies()[name])
    ends = [
        {control.name: control.number.read(end)}
        for control in form
        for end in (control.number.low, control.number.high)
    ]
    return [{}, *ends]


@LAW
@given(views())
def test_never_never_trades(view: View) -> None:
    """Its only promise."""
    assert policies()["never"](view) is view.held


@pytest.mark.parametrize(("step", "trades"), [(0, True), (1, False), (4, False), (5, True)])
def test_interval_counts_steps_from_the_first(step: int, trades: bool) -> None:
    """Every five steps: the first, the sixth, and no other between them."""
    wanted = policies()["at_intervals"](_view(step=step), every=5)
    assert np.array_equal(wanted, _view().flat if trades else _view().held)


def test_band_trades_back_to_flat_and_only_from_outside() -> None:
    """Within and at the edge nothing; beyond it all the way."""
    held = 13_033.7 + np.array([499.0, 500.0, -501.0])
    wanted = policies()["delta_band"](_view(held=held, flat=np.full(3, 13_033.7)), width=500)
    assert wanted.tolist() == [held[0], held[1], 13_033.7]


def test_whalley_wilmott_trades_to_the_edge() -> None:
    """domain.md, worked example 10: from nothing held, to 1,091 shares short of flat."""
    wanted = policies()["whalley_wilmott"](_view(), risk_aversion=1e-4)
    assert wanted == pytest.approx(13_033.7 - 1_091, abs=0.5)
    inside = _view(held=13_033.7 + np.array([-1_000.0, 0.0, 1_090.0]))
    assert np.array_equal(policies()["whalley_wilmott"](inside), inside.held)
    above = _view(held=np.full(3, 20_000.0))
    assert policies()["whalley_wilmott"](above) == pytest.approx(13_033.7 + 1_091, abs=0.5)


@LAW
@given(views(), st.floats(1e-6, 1e-2))
def test_whalley_wilmott_stays_within_its_half_width(view: View, risk_aversion: float) -> None:
    """Nowhere is it further from flat than the closed formula lets it be."""
    wanted = policies()["whalley_wilmott"](view, risk_aversion=risk_aversion)
    width = half_width(
        gamma=view.gamma,
        spot=view.spot,
        cost=view.cost,
        risk_aversion=risk_aversion,
        rate=view.rate,
        years_left=view.years_left,
    )
    assert np.all(np.abs(wanted - view.flat) <= width * (1 + 1e-9) + 1e-6)


def test_stop_loss_covers_in_full_or_not_at_all() -> None:
    """Hull's rule: the whole contract in the money, nothing out of it."""
    assert policies()["stop_loss"](_view()).tolist() == [25_000, 0, 25_000]


def _forget(name: str) -> None:
    for found in (menu, policies, labels):
        found.cache_clear()
    sys.modules.pop(f"{package.__name__}.{name}", None)
    vars(package).pop(name, None)


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Drop one new file beside the rules, and return its name."""
    (tmp_path / "half.py").write_text(DROPPED_IN)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    _forget("half")
    yield "half"
    _forget("half")


def test_one_file_is_one_rule(half: str) -> None:
    """A file dropped in is on the menu with its label and its form, and decides."""
    assert labels()[half] == "Half"
    (share,) = controls(policies()[half])
    assert (share.number.label, share.default) == ("Share", 0.5)
    assert policies()[half](_view(), share=0.1) == pytest.approx(1_303.37)


def test_rule_is_gone_with_its_file() -> None:
    """Nothing was written down anywhere."""
    assert "half" not in policies()
