"""Step 5: run the day three ways on one path with the same customers; then a thousand days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, cast

import numpy as np
import streamlit as st

from engine.desk.attribution import Attribution, attribute, running
from engine.desk.day import play
from engine.desk.distribution import Spread, distribution
from engine.desk.plan import Desk, Plan
from engine.desk.suggest import textbook
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.hedging.policies import labels, policies
from engine.study.lessons import escape_money
from pages.ui.desk_state import MOST_SEED, SHAPES, DeskState, forms
from pages.ui.sandbox import pictures, theory, visit
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.words import amount, money, plain, signed
from pages.ui.tables import numbers

NO_HEDGE, TEXTBOOK, YOURS = "no hedge", "textbook", "yours"
PARTS = {
    "spread": "Spread earned from customers",
    "delta": "Delta: direction",
    "gamma": "Gamma: curvature",
    "theta": "Theta: time",
    "vega": "Vega: volatility",
    "basis": "Basis: what the related product did otherwise",
    "gap": "Gaps",
    "hedge_cost": "Cost of hedging",
    "financing": "Financing: interest and dividends",
    "unexplained": "Unexplained",
    "total": "Total",
}
MOST_STEPS = 600
"""More steps than this make nobody wiser and everybody wait."""
WORLD = (
    "volatility", "drift", "gap_chance", "gap_hour", "gap_size", "gap_mean", "gap_volatility",
    "implied_wander", "correlation", "index_volatility",
)  # fmt: skip
COSTS = ("per_share", "proportional", "per_contract", "of_premium", "per_future")


Day = tuple[dict[str, Attribution], dict[str, list[float]]]
"""The parts of each plan's profit, and its profit so far at every step."""


def show(state: DeskState) -> None:
    """Show the three plans on one day, and on a thousand."""
    book, desk = book_of(state), state.desk()
    hand, picture = st.columns([1, 2], gap="large")
    with hand:
        _settings(state)
    with picture:
        if state.ran:
            _ran(state, book, desk)
        else:
            _ask()
    with st.expander("What the formulas say: error, costs, band", expanded="theory" in state.open):
        theory.show(book, desk)


def plans(state: DeskState, book: Book, desk: Desk) -> list[Plan]:
    """Return the three plans: nothing, the underlying by the clock, and the student's."""
    every = max(round(state.form("run").steps_a_day / 3), 1)
    clock = partial(policies()["at_intervals"], every=every)
    return [
        Plan(label=NO_HEDGE),
        Plan(label=TEXTBOOK, hedge=textbook(desk, book), decide=clock),
        state.plan(YOURS),
    ]


def _settings(state: DeskState) -> None:
    named = labels()
    st.selectbox(
        "When you trade the hedge again",
        list(named),
        index=list(named).index(state.policy),
        format_func=lambda name: named[name],
        key=visit.key("policy"),
        on_change=_take_policy,
    )
    for name in forms().settings[state.policy]:
        visit.number(name)
    visit.number("days")
    with st.popover("The world", width="stretch"):
        for name in WORLD:
            visit.number(name)
        _shape(state)
    with st.popover("Costs", width="stretch"):
        for name in COSTS:
            visit.number(name)
    with st.popover("More", width="stretch"):
        for name in (
            "a_day",
            "buyers",
            "steps_a_day",
            "times",
            "minutes",
            "rate",
            "dividend_yield",
        ):
            visit.number(name)
    if state.ran:
        st.button("Another path", icon=":material/shuffle:", on_click=_another, key="another_path")
        st.caption(f"Day number {run_seed(state)}. The same link is the same day for everyone.")


def _shape(state: DeskState) -> None:
    words = {"normal": "around their mean, most of them small", "two-point": "one size, up or down"}
    st.selectbox(
        "Gaps are",
        SHAPES,
        index=SHAPES.index(state.shape),
        format_func=lambda name: words[name],
        key=visit.key("shape"),
        on_change=lambda: visit.change(shape=st.session_state[visit.key("shape")]),
    )


def _take_policy() -> None:
    visit.change(policy=st.session_state[visit.key("policy")])


