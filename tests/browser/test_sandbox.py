"""The hedging sandbox from the first guess to the thousandth day, by mouse, by keyboard, by link.

Every step is looked at in both themes, wide and narrow, folded and unfolded, and a server is killed
and started again: that is most of the time that it takes.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest

from engine.desk.distribution import distribution
from engine.desk.exits import standing
from engine.exposure import notation
from pages.ui import desk_state
from pages.ui.desk_state import STEPS, DeskState
from pages.ui.sandbox.day import plans, run_seed
from pages.ui.sandbox.flow import book_of, came
from pages.ui.sandbox.measure import percent
from pages.ui.sandbox.words import money, plain, signed
from tests.browser.app_page import Complaints, ready
from tests.browser.chromium import NARROW, WIDE, visitor
from tests.browser.fingers import drag
from tests.browser.keyboard import FOCUSED, tab_to
from tests.browser.live_book import parameters, renders, slider, wait_for_address
from tests.browser.objections import TOO_WIDE, darkened, objections
from tests.browser.serving import serving
from tests.browser.test_every_page import NOTE_REFUSALS, STREAMLITS_NUMBERS
from tests.browser.test_what_if import SHARE
from tests.browser.test_what_if import assert_engine_agrees as assert_what_if_agrees

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

BOOK = "-250_call_80_45_24"
HEDGED = (
    f"book={BOOK}&hedge=13000_share~157_call_84_17_23.5~121_call_80_108_23.5~1_index_mini"
    "&exits=underlying_options_related_quotes_stop&times=100&ran=yes&swing=yours"
)
UNFOLDED = "figures_scenarios_margin_sides_formula_theory_compare_walk_why"
SHOWN = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const hosts = [...main.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const inside = hosts.map(({ shadowRoot }) => shadowRoot)
    .flatMap((root) => [...root.querySelectorAll(".story, .side, .read-back, .compared")]);
  return [main, ...inside].map((one) => one.innerText).join("\\n");
}"""
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"

SEARCH = "() => location.search"


# ---- reading the page -------------------------------------------------------------------------


def look(page: Page, query: str = "") -> None:
    """Open the sandbox at an address and wait until all of it is drawn."""
    page.goto(f"/sandbox?{query}" if query else "/sandbox")
    ready(page)
    page.locator(".step[aria-current]").wait_for()


def shown(page: Page) -> str:
    """Return everything that can be read, with plain blanks."""
    ready(page)
    page.locator(".step[aria-current]").wait_for()
    return str(page.evaluate(SHOWN)).replace("\u00a0", " ")


def state_of(page: Page) -> DeskState:
    """Return the state that the address bar says."""
    found, notes = desk_state.read(parameters(page), {})
    assert notes == []
    return found


def arrive(page: Page, **wanted: str) -> None:
    """Wait until the address says all of this and the page has followed."""
    wait_for_address(page, **wanted)
    if "step" in wanted:
        opened(page, wanted["step"])
    ready(page)


def opened(page: Page, step: str) -> None:
    """Wait until a step of the story is the open one."""
    name = str(STEPS.index(step) + 1)
    page.locator(".step[aria-current] .number").get_by_text(name, exact=True).wait_for()


def button(page: Page, name: str) -> Locator:
    """Return the button that is called exactly so."""
    return page.get_by_role("button", name=re.compile(rf"(^|\s){re.escape(name)}$"))


def gap(page: Page, name: str) -> Locator:
    """Return one of the buttons that let the price gap."""
    return page.get_by_role("button", name=f"{name}\u00a0%", exact=True)


def table(page: Page, name: str) -> list[list[str]]:
    """Return the rows of a table by its name."""
    ready(page)
    found = page.locator(f"table[aria-label='{name}']").evaluate(
        "(one) => [...one.tBodies[0].rows].map((row) => [...row.cells].map((it) => it.innerText))"
    )
    return [[cell.replace("\u00a0", " ").strip() for cell in row if cell.strip()] for row in found]


# ---- the engine's word ------------------------------------------------------------------------


def flow_agrees(page: Page, here: DeskState) -> None:
    """Hold the number of deals and the net position to the engine's."""
    day = came(here)
    net = int(day.net.sum())
    side = "short" if net < 0 else "long"
    wanted = f"{len(day.fills)} of {day.came} customers dealt: you are {side} {plain(abs(net))}"
    assert wanted in shown(page)


