"""The sandbox's page: every step on states nobody should come to, and what each control does.

Some twenty states are looked at in all five steps: that is most of the time that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk.suggest import suggest
from engine.exposure import notation
from engine.exposure.greeks import desk_greeks
from pages.ui import desk_state, state
from pages.ui.desk_state import SECTIONS, STEPS, DeskState
from pages.ui.places import PAGES
from pages.ui.sandbox.flow import book_of, came
from pages.ui.sandbox.words import plain, signed
from tests.pages.conftest import LEARNER

Sandbox = Callable[..., AppTest]

BOOK = "-250_call_80_45_24"
HEDGE = "13000_share~157_call_84_17_23.5~121_call_80_108_23.5~4_index_future"
TWO = "call_84_17_23.5~call_80_108_23.5"
EXITS = "underlying_options_related_quotes_stop"
SHORT = {"book": BOOK, "exits": EXITS}
HEDGED = {**SHORT, "hedge": HEDGE}
LARGE = "~".join(
    f"{'-' if n % 2 else ''}1000000_{'call' if n % 3 else 'put'}_{60 + n}_{n}_{20 + n}"
    for n in range(20)
)
MANY = "~".join(
    f"{(-1) ** n * 10}_{'put' if n % 3 else 'call'}_{60 + n / 5:g}_{n}_20" for n in range(200)
)
LIMITS = dict.fromkeys(desk_state.forms().settings["limits"], "0")
HOSTILE: dict[str, dict[str, str]] = {
    "nobody came": {"exits": EXITS},
    "no customers": {"arrived": "yes", "a_day": "0", "exits": EXITS},
    "everybody sells, in size": {
        "arrived": "yes", "buyers": "0", "contracts": "1000000", "decay": "0", "exits": EXITS,
    },
    "an empty book": {"book": "none", "hedge": HEDGE, "exits": EXITS},
    "zero contracts": {"book": "0_call_80_45_24", "hedge": "0_share~0_etf", "exits": EXITS},
    "expired today": {"book": "-250_call_80_0_24~10_put_75_0_24", "series": "call_80_0_24",
                      "hedge": "100_call_80_0_24", "exits": EXITS},
    "volatility zero": {"book": "-250_call_80_45_0", "series": "call_80_45_0~call_90_45_0",
                        "volatility": "0", "implied_wander": "0", "exits": EXITS},
    "a million contracts, twenty times": {"book": LARGE, "hedge": LARGE, "exits": EXITS},
    "200 lines": {"book": MANY, "exits": EXITS},
    "limits of zero": {**HEDGED, **LIMITS},
    "an index that stands still": {**SHORT, "hedge": "13000_share", "index_volatility": "0"},
    "moves as one": {**HEDGED, "correlation": "1", "product": "etf"},
    "moves against": {**HEDGED, "correlation": "-1"},
    "a share of fifty cents": {**HEDGED, "spot": "0.5", "walk": "0.01_100000"},
    "a share of ten thousand": {"arrived": "yes", "spot": "10000", "exits": EXITS, "hedge": HEDGE},
    "wildest news": {**HEDGED, "gap_chance": "100", "gap_size": "50", "gap_mean": "-50",
                     "gap_volatility": "5", "volatility": "200", "index_volatility": "200",
                     "rate": "50", "dividend_yield": "-10"},
    "trading costs most of it": {**HEDGED, "per_share": "1", "proportional": "200",
                                 "per_contract": "100", "of_premium": "50",
                                 "policy": "whalley_wilmott"},
    "trading costs nothing": {**HEDGED, "per_share": "0", "per_contract": "0", "of_premium": "0",
                              "per_future": "0", "policy": "whalley_wilmott"},
    "an index class": {"on": "index", "arrived": "yes", "exits": EXITS,
                       "hedge": "7_index_future~-1_index_mini", "index": "5"},
    "dragged to the ends": {**HEDGED, "to_spot": "100000", "to_shift": "-100", "to_days": "1825",
                            "to_index": "0.01"},
    "expires while it is played": {**HEDGED, "book": "-250_call_80_1_24", "days": "3"},
    "nothing but nonsense": {
        "preset": "x", "on": "gold", "book": "1_x", "hedge": "1_unicorn", "series": "foo",
        "exits": "a_b", "policy": "p", "product": "q", "seed": "-1", "path": "x", "guess": "?",
        "swing": "x", "walk": "1_x", "open": "a", "volatility": "abc", "arrived": "perhaps",
    },
}  # fmt: skip
ODD = re.compile(r"(?<![\w.])(nan|-?inf|NaN|-?Infinity|None|Traceback|[A-Z]\w+Error)(?!\w)")
ENDLESS = re.compile(r"\d{1,3}(,\d{3}){6,}")
SCRIPTS = re.compile(r"^(js_content|css_content|html_content): .*$", re.MULTILINE)


@pytest.fixture
def sandbox(database: str, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Return a function that opens the sandbox at an address, as a visitor without a past."""
    monkeypatch.setattr(state, "learner", lambda: LEARNER)

    def opened(**query: str) -> AppTest:
        app = AppTest.from_file(PAGES / "ui" / "frame.py", default_timeout=30)
        app.switch_page(str(PAGES / "practise" / "sandbox.py"))
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return opened


