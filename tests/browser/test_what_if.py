"""The what-if: the engine's figures for book and exits, under the finger and after a gap.

A page of its own is served, so a server is started here; that is most of the time that it takes.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
import pytest

from engine.exposure import notation
from engine.exposure.book import Book
from engine.exposure.greeks import DeskGreeks, desk_greeks, in_desk_units
from engine.instruments import Underlying
from engine.pricing.black_scholes import Greeks
from engine.pricing.market import DAYS_PER_YEAR, Market
from pages.ui.component import joined
from pages.ui.what_if import SCRIPTS, forms
from tests.browser.app_page import Complaints, ready
from tests.browser.chromium import NARROW, visitor
from tests.browser.fingers import drag, touch
from tests.browser.live_book import number, renders, slider
from tests.browser.objections import TOO_WIDE, darkened, objections
from tests.browser.serving import REPOSITORY, Server, serving
from tests.browser.test_drag import COUNT_FRAMES, FOCUSED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

State = dict[str, Any]

SHARE = {
    "underlying": "share",
    "start": 80.0,
    "spot": 80.0,
    "shift": 0.0,
    "days": 0.0,
    "rate": 3.0,
    "yield": 2.0,
    "lines": [[-250, "call", 80, 45, 24]],
    "hedge": [[13_000, "share"]],
    "index": None,
    "indexStart": 1_420.0,
    "beta": 1.1,
    "cost": 0.0,
    "gapPoints": 0.0,
}
"""Worked example 1: 250 calls sold at the money, 13,000 shares bought."""

OPTIONS = [[157, "call", 84, 17, 23.5], [121, "call", 80, 108, 23.5], [3_800, "share"]]
"""Worked example 6: the exits that take out delta, gamma and vega."""

TWO_PRICES = [[4, "index_future"]]
"""An exit that follows the index, while the book follows the share."""

INDEX = {
    **SHARE,
    "underlying": "index",
    "start": 1_420.0,
    "spot": 1_420.0,
    "lines": [[-40, "index_call", 1_450, 60, 14]],
    "hedge": [[7, "index_future"], [1, "index_mini"]],
}
"""Worked example 8: 40 calls on the index sold, seven futures and a mini bought."""

DIGITS = {"profit": 0, "estimate": 0, "delta": 0, "gamma": 1, "vega": 0, "theta": 0}
GREEKS = {"delta": "delta_shares", "gamma": "gamma_per_dollar"}
SUMS = {"value": "value", "vega": "vega_per_point", "theta": "theta_per_day"}
TOLD = "document.querySelector('[data-testid=stCode]').innerText"
MEASURE = """([states, forms]) => states.map((given) => {
  const state = usable(given);
  return figuresOf(state, forms)(state.spot);
})"""
SHOW = """([data]) => {
  const host = document.body.appendChild(document.createElement("div"));
  const shown = new WhatIf(host);
  shown.update(data, () => {});
  const written = [];
  for (const gap of [null, ...GAPS]) {
    if (gap !== null) Object.assign(shown.state, afterGap(shown.state, gap));
    shown.draw(true);
    for (const one of host.querySelectorAll("*")) {
      written.push(one.children.length ? "" : one.textContent);
      written.push(...[...one.attributes].map(({ value }) => value));
    }
  }
  host.remove();
  return written;
}"""
PLACES = """(host) => [...host.querySelectorAll(".slider, figure, .plot, tr, .gaps, details")]
  .map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join();
  })"""


# ---- a page with the what-if on it ------------------------------------------------------------


def serving_what_if(folder: Path) -> AbstractContextManager[Server]:
    """Serve the page in the app's own colours."""
    shutil.copytree(REPOSITORY / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    page = Path(__file__).parent / "what_if_app.py"
    return serving(folder, page, {"PYTHONPATH": str(REPOSITORY)})


@pytest.fixture(scope="module")
def what_if_server(
    _browser_at_hand: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Return a server of the page."""
    with serving_what_if(tmp_path_factory.mktemp("what_if")) as started:
        yield started


@pytest.fixture(scope="module")
def desk(browser: Browser, what_if_server: Server) -> Iterator[BrowserContext]:
    """Return somebody at a desk."""
    with visitor(browser, what_if_server.url) as context:
        yield context


@pytest.fixture
def tab(desk: BrowserContext) -> Iterator[Page]:
    """Return a new tab."""
    opened = desk.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """Return a page with the what-if's scripts and nothing else."""
    page = browser.new_page()
    page.add_script_tag(
        content=joined(SCRIPTS).replace("export default function", "function mounted")
    )
    yield page
    page.close()


def look(page: Page, state: State = SHARE, **changes: Any) -> State:
    """Open a state and return it."""
    asked = {**state, **changes}
    page.goto(f"/?state={quote(json.dumps(asked))}")
    ready(page)
    return asked


def cell(page: Page, figure: str, of: str = "both") -> str:
    """Return what the table says."""
    return page.locator(f"[data-figure={figure}] [data-of={of}]").inner_text()


def said(page: Page) -> str:
    """Return what is said of the move, with plain spaces."""
    return page.locator(".read-back").inner_text().replace("\u00a0", " ")


def gap(page: Page, name: str) -> Locator:
    """Return one of the buttons that let the price gap."""
    group = page.get_by_role("group", name="Gap before you can trade")
    return group.get_by_role("button", name=f"{name}\u00a0%", exact=True)


def released(page: Page, act: Callable[[], None]) -> State:
    """Do something that ends in a release, and return what the server then heard."""
    before = page.evaluate(TOLD)
    act()
    page.wait_for_function(f"(before) => {TOLD} !== before", arg=before)
    ready(page)
    return dict(json.loads(page.evaluate(TOLD)))


# ---- the engine's word ------------------------------------------------------------------------


def book_of(lines: list[list[Any]]) -> Book:
    """Return the engine's book of a state's lines."""
    texts = [
        "_".join([f"{quantity:g}", kind, *(f"{shown:.12g}" for shown in fields)])
        for quantity, kind, *fields in lines
    ]
    book, left_out = notation.read("~".join(texts))
    assert not left_out
    return book


def related_price(state: State) -> float:
    """Return the index of a share, or the share of an index, as the state has it."""
    if state["index"] is not None:
        return float(state["index"])
    change = state["spot"] / state["start"] - 1
    return float(state["indexStart"] * (1 + pull(state) * change))


def pull(state: State) -> float:
    """Return the related return for one unit of the class's own return."""
    beta = float(state["beta"])
    return beta if state["underlying"] == "index" else 1 / beta


def markets(state: State) -> dict[Underlying, Market]:
    """Return the market of each underlying; whatever is not the class's own carries its rate."""
    own: Underlying = state["underlying"]
    other: Underlying = "index" if own == "share" else "share"
    rate = state["rate"] / 100
    moved = {
        "rate": rate,
        "volatility_shift": state["shift"] / 100,
        "years_passed": state["days"] / DAYS_PER_YEAR,
    }
    carry = state["yield"] / 100 if own == "share" else rate
    return {
        own: Market(spot=state["spot"], dividend_yield=carry, **moved),
        other: Market(spot=related_price(state), dividend_yield=rate, **moved),
    }


def at_start(state: State) -> State:
    """Return the state before anything moved."""
    return {**state, "spot": state["start"], "index": state["indexStart"], "shift": 0, "days": 0}


def measured(state: State, book: Book) -> dict[Underlying, DeskGreeks]:
    """Return what the engine measures of each part of a book."""
    return {on: desk_greeks(book.on(on), market) for on, market in markets(state).items()}


def expected(state: State, lines: list[list[Any]], cost: float = 0.0) -> dict[str, float]:
    """Return the figures that the table must show for these lines, from the engine."""
    book, now, before = book_of(lines), markets(state), markets(at_start(state))
    here, origin = measured(state, book), measured(at_start(state), book)
    own: Underlying = state["underlying"]
    other: Underlying = "index" if own == "share" else "share"
    per = pull(state) * now[other].spot / now[own].spot
    sums = {name: here[own]._asdict()[of] + here[other]._asdict()[of] for name, of in SUMS.items()}
    moves = {on: now[on].spot - before[on].spot for on in (own, other)}
    quadratic = sum(
        origin[on].delta_shares * move + origin[on].gamma_per_dollar * move**2 / 2
        for on, move in moves.items()
    )
    return {
        **sums,
        "delta": here[own].delta_shares + here[other].delta_shares * per,
        "gamma": here[own].gamma_per_dollar + here[other].gamma_per_dollar * per**2,
        "profit": sums["value"] - origin[own].value - origin[other].value - cost,
        "estimate": quadratic - cost,
    }


def assert_engine_agrees(page: Page, state: State) -> None:
    """Hold every figure of the table to the engine's, to the last digit shown."""
    parts = {"alone": expected(state, state["lines"])}
    if state["hedge"]:
        parts["both"] = expected(state, state["lines"] + state["hedge"], state["cost"])
    for of, figures in parts.items():
        for name, digits in DIGITS.items():
            off = abs(number(cell(page, name, of)) - figures[name])
            assert off <= 0.5 * 10**-digits * (1 + 1e-6), (of, name, figures, cell(page, name, of))


# ---- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "moved", "of", "figures"),
    [
        pytest.param(SHARE, {"spot": 81.0}, "both", {"profit": -764}, id="1: up C$1"),
        pytest.param(SHARE, {"spot": 79.0}, "both", {"profit": -707}, id="1: down C$1"),
        pytest.param(
            SHARE, {}, "alone", {"delta": -13034, "gamma": -1473.4, "vega": -2790, "theta": 767},
            id="1: before the hedge",
        ),
        pytest.param(SHARE, {"spot": 84.0}, "alone", {"profit": -63_294}, id="1: unhedged"),
        pytest.param(SHARE, {"shift": 2.0}, "both", {"profit": -5_580}, id="1: volatility"),
        pytest.param(SHARE, {"spot": 73.6, "shift": 6.0}, "alone", {"profit": 43_180}, id="6"),
        pytest.param(
            {**SHARE, "hedge": OPTIONS}, {"spot": 73.6, "shift": 6.0}, "both",
            {"profit": -7_774}, id="6: options",
        ),
        pytest.param(
            {**SHARE, "hedge": OPTIONS}, {}, "both",
            {"delta": -28, "gamma": -2.8, "vega": -7, "theta": 39}, id="6: what is left",
        ),
        pytest.param(INDEX, {"spot": 1_470.0}, "both", {"profit": -24_402}, id="8: up 50 points"),
        pytest.param(INDEX, {}, "both", {"delta": -11}, id="8: what is left"),
        pytest.param(INDEX, {}, "alone", {"delta": -1_461}, id="8: before the hedge"),
        pytest.param(
            SHARE, {"spot": 70.4, "shift": 6.0}, "both",
            {"profit": -67_554, "estimate": -67_571}, id="11: gap with volatility",
        ),
        pytest.param(SHARE, {"spot": 89.6}, "both", {"profit": -55_940}, id="11: gap up"),
    ],
)  # fmt: skip
def test_worked_examples(
    scripts: Page, state: State, moved: State, of: str, figures: dict[str, float]
) -> None:
    """The domain notes' worked examples 1, 6, 8 and 11, to the last digit printed there."""
    [here] = scripts.evaluate(MEASURE, [[{**state, **moved}], forms()])
    for name, figure in figures.items():
        assert abs(here[of][name] - figure) <= 0.5 * 10 ** -DIGITS[name] * (1 + 1e-6), here[of]


@pytest.mark.parametrize(
    "state",
    [
        pytest.param({**SHARE, "spot": 84.5, "shift": 2.5, "days": 12, "cost": 156.0}, id="shares"),
        pytest.param(
            {**SHARE, "spot": 84.0, "index": 1_400.0, "days": 7,
             "hedge": [[3, "index_future"], [20, "index_call", 1_440, 30, 15], [500, "etf"]]},
            id="index left behind",
        ),
        pytest.param({**INDEX, "spot": 1_385.0, "shift": -3, "cost": 150.0}, id="index class"),
        pytest.param({**SHARE, "spot": 78.0, "hedge": []}, id="no exits"),
    ],
)  # fmt: skip
def test_the_table_shows_the_engines_figures(tab: Page, state: State) -> None:
    """Book alone and with the exits, on both underlyings, from the engine's own formulas."""
    look(tab, state)
    assert_engine_agrees(tab, state)


def random_line(dice: random.Random, spot: float, index: float) -> list[Any]:
    """Return a line on either underlying: at the money or far off, expired, without volatility."""
    kind = dice.choice(["call", "put", "share", "index_call", "index_put"])
    kind = dice.choice([kind, kind, kind, "index_future", "index_mini", "etf"])
    if kind in ("share", "index_future", "index_mini", "etf"):
        return [dice.randint(-5_000, 5_000), kind]
    price = index if kind.startswith("index") else spot
    strike = round(dice.choice([price, dice.uniform(0.6, 1.6) * price]), 1)
    days = dice.choice([0, 1, dice.randint(2, 60), dice.randint(60, 1_825)])
    volatility = dice.choice([0, 5, round(dice.uniform(8, 60), 1)])
    return [dice.randint(-500, 500), kind, strike, days, volatility]


def random_states(seed: int) -> list[State]:
    """Return classes on either underlying, books and exits of up to 20 lines, moved markets."""
    dice = random.Random(seed)
    states = []
    for _ in range(40):
        on = dice.choice(["share", "share", "index"])
        start, related = (80.0, 1_420.0) if on == "share" else (1_420.0, 80.0)
        share, index = (start, related) if on == "share" else (related, start)
        lines = [random_line(dice, share, index) for _ in range(dice.randint(1, 20))]
        states.append(
            {
                **SHARE,
                "underlying": on,
                "start": start,
                "spot": round(start * dice.choice([1, dice.uniform(0.7, 1.4)]), 2),
                "shift": dice.choice([0.0, dice.uniform(-60, 60)]),
                "days": float(dice.choice([0, 1, 44.5, dice.randint(2, 400)])),
                "rate": dice.uniform(-5, 15),
                "yield": dice.uniform(-5, 15),
                "lines": lines,
                "hedge": [random_line(dice, share, index) for _ in range(dice.randint(0, 20))],
                "index": dice.choice([None, related * dice.uniform(0.8, 1.2)]),
                "indexStart": related,
                "beta": dice.choice([1.1, dice.uniform(0.5, 2)]),
                "cost": dice.uniform(0, 5_000),
            }
        )
    return states


def gross(state: State, lines: list[list[Any]]) -> dict[str, float]:
    """Return what the lines add up to without their signs: what rounding is measured by."""
    book, own = book_of(lines), state["underlying"]
    total = dict.fromkeys(["value", "delta", "gamma", "vega", "theta"], 1e-9)
    now = markets(state)
    for on, market in now.items():
        per = 1.0 if on == own else pull(state) * market.spot / now[own].spot
        columns = book.on(on).position_greeks(market)
        sizes = in_desk_units(Greeks(*(np.abs(one).sum() for one in columns)), market.spot)
        for name, of in SUMS.items():
            total[name] += sizes._asdict()[of]
        total["delta"] += sizes.delta_shares * abs(per)
        total["gamma"] += sizes.gamma_per_dollar * per**2
    return total


def test_browser_measures_what_the_engine_measures(scripts: Page) -> None:
    """Every figure of 40 random states agrees to 1e-9 of what the lines add up to unsigned."""
    states = random_states(seed=20260327)
    found = scripts.evaluate(MEASURE, [states, forms()])
    for state, here in zip(states, found, strict=True):
        for of, lines in (("alone", state["lines"]), ("both", state["lines"] + state["hedge"])):
            cost = state["cost"] if of == "both" and any(q for q, *_ in state["hedge"]) else 0.0
            wanted, sizes = expected(state, lines, cost), gross(state, lines)
            before = gross(at_start(state), lines)
            sizes["profit"] = sizes["value"] + before["value"] + cost
            start = state["start"]
            sizes["estimate"] = before["delta"] * start + before["gamma"] * start**2 + cost
            for name, size in sizes.items():
                off = abs(here[of][name] - wanted[name])
                assert off <= 1e-9 * size, (name, of, wanted[name], here[of][name], state)


MANY = [[(-1) ** n * 10, "put" if n % 3 else "call", 60 + 0.2 * n, n, 20] for n in range(200)]


@pytest.mark.parametrize(
    "state",
    [
        pytest.param({**SHARE, "days": 45}, id="expired"),
        pytest.param({**SHARE, "lines": [[-250, "call", 80, 0, 0]]}, id="worthless input"),
        pytest.param({**SHARE, "shift": -90}, id="no volatility"),
        pytest.param({**SHARE, "lines": [[0, "call", 80, 45, 24]], "hedge": [[0, "etf"]]}, id="0"),
        pytest.param({**SHARE, "lines": [], "hedge": []}, id="empty"),
        pytest.param({**SHARE, "lines": MANY, "hedge": [[4, "index_future"]]}, id="200 lines"),
        pytest.param({**SHARE, "lines": [[-1_000_000, "call", 80, 45, 24]]}, id="1,000,000"),
        pytest.param({**SHARE, "hedge": [[4, "index_future"]], "beta": 0.0}, id="beta of nothing"),
        pytest.param(
            {**SHARE, "hedge": [[4, "index_call", 1_400, 30, 15]], "beta": 0.05}, id="small beta"
        ),
        pytest.param({**SHARE, "spot": 0.0, "start": 0.0}, id="no price"),
        pytest.param(
            {**SHARE, "hedge": [[4, "index_call", 1_400, 30, 15]], "indexStart": 0.0}, id="no index"
        ),
        pytest.param({**SHARE, "gapPoints": -3.0}, id="volatility falls in a gap"),
    ],
)  # fmt: skip
def test_nothing_odd_is_ever_shown(scripts: Page, state: State) -> None:
    """Whatever the state, every text, attribute and path is made of numbers, after gaps too."""
    written = scripts.evaluate(SHOW, [{"revision": "1", "state": state, "forms": forms()}])
    assert len(written) > 1_000
    assert [one for one in written if re.search(r"NaN|Infinity|undefined|null", one)] == []


# ---- under the finger ---------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [SHARE["lines"], MANY[:20]], ids=["one line", "twenty lines"])
def test_every_frame_of_a_drag_is_drawn_and_nothing_jumps(tab: Page, lines: list[Any]) -> None:
    """Each frame in which the finger moved shows new figures, with everything in its place."""
    state = look(tab, lines=lines, hedge=OPTIONS)
    tab.evaluate(COUNT_FRAMES)
    before, places = renders(tab), tab.locator(".host").evaluate(PLACES)
    drag(tab, slider(tab), pixels=60)
    frames = tab.evaluate("window.movedFrames")
    assert frames > 5
    assert renders(tab) - before >= 0.8 * frames
    assert tab.locator(".host").evaluate(PLACES) == places
    sent = released(tab, tab.mouse.up)
    assert sent["spot"] > 80
    assert tab.locator(".host").evaluate(PLACES) == places
    assert_engine_agrees(tab, {**state, **sent})


@pytest.mark.parametrize(
    ("width", "hedge"),
    [
        (1_280, OPTIONS),
        (1_048, [[4, "index_future"]]),
        (390, OPTIONS),
        (390, [[4, "index_future"]]),
    ],
    ids=["one", "two prices", "one, narrow", "two prices, narrow"],
)
def test_space_is_kept_for_the_longest_sentence(tab: Page, width: int, hedge: list[Any]) -> None:
    """Whatever is moved, everything else stays where it is, on any screen."""
    tab.set_viewport_size({"width": width, "height": 900})
    look(tab, hedge=hedge)
    places = tab.locator(".host").evaluate(PLACES)
    moved = {"spot": 88.4, "shift": -12.5, "days": 17, "cost": 0.0}
    look(tab, hedge=hedge, **moved, index=1_398.5 if hedge is not OPTIONS else None)
    assert ", volatility 12.5 points down, 17 days later." in said(tab)
    assert tab.locator(".host").evaluate(PLACES) == places


def test_nothing_is_sent_until_release(tab: Page) -> None:
    """The server hears nothing of the drag and one message of its end, with what was moved."""
    frames: list[str | bytes] = []
    tab.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(frame)))
    look(tab)
    frames.clear()
    drag(tab, slider(tab))
    assert frames == []
    sent = released(tab, tab.mouse.up)
    assert len(frames) == 1
    assert set(sent) == {"spot", "shift", "days", "index", "sending"}
    assert (sent["shift"], sent["days"], sent["index"]) == (0, 0, None)