def _another() -> None:
    state = visit.current()
    visit.change(path=(run_seed(state) * 31 + 17) % MOST_SEED + 1)


def run_seed(state: DeskState) -> int:
    """Return the day that is run: the next one after the day that filled the book."""
    return state.path or state.seed + 1


def _ask() -> None:
    st.subheader("Before you run it: whose result will swing least over many days?", anchor=False)
    st.markdown(
        "Three desks hold the same book in the morning. One does **nothing**. One hedges like the "
        "**textbook**: the underlying, flat now and three times a day. One takes **your** exits. "
        "All three meet the same prices and the same customers."
    )
    with st.container(horizontal=True):
        for name, label in ((NO_HEDGE, "No hedge"), (TEXTBOOK, "Textbook"), (YOURS, "Yours")):
            st.button(
                f"Run the day: I say {label.lower()}",
                type="primary",
                key=f"run_{label}",
                on_click=_run,
                args=(name,),
            )


def _run(guess: str) -> None:
    visit.change(ran=True, swing=guess)


def _ran(state: DeskState, book: Book, desk: Desk) -> None:
    run = state.form("run")
    asked = max(round(run.days * run.steps_a_day), 1)
    steps, seed = min(asked, MOST_STEPS), run_seed(state)
    if steps < asked:
        st.caption(f"{plain(asked)} steps would take long, so {plain(steps)} longer ones are run.")
    try:
        parts, lines = _one_day(desk, book, state, run.days, steps, seed)
    except InvalidInput as problem:
        st.warning(escape_money(f"This day cannot be played: {problem}."))
        return
    _day_chart(lines, run.days, steps)
    _attribution(parts)
    spreads = _many(desk, book, state, run.days, steps, int(run.times), seed)
    _spread(state, spreads)


def _one_day(desk: Desk, book: Book, state: DeskState, days: float, steps: int, seed: int) -> Day:
    """Return one day's parts and running profit by plan, remembered while nothing changes it."""
    shelf = _shelf(_what_matters(state))
    if "day" in shelf:
        return cast("Day", shelf["day"])
    chosen = plans(state, book, desk)
    world, board, played = play(desk, book, chosen, days=days, steps=steps, seed=seed)
    parts = {
        plan.label: attribute(desk, world, board, one)
        for plan, one in zip(chosen, played, strict=True)
    }
    lines = {
        plan.label: running(desk, world, board, one).tolist()
        for plan, one in zip(chosen, played, strict=True)
    }
    shelf["day"] = (parts, lines)
    return parts, lines


def _day_chart(lines: dict[str, list[float]], days: float, steps: int) -> None:
    last = {name: values[-1] for name, values in lines.items()}
    best = max(last, key=lambda name: last[name])
    st.subheader(
        f"On this day {best} did best: " + ", ".join(f"{n} {money(v)}" for n, v in last.items()),
        anchor=False,
    )
    single = days == 1
    at = np.linspace(0, 6.5 if single else days, steps + 1)
    st.vega_lite_chart(
        pictures.lines(
            lines,
            at.tolist(),
            x="hours since the opening" if single else "days",
            y="profit so far (C$)",
        ),
        alt="Profit over the day. "
        + "; ".join(f"{name} ends at {money(value)}" for name, value in last.items()),
        width="stretch",
        key="day_chart",
    )


def _attribution(parts: dict[str, Attribution]) -> None:
    st.markdown("**Where it went.** The lines sum to the total, to the cent.")
    numbers(
        {
            "C\\$": [f"**{label}**" if name == "total" else label for name, label in PARTS.items()],
            **{
                plan: [_cents(float(getattr(one, name)[0]), bold=name == "total") for name in PARTS]
                for plan, one in parts.items()
            },
        },
        alt="Profit and loss by cause, for each plan",
    )


def _cents(value: float, *, bold: bool) -> str:
    text = signed(value, 2)
    return f"**{text}**" if bold else text


@lru_cache(maxsize=16)
def _shelf(_: str) -> dict[str, Any]:
    """Return the place where the day and the runs of one situation are kept, empty at first."""
    return {}