def _nodes(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from _nodes(child)


def spoken(app: AppTest) -> str:
    """Return everything that is sent to the browser but the scripts, tables and pictures too."""
    said = []
    for node in _nodes(app._tree):
        if node.type == "table":
            said.append(node.value.to_string())
        elif getattr(node, "proto", None) is not None:
            said.append(SCRIPTS.sub("", str(node.proto)))
    text = "\n".join(said).replace("\\302\\240", " ").replace("\\", "")
    return "\n".join(line for line in text.splitlines() if line.strip())


def assert_sane(app: AppTest) -> str:
    """Hold a page to what every page must be: no exception, no number that is none."""
    assert [one.value for one in app.exception] == []
    text = spoken(app)
    for line in text.splitlines():
        found = ODD.search(line) or ENDLESS.search(line)
        assert not found, line[max(0, found.start() - 100) : found.end() + 60]
    return text


def address(app: AppTest) -> dict[str, str]:
    """Return the query of the address bar."""
    given = app.query_params.items()
    return {name: text if isinstance(text, str) else text[0] for name, text in given}


def held(app: AppTest, presets: Mapping[str, Mapping[str, str]] | None = None) -> DeskState:
    """Return the state that the address says."""
    found, notes = desk_state.read(address(app), presets or {})
    assert notes == []
    return found


def control(app: AppTest, kind: str, name: str) -> Any:
    """Return the control of the sandbox whose key begins with a name."""
    return next(one for one in app.get(kind) if str(one.key).startswith(f"sandbox_{name}_"))


def press(app: AppTest, key: str) -> AppTest:
    """Press a button by its key."""
    app.button(key=key).click().run()
    assert_sane(app)
    return app


# ---- states that nobody should come to --------------------------------------------------------


@pytest.mark.parametrize("case", HOSTILE)
def test_every_step_stays_sane(sandbox: Sandbox, case: str) -> None:
    """No stack trace and no number that is none, whatever is folded open, before and after.

    Each case is looked at where hedges and days are worked out, and at one of the steps before.
    """
    for step in (STEPS[list(HOSTILE).index(case) % 2], *STEPS[2:]):
        unfolded = {"step": step, "open": "_".join(SECTIONS), "ran": "yes", "times": "100"}
        app = sandbox(**{"swing": "yours", **unfolded, **HOSTILE[case]})
        assert_sane(app)
        assert all(one.value.rstrip().endswith(".") for one in app.warning)
        if step == "exits" and app.checkbox:
            press(app, "suggest")


@pytest.mark.parametrize(
    ("step", "query", "sentence"),
    [
        ("measure", {}, "Nothing is held yet, so there is nothing to measure. Go back to step 1."),
        ("exits", {}, "Nothing is held yet, so there is nothing to hedge. Go back to step 1."),
        ("left", {}, "Nothing is held yet, so there is nothing left over. Go back to step 1."),
        ("flow", {"book": "none"}, "The book is empty: nothing to hedge. Let customers fill it."),
        ("flow", {"arrived": "yes", "a_day": "0"}, "Nobody dealt, so there is nothing to hedge."),
        ("exits", {**SHORT, "series": "call_80_45_24~put_80_45_24"}, "Choose a second expiry."),
        ("exits", {**SHORT, "series": "call_84_17_23.5"}, "Add one of another expiry."),
        ("exits", {**SHORT, "index_volatility": "0"}, "No hedge with this product: "),
        ("exits", {"on": "index", "arrived": "yes", "exits": "related"},
         "its futures are the underlying itself."),
        ("exits", {"book": "0_call", "exits": "stop"},
         "You hold no gamma, so there is no side to stop showing."),
        ("measure", {**SHORT, **LIMITS}, "limit is zero (breach)"),
        ("day", {"book": "500_share"}, "There is no option with time left in the book"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    sandbox: Sandbox, step: str, query: dict[str, str], sentence: str
) -> None:
    """A plain sentence stands where the answer would."""
    assert sentence in assert_sane(sandbox(step=step, **query))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"exits": "options", "series": "call_80_0_24"}, "Other options cannot do it as chosen: "),
        ({"exits": "related", "index_volatility": "0"}, "The related product cannot do it: "),
        ({"exits": "underlying", "book": "1000000_call~1000000_call"},
         " shares, and one line holds at most 1,000,000."),
        ({"exits": "none"}, "Tick an exit that trades: the first, the second or the third."),
        ({"exits": "stop"}, "Tick an exit that trades: the first, the second or the third."),
    ],
)  # fmt: skip
def test_a_hedge_that_cannot_be_is_explained(
    sandbox: Sandbox, query: dict[str, str], sentence: str
) -> None:
    """Suggesting it says what is in the way, and nothing is traded."""
    app = press(sandbox(**{"step": "exits", "book": BOOK, **query}), "suggest")
    assert sentence in spoken(app)
    assert "hedge" not in address(app)