def test_each_slider_moves_its_own_number(tab: Page) -> None:
    """Price, index, volatility and days: each is heard on release, and the engine agrees."""
    state = look(tab, hedge=[[4, "index_future"]], cost=80.0)
    seen = {**state, "sending": 0}
    for name in ("spot", "index", "shift", "days"):
        drag(tab, slider(tab, name))
        sent = released(tab, tab.mouse.up)
        assert {one for one in sent if sent[one] != seen[one]} == {name, "sending"}
        seen = sent
        assert_engine_agrees(tab, {**state, **sent})


def test_the_index_moves_with_the_share_until_it_is_dragged(tab: Page) -> None:
    """By itself it makes the share's return divided by beta; a button ties it again."""
    state = look(tab, hedge=[[4, "index_future"]])
    tied = tab.get_by_role("button", name="Moves with the share")
    released(tab, gap(tab, "+8").click)
    assert float(slider(tab, "index").input_value()) == round(1_420 * (1 + 0.08 / 1.1))
    assert tied.get_attribute("aria-pressed") == "true"
    drag(tab, slider(tab, "index"))
    sent = released(tab, tab.mouse.up)
    assert 1_420 < sent["index"] < 1_523
    assert_engine_agrees(tab, {**state, **sent})
    assert tied.get_attribute("aria-pressed") == "false"
    assert said(tab).startswith(f"The share is at C$86.40, the index at {sent['index']:,.0f}.")
    sent = released(tab, tied.click)
    assert sent["index"] is None
    assert_engine_agrees(tab, {**state, **sent})