def _many(
    desk: Desk, book: Book, state: DeskState, days: float, steps: int, times: int, seed: int
) -> tuple[Spread, ...]:
    """Return the distribution, remembered while nothing that makes it changes."""
    shelf = _shelf(_what_matters(state))
    if "runs" in shelf:
        return cast("tuple[Spread, ...]", shelf["runs"])
    place = st.empty()
    bar = place.progress(0.0, text=f"Playing {plain(times)} days for three plans")

    def heard(share: float) -> None:
        bar.progress(share, text=f"{share:.0%} of the days played")

    spreads = distribution(
        desk,
        book,
        plans(state, book, desk),
        days=days,
        steps=steps,
        times=times,
        seed=seed,
        progress=heard,
    )
    place.empty()
    shelf["runs"] = spreads
    return spreads


def _what_matters(state: DeskState) -> str:
    aside = {"step", "open", "guess", "swing", "preset", "shown", "to_spot", "to_shift", "to_days"}
    kept = {name: text for name, text in state.address().items() if name not in aside}
    return str(sorted(kept.items()))


def _spread(state: DeskState, spreads: Sequence[Spread]) -> None:
    times = len(spreads[0].profit)
    least = min(spreads, key=lambda one: one.deviation)
    said = {
        True: "**✓ You predicted it.**",
        False: f"**✗ Not what you predicted ({state.swing}).**",
    }[state.swing == least.label]
    st.subheader(f"Over {plain(times)} runs {least.label} swings least", anchor=False)
    why = {
        NO_HEDGE: "The book was so small or so flat that trading only added to it.",
        TEXTBOOK: "Taking the direction out removed most of the swing, and more trading or other "
        "exits did not remove more of it.",
        YOURS: "What your exits took out beyond direction is what the textbook's hedge leaves in.",
    }[least.label]
    st.markdown(f"{said if state.swing else ''} {why}")
    chosen = st.multiselect(
        "Overlay",
        [one.label for one in spreads],
        default=[one.label for one in spreads],
        key="sandbox_overlay",
    )
    shown = {one.label: one.profit for one in spreads if one.label in chosen}
    if shown:
        st.vega_lite_chart(
            pictures.spread(shown, x="profit of a run (C$)"),
            alt="How often each profit came. "
            + "; ".join(
                f"{one.label}: mean {money(one.mean)}, standard deviation {amount(one.deviation)}"
                for one in spreads
            ),
            width="stretch",
            key="spread_chart",
        )
    numbers(
        {
            "C\\$ a run": [one.label for one in spreads],
            "mean": [f"{signed(one.mean)} ± {plain(_errors(one)[0])}" for one in spreads],
            "standard deviation": [
                f"{plain(one.deviation)} ± {plain(_errors(one)[1])}" for one in spreads
            ],
            "skew": [signed(_skew(one), 2) for one in spreads],
            "1 run in 100 is below": [signed(one.worst) for one in spreads],
        },
        alt="Mean and swing of each plan",
    )
    st.caption("± is one standard error: more runs make it smaller.")
    with st.expander("The average run, by cause"):
        numbers(
            {
                "C\\$": list(PARTS.values()),
                **{one.label: [signed(one.parts[name]) for name in PARTS] for one in spreads},
            },
            alt="The mean of every part, for each plan",
        )


def _errors(one: Spread) -> tuple[float, float]:
    """Return the standard errors of the mean and of the standard deviation."""
    count, deviation = len(one.profit), one.deviation
    if not deviation:
        return 0.0, 0.0
    fourth = float(np.mean(((one.profit - one.mean) / deviation) ** 4))
    of_deviation = deviation * np.sqrt(max(fourth - 1, 0.0) / count) / 2
    return deviation / np.sqrt(count), float(of_deviation)


def _skew(one: Spread) -> float:
    """Return the mean cube of the standardised profit: below zero the bad days are the far ones."""
    if not one.deviation:
        return 0.0
    return float(np.mean(((one.profit - one.mean) / one.deviation) ** 3))