def test_all_listed_series_are_tried_where_none_is_chosen(sandbox: Sandbox) -> None:
    """Ticking the exit and asking is enough: the answer names the series that it needs."""
    app = press(sandbox(step="exits", book=BOOK, exits="options"), "suggest")
    assert "Only options carry gamma and vega" in spoken(app)
    assert "_call_" in address(app)["hedge"]


def test_tolerances_of_zero_are_answered(sandbox: Sandbox) -> None:
    """Whole contracts cannot hit zero: the nearest is found or the refusal is a sentence."""
    tolerances = {"delta": "0", "gamma": "0", "vega": "0"}
    query = {"exits": "underlying_options", "series": TWO, **tolerances}
    app = press(sandbox(step="exits", book=BOOK, **query), "suggest")
    said = [one.value for one in (*app.info, *app.warning)]
    assert said
    assert all(one.rstrip().endswith((".", ".)")) for one in said)


def test_all_that_does_not_fit_is_said_once(sandbox: Sandbox) -> None:
    """Each part of a bad address has its line, and the first change clears them."""
    app = sandbox(**HOSTILE["nothing but nonsense"])
    [warning] = app.warning
    lines = warning.value.splitlines()
    assert len(lines) == 15
    assert all(line.startswith("- ") and line.endswith(".") for line in lines)
    press(app, "own_flow")
    assert not app.warning
    assert address(app) == {"exits": "none"}


# ---- the story, control by control -------------------------------------------------------------


def test_the_whole_story_leaves_an_address_for_everybody(sandbox: Sandbox) -> None:
    """Guess, measure, choose exits, suggest, see what is left, run: each step is in the link."""
    app = press(sandbox(times="100"), "guess_short")
    assert address(app) == {"times": "100", "arrived": "yes", "guess": "short"}
    for step in ("measure", "exits", "left", "day"):
        press(app, "next_step")
        assert address(app)["step"] == step
        if step == "exits":
            press(app, "suggest")
            assert held(app).hedge.positions
    press(app, "run_Yours")
    assert (held(app).ran, held(app).swing) == (True, "yours")
    once, again = spoken(app), spoken(sandbox(**address(app)))
    figures = re.compile(r"[+−]?(?:C\$)?\d[\d,]*\.?\d*")
    assert len(figures.findall(once)) > 300
    assert [line for line in once.splitlines() if "total" in line.lower()] == [
        line for line in again.splitlines() if "total" in line.lower()
    ]


@pytest.mark.parametrize("step", STEPS)
def test_a_link_shows_everybody_the_same(sandbox: Sandbox, step: str) -> None:
    """Two visitors who never met read the same page, to the last figure."""
    query = {"seed": "11", "arrived": "yes", "hedge": "9000_share", "step": step, "ran": "yes"}
    keys = re.compile(r'sandbox_\w+_[0-9a-f]{8}|[0-9a-f]{8,}|(?m:^\s*(?:id|key).*$)|"revision.*$')
    one, other = (keys.sub("", spoken(sandbox(**query, times="100"))) for _ in range(2))
    assert one == other