def test_the_index_is_asked_for_only_where_exits_follow_it(tab: Page) -> None:
    """Shares alone, and a class on the index itself, have one price to drag."""
    for state in (SHARE, INDEX):
        look(tab, state)
        assert slider(tab, "index").is_hidden()
    assert tab.get_by_text("Index (points)").first.is_visible()
    assert "C$" not in tab.locator(".slider-head output").first.inner_text()


def test_chart_is_dragged_by_the_pointer(tab: Page) -> None:
    """Either picture is a handle."""
    state = look(tab)
    for name, pixels in (("profit", 30), ("delta", 50)):
        before = renders(tab)
        drag(tab, tab.locator(f"figure[data-shape={name}] svg"), pixels=pixels)
        assert renders(tab) > before + 5
        sent = released(tab, tab.mouse.up)
        assert sent["spot"] > 80
        assert_engine_agrees(tab, {**state, **sent})


def test_keyboard_reaches_and_moves_everything(tab: Page) -> None:
    """Tab leads to the price; an arrow key is a drag of one step; a gap is pressed by Enter."""
    state = look(tab)
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate(FOCUSED) == "spot":
            break
    sent = released(tab, lambda: tab.keyboard.press("ArrowRight"))
    assert sent["spot"] == 80.1
    assert_engine_agrees(tab, {**state, **sent})
    gap(tab, "\u22128").focus()
    assert released(tab, lambda: tab.keyboard.press("Enter"))["spot"] == 73.6