def measure_agrees(page: Page, here: DeskState) -> None:
    """Hold the four headline figures to the engine's."""
    desk = here.desk()
    net = standing(desk, book_of(here)).net
    said = page.locator(".st-key-headline").inner_text().replace("\u00a0", " ")
    for figure in (
        f"{signed(net.delta_shares)} shares",
        f"{money(net.gamma_per_percent * desk.market.spot)} per 1 %",
        f"{money(net.vega_per_point)} a point",
        f"{money(net.theta_per_day)} a day",
    ):
        assert figure in said


def exits_agree(page: Page, here: DeskState) -> None:
    """Hold exposure, limits, risk left and cost, before and after, to the engine's."""
    desk, book = here.desk(), book_of(here)
    before, after = standing(desk, book), standing(desk, book, here.hedge)
    exposure = table(page, "Exposure before and after the exits")
    assert exposure[0][1:] == [signed(one.net.delta_shares, 1) for one in (before, after)]
    assert exposure[3][1:] == [signed(one.net.vega_per_point, 1) for one in (before, after)]
    wanted = [
        [percent(old).replace("\u00a0", " "), percent(new).replace("\u00a0", " ")]
        for old, new in zip(before.uses, after.uses, strict=True)
    ]
    rows = table(page, "Use of the limits before and after the exits")
    assert [row[1:3] for row in rows] == wanted
    left = [[plain(old), plain(new)] for old, new in zip(before.left, after.left, strict=True)]
    rows = table(page, "Risk left before and after the exits")
    assert [row[1:] for row in rows] == left
    assert f"Taking these exits costs C${plain(after.cost)}." in shown(page)


def left_agrees(page: Page, here: DeskState) -> None:
    """Hold the figures of the dragged market to the engine's."""
    world = here.desk().world
    lines = [
        [[int(quantity), kind, *map(float, fields)] for quantity, kind, fields in split(text)]
        for text in (notation.write(book_of(here)), notation.write(here.hedge))
    ]
    assert_what_if_agrees(
        page,
        {
            **SHARE,
            "lines": lines[0],
            "hedge": lines[1],
            "spot": here.shown("to_spot") or world.spot,
            "shift": here.shown("to_shift"),
            "days": here.shown("to_days"),
            "index": here.shown("to_index") or None,
            "indexStart": world.index,
            "beta": world.beta,
            "gapPoints": world.gap_volatility,
        },
    )


def split(text: str) -> list[tuple[str, str, list[str]]]:
    """Return quantity, kind and fields of each line of a book."""
    found = (
        re.fullmatch(r"(-?\d+)_([a-z_]+?)((?:_[\d.]+)*)", line)
        for line in text.split("~") if line
    )  # fmt: skip
    return [(one[1], one[2], one[3].split("_")[1:]) for one in found if one]


def day_agrees(page: Page, here: DeskState) -> None:
    """Hold mean and swing of the three plans to the engine's, played again."""
    run, book, desk = here.form("run"), book_of(here), here.desk()
    steps = round(run.days * run.steps_a_day)
    spreads = distribution(
        desk, book, plans(here, book, desk), days=run.days, steps=steps, times=int(run.times),
        seed=run_seed(here),
    )  # fmt: skip
    rows = table(page, "Mean and swing of each plan")
    assert [row[0] for row in rows] == [one.label for one in spreads]
    for row, one in zip(rows, spreads, strict=True):
        said = " ".join(row[1:])
        assert signed(one.mean) in said
        assert plain(one.deviation) in said
    least = min(spreads, key=lambda one: one.deviation)
    assert f"Over 100 runs {least.label} swings least" in shown(page)


AGREES: dict[str, Callable[[Page, DeskState], None]] = {
    "flow": flow_agrees,
    "measure": measure_agrees,
    "exits": exits_agree,
    "left": left_agrees,
    "day": day_agrees,
}


def assert_kept(page: Page) -> str:
    """Hold the open step to the engine, and to itself after the page was loaded again."""
    ready(page)
    here = state_of(page)
    AGREES[here.step](page, here)
    before = shown(page)
    page.reload()
    assert shown(page) == before
    return before


# ---- the story --------------------------------------------------------------------------------