def test_the_book_measured_is_the_engines(sandbox: Sandbox) -> None:
    """Customers' net contracts and their Greeks are the engine's for this address."""
    app = sandbox(arrived="yes", seed="3", step="measure")
    here = held(app)
    net = desk_greeks(book_of(here), here.desk().market)
    assert f"**{signed(net.delta_shares)} shares**" in spoken(app)
    day = came(here)
    said = spoken(sandbox(arrived="yes", seed="3"))
    assert f"you are short {plain(-day.net.sum())} contracts net" in said


def test_another_day_begins_anew(sandbox: Sandbox) -> None:
    """The next day is asked about before it is shown, and no hedge is left from the last one."""
    app = sandbox(arrived="yes", guess="short", hedge="100_share", ran="yes", seed="7", path="3")
    press(app, "another_day")
    assert address(app) == {"seed": "234"}
    assert control(app, "number_input", "seed").value == 234
    assert app.button(key="guess_flat")


def test_a_seed_is_typed(sandbox: Sandbox) -> None:
    """The day that is typed is the day that is shown."""
    app = sandbox(arrived="yes")
    control(app, "number_input", "seed").set_value(999_999).run()
    assert address(app)["seed"] == "999999"
    assert_sane(app)


def test_suggesting_is_the_engines_answer(sandbox: Sandbox) -> None:
    """The hedge in the address is the one that the engine finds, and its sentences are shown."""
    app = sandbox(step="exits", book=BOOK, exits="underlying_options", series=TWO)
    press(app, "suggest")
    here = held(app)
    found = suggest(
        here.desk(),
        book_of(here),
        exits=here.exits,
        series=here.series,
        tolerances=here.form("tolerances"),
    )
    assert here.hedge == found.hedge
    assert [one.value.replace("\\$", "$") for one in app.info] == list(found.sentences)
    values = {one.label: one.value for one in app.number_input}
    assert values["Shares (below 0: sell)"] == sum(
        p.quantity for p in here.hedge.positions if p.instrument.payoff == "linear"
    )
    reasons = [one.value for one in app.info]
    somebody_else = sandbox(**address(app))
    assert [one.value for one in somebody_else.info] == reasons
    press(somebody_else, "take_off")
    assert not somebody_else.info
    assert "open" not in address(somebody_else)


def test_taking_all_off_clears_every_quantity(sandbox: Sandbox) -> None:
    """What was suggested is gone from the address and from the boxes."""
    app = press(sandbox(step="exits", **HEDGED), "take_off")
    assert "hedge" not in address(app)
    quantities = [one.value for one in app.number_input if "below 0" in one.label]
    assert quantities
    assert set(quantities) == {0}
    assert app.button(key="take_off").disabled


@pytest.mark.parametrize(
    ("exit_name", "left"),
    [
        ("underlying", "157_call_84_17_23.5~121_call_80_108_23.5~4_index_future"),
        ("options", "13000_share~4_index_future"),
        ("related", "13000_share~157_call_84_17_23.5~121_call_80_108_23.5"),
        ("quotes", HEDGE),
        ("stop", HEDGE),
    ],
)
def test_unticking_an_exit_takes_its_trades_off(
    sandbox: Sandbox, exit_name: str, left: str
) -> None:
    """The others stay as they are; ticking it again brings an empty box, not the old trade."""
    app = sandbox(step="exits", **HEDGED)
    control(app, "checkbox", f"use_{exit_name}").uncheck().run()
    assert_sane(app)
    assert address(app)["hedge"] == left
    assert exit_name not in address(app)["exits"]
    control(app, "checkbox", f"use_{exit_name}").check().run()
    assert_sane(app)
    assert address(app)["exits"] == EXITS
    assert address(app)["hedge"] == left


def test_a_typed_quantity_is_a_trade(sandbox: Sandbox) -> None:
    """Typed again it replaces the first; zero takes it off."""
    app = sandbox(step="exits", book=BOOK)
    for quantity, text in ((1_300, "1300_share"), (-1_000_000, "-1000000_share"), (0, None)):
        box = next(one for one in app.number_input if one.label.startswith("Shares"))
        box.set_value(quantity).run()
        assert_sane(app)
        assert address(app).get("hedge") == text