def test_finger_moves_what_a_mouse_moves(browser: Browser, what_if_server: Server) -> None:
    """On a telephone slider and picture follow the finger, the charts right after the sliders."""
    settings = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
    with visitor(browser, what_if_server.url, **settings) as context:
        page = context.new_page()
        state = look(page)
        for handle in ("input[data-name=spot]", "figure[data-shape=profit] svg"):
            before = renders(page)
            sent = released(page, lambda handle=handle: touch(page, page.locator(handle)))
            assert sent["spot"] > 80
            assert renders(page) > before + 5
            assert_engine_agrees(page, {**state, **sent})
        order = [".sliders", "figure[data-shape=profit]", "figure[data-shape=delta]", ".gaps",
                 ".read-back", ".pair"]  # fmt: skip
        tops = [page.locator(one).evaluate("(one) => one.getBoundingClientRect().y")
                for one in order]  # fmt: skip
        assert tops == sorted(tops)


# ---- the gap ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "points", "sentence"),
    [
        (
            "\u22128", 0.0,
            "The share gaps 8 % down before you can trade. With your exits you lose C$29,028; "
            "delta and gamma alone would have said C$29,960. Without your exits you would have "
            "made C$54,172.",
        ),
        (
            "\u22128", 0.75,
            "The share gaps 8 % down and volatility jumps 6 points before you can trade. With your "
            "exits you lose C$40,020; delta and gamma alone would have said C$29,960. Without your "
            "exits you would have made C$43,180.",
        ),
        (
            "+8", 0.75,
            "The share gaps 8 % up and volatility jumps 6 points before you can trade. With your "
            "exits you lose C$39,605; delta and gamma alone would have said C$30,391. Without your "
            "exits you would have lost C$122,805.",
        ),
    ],
)  # fmt: skip
def test_a_gap_is_told_in_one_sentence(tab: Page, name: str, points: float, sentence: str) -> None:
    """Worked example 11: one press moves price and volatility from the start, however it stood."""
    state = look(tab, spot=84.0, days=10, gapPoints=points)
    spoken = tab.locator("[aria-live=polite]")
    assert spoken.inner_text() == ""
    sent = released(tab, gap(tab, name).click)
    wanted = {"spot": 86.4 if name == "+8" else 73.6, "shift": 8 * points, "days": 0, "index": None}
    assert {one: sent[one] for one in wanted} == wanted
    assert said(tab) == sentence
    assert spoken.inner_text().replace("\u00a0", " ") == sentence
    assert gap(tab, name).get_attribute("aria-pressed") == "true"
    assert tab.locator(".gap-buttons [aria-pressed=true]").count() == 1
    assert_engine_agrees(tab, {**state, **sent})