def test_the_whole_story_by_mouse(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    """Each step agrees with the engine and survives a reload; its end is everybody's by link."""
    complaints = Complaints(page)
    look(page, "times=100")
    button(page, "Short options").click()
    arrive(page, arrived="yes", guess="short")
    assert_kept(page)
    button(page, "Measure what they left").click()
    arrive(page, step="measure")
    assert_kept(page)
    button(page, "Choose exits").click()
    arrive(page, step="exits")
    assert page.evaluate(SCROLLED) < 300
    page.get_by_text("Trade a related product", exact=True).click()
    arrive(page, exits="underlying_related")
    button(page, "Suggest a hedge").click()
    page.wait_for_function("() => location.search.includes('hedge=')")
    assert "so buy " in assert_kept(page)
    page.locator(".step").nth(3).click()
    arrive(page, step="left")
    drag(page, slider(page))
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('to_spot=')")
    assert_kept(page)
    gap(page, "\u22128").click()
    arrive(page, to_spot="73.6")
    assert_kept(page)
    button(page, "Run the day").click()
    arrive(page, step="day")
    button(page, "Run the day: I say textbook").click()
    arrive(page, ran="yes", swing="textbook")
    end = assert_kept(page)
    somebody_else = new_context().new_page()
    somebody_else.goto(page.evaluate("location.href"))
    assert shown(somebody_else) == end
    assert complaints == []


def test_the_whole_story_by_keyboard(page: Page) -> None:
    """Tab, Enter, Space and arrows do all of it, and the keyboard never loses its place."""
    look(page, "times=100")
    tab_to(page, "Short options")
    page.keyboard.press("Enter")
    arrive(page, arrived="yes")
    tab_to(page, "Measure what they left")
    page.keyboard.press("Enter")
    arrive(page, step="measure")
    assert "Measure" in page.evaluate(FOCUSED)
    tab_to(page, "Choose exits")
    page.keyboard.press("Enter")
    arrive(page, step="exits")
    for exits in ("underlying_options", "underlying"):
        if exits == "underlying_options":
            tab_to(page, "Trade other options")
        page.keyboard.press("Space")
        arrive(page, **({"exits": exits} if exits != "underlying" else {}))
        page.wait_for_function(
            "(ticked) => location.search.includes('exits=') === ticked",
            arg=exits == "underlying_options",
        )
        ready(page)
        assert "Trade other options" in page.evaluate(FOCUSED)
    tab_to(page, "Suggest a hedge")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('_share')")
    ready(page)
    assert "Suggest a hedge" in page.evaluate(FOCUSED)
    tab_to(page, "See what is left")
    page.keyboard.press("Enter")
    arrive(page, step="left")
    tab_to(page, "spot")
    page.keyboard.press("ArrowRight")
    arrive(page, to_spot="80.1")
    tab_to(page, "+8 %")
    page.keyboard.press("Enter")
    arrive(page, to_spot="86.4")
    assert "+8" in page.evaluate(FOCUSED)
    left_agrees(page, state_of(page))
    tab_to(page, "Run the day")
    page.keyboard.press("Enter")
    arrive(page, step="day")
    tab_to(page, "I say yours")
    page.keyboard.press("Enter")
    arrive(page, ran="yes", swing="yours")
    day_agrees(page, state_of(page))


def test_back_and_forward_walk_through_the_story(page: Page) -> None:
    """Each choice is a step of the history, to the fresh day at its beginning and forth again."""
    look(page)
    button(page, "Long options").click()
    arrive(page, guess="long")
    walked = ["", page.evaluate(SEARCH)]
    for step, name in (("measure", "Measure what they left"), ("exits", "Choose exits")):
        button(page, name).click()
        arrive(page, step=step)
        walked.append(page.evaluate(SEARCH))
    button(page, "Suggest a hedge").click()
    page.wait_for_function("() => location.search.includes('hedge=')")
    exits_agree(page, state_of(page))
    walked.append(page.evaluate(SEARCH))
    page.go_back()
    page.wait_for_function("() => !location.search.includes('hedge=')")
    page.get_by_text("Taking these exits costs C$0.").wait_for()
    exits_agree(page, state_of(page))
    for search in reversed(walked[:-2]):
        page.go_back()
        stands_at(page, search)
    page.get_by_text("Before they come").wait_for()
    assert parameters(page) == {}
    for search in walked[1:]:
        page.go_forward()
        stands_at(page, search)
    page.get_by_text("What it leaves").first.wait_for()
    page.get_by_text("Taking these exits costs C$0.").wait_for(state="detached")
    exits_agree(page, state_of(page))


def stands_at(page: Page, search: str) -> None:
    """Wait until the address is this one, and the page has followed: who goes on before is lost."""
    page.wait_for_function("(search) => location.search === search", arg=search)
    opened(page, dict(parse_qsl(search[1:])).get("step", STEPS[0]))
    there = "arrived=" not in search
    page.get_by_text("Before they come").wait_for(state="visible" if there else "detached")
    ready(page)


def test_two_tabs_are_two_days(page: Page) -> None:
    """What is done in one tab changes nothing in the other."""
    tabs = [page, page.context.new_page()]
    for seed, tab in zip(("3", "4"), tabs, strict=True):
        look(tab, f"seed={seed}")
        button(tab, "Short options").click()
        arrive(tab, arrived="yes", seed=seed)
    said = [shown(tab) for tab in tabs]
    assert said[0] != said[1]
    button(tabs[0], "Measure what they left").click()
    arrive(tabs[0], step="measure", seed="3")
    tabs[1].bring_to_front()
    assert shown(tabs[1]) == said[1]
    measure_agrees(tabs[0], state_of(tabs[0]))
    tabs[1].close()


def test_a_restarted_server_goes_on_with_the_story(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Buttons, boxes and the dragged market all answer, though the server has forgotten them."""
    folder = tmp_path_factory.mktemp("killed")
    with serving(folder) as server, visitor(browser, server.url) as context:
        page = context.new_page()
        look(page, f"book={BOOK}&hedge=13000_share&step=left")
        drawn = renders(page)
        os.kill(server.pid, signal.SIGKILL)
        page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
        with serving(folder, port=int(server.url.rpartition(":")[2])):
            page.wait_for_function(
                "() => document.querySelector('[data-testid=stApp]')"
                ".dataset.testConnectionState === 'CONNECTED'",
                timeout=30_000,
            )
            # The server has run the page again when the market is drawn from what it then says.
            page.wait_for_function(
                "(before) => { const host = [...document.querySelectorAll("
                "'[data-testid=stBidiComponentIsolated]')].map((one) => one.shadowRoot"
                ".querySelector('.host')).find(Boolean);"
                " return Number(host?.dataset.renders) > before; }",
                arg=drawn,
            )
            ready(page)
            gap(page, "+8").click()
            page.wait_for_function("() => location.search.includes('to_spot=86.4')")
            ready(page)
            left_agrees(page, state_of(page))
            page.locator(".step").nth(2).click()
            arrive(page, step="exits", hedge="13000_share", to_spot="86.4")
            button(page, "Take all off").click()
            page.wait_for_function("() => !location.search.includes('hedge=')")
            exits_agree(page, state_of(page))


# ---- for everybody ----------------------------------------------------------------------------


def test_every_step_is_for_everybody(new_context: Callable[..., BrowserContext]) -> None:
    """Unfolded: axe, the policy and the console have no objection, and a telephone holds it all."""
    context = new_context(color_scheme="light")
    context.add_init_script(NOTE_REFUSALS)
    page = context.new_page()
    complaints = Complaints(page)
    look(page)
    found: dict[str, Any] = {"before anybody came": objections(page)}
    for step in STEPS:
        page.set_viewport_size(WIDE)
        look(page, f"{HEDGED}&open={UNFOLDED}&step={step}")
        unfold(page)
        found[f"{step}, wide"] = objections(page)
        found[f"{step}, dark"] = darkened(page)
        page.set_viewport_size(NARROW)
        page.locator("[data-testid=stSidebar][aria-expanded=true]").wait_for(state="detached")
        page.wait_for_timeout(500)  # pictures take the new width a moment later
        found[f"{step}, narrow"] = page.evaluate(TOO_WIDE)
        refused = page.evaluate("refused")
        found[f"{step}, policy"] = [one for one in refused if not STREAMLITS_NUMBERS.match(one)]
    assert {place: what for place, what in found.items() if what} == {}
    assert complaints == []


def unfold(page: Page) -> None:
    """Open everything that is folded, and the last of the popovers."""
    for summary in page.locator("[data-testid=stExpander] summary").all():
        if summary.evaluate("(one) => !one.parentElement.open"):
            summary.click()
    popovers = page.locator("[data-testid=stPopover] button")
    if popovers.count():
        popovers.last.click()
        page.locator("[data-testid=stPopoverBody]").wait_for()


def test_nothing_is_cut_off_on_a_telephone_before_the_story_begins(page: Page) -> None:
    """At 390 pixels nothing has to be scrolled sideways before and while customers come."""
    page.set_viewport_size(NARROW)
    wide = {}
    for query in ("", "arrived=yes"):
        look(page, query)
        wide[query[-12:]] = page.evaluate(TOO_WIDE)
    assert not any(wide.values()), wide