def test_another_product_replaces_the_trade(sandbox: Sandbox) -> None:
    """Futures are not kept behind the mini's back."""
    app = sandbox(step="exits", book=BOOK, exits="related", hedge="4_index_future~100_share")
    product = control(app, "radio", "product")
    product.set_value(product.options[1]).run()
    assert_sane(app)
    assert address(app)["product"] == "index_mini"
    assert address(app)["hedge"] == "100_share"


def test_series_are_chosen_and_let_go(sandbox: Sandbox) -> None:
    """A series that is not chosen any more is not held any more."""
    app = sandbox(step="exits", **HEDGED)
    chosen = control(app, "multiselect", "series")
    assert len(chosen.value) == 2
    chosen.unselect(chosen.value[0]).run()
    assert_sane(app)
    assert held(app).hedge == notation.read("13000_share~121_call_80_108_23.5~4_index_future")[0]
    control(app, "multiselect", "series").select(chosen.options[0]).run()
    assert len(held(app).series) == 2


def test_another_rule_brings_its_own_numbers(sandbox: Sandbox) -> None:
    """The rule stands in the address, and its settings stand below it."""
    app = sandbox(step="day", book=BOOK)
    for name, own in desk_state.forms().settings.items():
        if name in control(app, "selectbox", "policy").options or name in desk_state.policies():
            control(app, "selectbox", "policy").set_value(name).run()
            assert_sane(app)
            assert address(app).get("policy", "at_intervals") == name
            labels = [one.label for one in (*app.slider, *app.number_input)]
            assert all(any(s.number.label in label for label in labels) for s in own.values())


def test_a_setting_moved_is_in_the_address_and_back_again_is_not(sandbox: Sandbox) -> None:
    """Only what differs from the default is written."""
    app = sandbox(step="day", book=BOOK)
    control(app, "slider", "days").set_value(3).run()
    assert address(app)["days"] == "3"
    control(app, "slider", "days").set_value(1).run()
    assert "days" not in address(app)


def test_a_walk_is_typed(sandbox: Sandbox) -> None:
    """Prices stand in the address; nonsense is refused in words and changes nothing."""
    app = sandbox(step="left", book=BOOK)
    app.text_input[0].set_value("81.6, 80").run()
    assert address(app)["walk"] == "81.6_80"
    assert "−1,857" in assert_sane(app)
    app.text_input[0].set_value("81 up").run()
    assert 'These prices cannot be walked: "up" is not a price.' in assert_sane(app)
    assert address(app)["walk"] == "81.6_80"
    app.text_input[0].set_value("81.6").run()
    assert "cannot be walked" not in assert_sane(app)


def test_customers_fill_a_book_instead(sandbox: Sandbox) -> None:
    """A situation's book is left behind, and with it its hedge."""
    app = press(sandbox(**HEDGED), "own_flow")
    assert address(app) == {"exits": EXITS}
    assert app.button(key="guess_short")


def test_back_to_a_bare_address_is_the_fresh_day(sandbox: Sandbox) -> None:
    """The browser's Back leads to where the visit began, and does not push it forward again."""
    app = press(sandbox(), "guess_short")
    app.query_params.clear()
    app.run()
    assert address(app) == {}
    assert app.button(key="guess_short")


def test_another_page_and_back_keeps_the_day(sandbox: Sandbox) -> None:
    """Reading a lesson in between costs nothing, although the navigation's link is bare."""
    app = press(sandbox(seed="5"), "guess_long")
    before = address(app)
    app.query_params.clear()
    app.switch_page(str(PAGES / "learn" / "start.py")).run()
    app.switch_page(str(PAGES / "practise" / "sandbox.py")).run()
    assert address(app) == before
    assert_sane(app)


def test_every_situation_can_be_begun(sandbox: Sandbox) -> None:
    """The list sets everything at once, and the first entry is a fresh day again."""
    presets = {name: one.parameters for name, one in state.course().situations.items()}
    app = sandbox()
    for name in list(presets)[:5]:
        app.selectbox(key="situation").set_value(name).run()
        assert_sane(app)
        assert address(app)["preset"] == name
        wanted, _ = desk_state.read({"preset": name}, presets)
        assert held(app, presets) == wanted
    app.selectbox(key="situation").set_value("A day of your own").run()
    assert address(app) == {}