def test_the_live_region_speaks_on_release_only(tab: Page) -> None:
    """While the finger is down the sentence changes for the eye and not for the ear."""
    look(tab)
    drag(tab, slider(tab))
    assert said(tab).startswith("The share is at C$8")
    assert tab.locator("[aria-live=polite]").inner_text() == ""
    released(tab, tab.mouse.up)
    assert tab.locator("[aria-live=polite]").inner_text().replace("\u00a0", " ") == said(tab)


def test_back_to_the_start(tab: Page) -> None:
    """Everything that moved is put back, and what the exits cost is all that is left."""
    look(tab, hedge=[[4, "index_future"]], spot=85.0, shift=3, days=5, index=1_500.0, cost=80.0)
    sent = released(tab, tab.get_by_role("button", name="Back to the start").click)
    assert [sent[name] for name in ("spot", "shift", "days", "index")] == [80, 0, 0, None]
    assert cell(tab, "profit") == "\u2212C$80"
    assert "your exits have cost C$80" in said(tab)
    assert tab.get_by_role("button", name="Back to the start").is_disabled()


def test_without_exits_there_is_one_column(tab: Page) -> None:
    """An empty hedge leaves no third column, no dashed line, and words that fit."""
    look(tab, hedge=[], gapPoints=0.75)
    gap(tab, "+8").click()
    assert tab.locator("[data-of=both]").count() == 0
    assert tab.locator(".key.later").is_hidden()
    assert "exits" not in tab.locator(".host").inner_text()
    assert said(tab) == (
        "The share gaps 8 % up and volatility jumps 6 points before you can trade. "
        "You lose C$122,805; delta and gamma alone would have said C$113,591."
    )


