"""The hedging sandbox: flow fills the book, measure, exits, what is left, and the day."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import parse_qsl

import streamlit as st

from engine.exposure.limits import tightest
from engine.study.lessons import escape_money
from engine.study.situations import Find, NamedSituation
from pages.ui import desk_state, state
from pages.ui.live_book import lifeline
from pages.ui.places import place
from pages.ui.sandbox import day, exits, flow, left, measure, visit
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import amount, signed
from pages.ui.story import Step, story
from pages.ui.tables import scrollable

SITUATIONS = state.course().situations
FRESH = "A day of your own"
SHOWN = {"flow": flow, "measure": measure, "exits": exits, "left": left, "day": day}
NEXT = {
    "flow": "Measure what they left",
    "measure": "Choose exits",
    "exits": "See what is left",
    "left": "Run the day",
}


def choose() -> None:
    """Begin with the situation that was just chosen."""
    name = st.session_state["situation"]
    asked = {"preset": name} if name in SITUATIONS else {}
    found, notes = desk_state.read(asked, addresses())
    visit.load(found, notes)


def addresses() -> dict[str, dict[str, str]]:
    """Return the parameters of every situation by its name."""
    return {name: one.parameters for name, one in SITUATIONS.items()}


def go() -> None:
    """Open the step that was pressed."""
    visit.change(step=st.session_state["story"].go)


def steps() -> list[Step]:
    """Return the five steps with what each holds now."""
    now = visit.current()
    book, desk = flow.book_of(now), now.desk()
    if not book.positions:
        empty = "nobody has come yet" if now.book is None and not now.arrived else "an empty book"
        titles = ("Flow", "Measure", "Exits", "What is left", "The day")
        return [
            Step(name, title, empty if name == "flow" else "")
            for name, title in zip(SHOWN, titles, strict=True)
        ]
    before, after = standing(desk, book), standing(desk, book, now.hedge)
    net = sum(p.quantity for p in book.positions if p.instrument.payoff != "linear")
    tight = tightest(before.uses)
    taken = len(now.hedge.positions)
    trades = "1 trade" if taken == 1 else f"{taken} trades"
    use = f"{tight.label} {tight.text}".replace(" %", "\u00a0%")
    return [
        Step("flow", "Flow", f"{signed(net)} contracts net"),
        Step("measure", "Measure", use, tight.band),
        Step("exits", "Exits", f"{trades}, {amount(after.cost)}" if taken else "none taken"),
        Step("left", "What is left", f"a gap costs {amount(after.left.event)}"),
        Step("day", "The day", "run" if now.ran else "not run yet"),
    ]


@st.fragment
def sandbox() -> None:
    """Show the story, and the step that is open."""
    begin()
    now = visit.current()
    notes = st.session_state[visit.NOTES]
    if notes:
        st.warning("\n".join(f"- {note}" for note in notes), title="Not all of this address fits")
    story(steps(), now=now.step, key="story", on_go=go)
    guide(now)
    SHOWN[now.step].show(now)
    names = list(SHOWN)
    if now.step in NEXT and flow.book_of(now).positions:
        st.button(
            NEXT[now.step],
            type="primary",
            icon=":material/arrow_forward:",
            on_click=visit.change,
            kwargs={"step": names[names.index(now.step) + 1]},
            key="next_step",
        )


def begin() -> None:
    """Let the student choose a situation to begin with."""
    preset = visit.current().preset
    st.session_state["situation"] = preset if preset in SITUATIONS else FRESH
    st.selectbox(
        "Begin with",
        [FRESH, *SITUATIONS],
        format_func=lambda name: name if name == FRESH else SITUATIONS[name].situation.title,
        key="situation",
        on_change=choose,
    )


def guide(now: desk_state.DeskState) -> None:
    """Show what a ready-made situation is for, and what is to be found in this step."""
    one = SITUATIONS.get(now.preset)
    if one is None:
        return
    with st.container(border=True, key="guide"):
        st.markdown(escape_money(one.situation.note))
        here = [find for find in one.situation.find if find.step == now.step]
        if here:
            with st.expander(f"{len(here)} numbers of this example to find on this step"):
                for also, finds in groupby(here, key=lambda find: find.also):
                    _to_find(one, also, list(finds))


def _to_find(one: NamedSituation, also: str, finds: list[Find]) -> None:
    """List numbers to find, with a link to where they show if that is another address."""
    if also:
        query = {"preset": one.name, "step": finds[0].step, **dict(parse_qsl(also))}
        st.page_link(place("sandbox"), label=f"With {also.replace('&', ', ')}", query_params=query)
    said = [f"- {find.what}: **{find.number}**" for find in finds]
    st.markdown(escape_money("\n".join(said)))


st.title("Hedging sandbox", anchor=False)
state.keep_only(*desk_state.names())
visit.open_state(addresses())
sandbox()
lifeline(key=left.LIFELINE)
scrollable()
left.adopt()