# ---- words, eyes and ears -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slope", "curve", "title"),
    [
        ("out", "stays", "Your exits take the slope out, not the curve"),
        ("out", "out", "Your exits take out the slope and the curve"),
        ("part", "out", "Your exits take out part of the slope and the curve"),
        ("out", "none", "Your exits take the slope out"),
        ("stays", "part", "Your exits take part of the curve out, not the slope"),
        ("out", "turned", "Your exits take the slope out and turn the curve over"),
        ("more", "stays", "Your exits add to the slope, not the curve"),
        ("stays", "stays", "Your exits leave the slope and the curve as they were"),
        ("none", "stays", "Your exits leave the curve as it was"),
        ("none", "none", "Your exits leave nothing to gain or lose"),
    ],
)
def test_titles_say_what_became_of_slope_and_curve(
    scripts: Page, slope: str, curve: str, title: str
) -> None:
    """What the picture shows is said above it."""
    assert scripts.evaluate("([one, two]) => exitsTitle(one, two)", [slope, curve]) == title


@pytest.mark.parametrize(
    ("changes", "profit", "delta"),
    [
        (
            {}, "Your exits take the slope out, not the curve",
            "Your delta starts near zero and falls as the share rises",
        ),
        (
            {"hedge": OPTIONS}, "Your exits take out the slope and the curve",
            "Your delta hardly changes around the start",
        ),
        (
            {"hedge": [[20_000, "share"]]}, "Your exits turn the slope over, not the curve",
            "Your delta falls as the share rises",
        ),
        ({"hedge": []}, "Your book loses when the share rises",
         "Your delta falls as the share rises"),
        (
            {"hedge": [], "lines": [[-100, "call", 80, 45, 24], [-100, "put", 80, 45, 24]]},
            "Your book loses whichever way the share goes",
            "Your delta falls as the share rises",
        ),
    ],
)  # fmt: skip
def test_titles_are_chosen_by_the_figures(
    scripts: Page, changes: State, profit: str, delta: str
) -> None:
    """Shares take no curve out, options do; without exits the book itself is described."""
    found = scripts.evaluate(
        """([given, forms]) => {
          const state = usable(given);
          const origin = originOf(state, forms);
          const at = figuresOf(state, forms, origin);
          const sides = { down: at(state.start * 0.92), up: at(state.start * 1.08) };
          return [profitTitle(state, origin, sides), deltaTitle(state, origin)];
        }""",
        [{**SHARE, **changes}, forms()],
    )
    assert found == [profit, delta]


def test_everybody_can_read_it(browser: Browser, what_if_server: Server) -> None:
    """Nothing for axe to object to, wide and narrow; nothing cut off; an empty console."""
    with visitor(browser, what_if_server.url, color_scheme="light") as context:
        page = context.new_page()
        complaints = Complaints(page)
        look(page, hedge=[[4, "index_future"], *OPTIONS], cost=80.0, gapPoints=0.75)
        gap(page, "+8").click()
        page.get_by_text("The numbers behind the curves").click()
        wide, dark = objections(page), darkened(page)
        page.set_viewport_size(NARROW)
        page.wait_for_timeout(300)
        assert wide == dark == objections(page) == []
        assert page.evaluate(TOO_WIDE) == []
        assert complaints == []
