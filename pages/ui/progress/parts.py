"""Mastery of each part of the exam: a word, and a bar that shows how much is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.standing.mastery import Mastery
from pages.ui import tables
from pages.ui.charts import ink
from pages.ui.plain import percent
from pages.ui.progress.chart import chart


def show_parts(standing: Sequence[Mastery]) -> None:
    """Show one row a part: what it is called, how it stands, and how sure that is."""
    st.header("Mastery by part of the exam", anchor="mastery")
    st.caption(
        "The dot is your chance of a right answer on a new question, the bar its 90 % interval. "
        "A wide bar means few answers. From 70 %, the dashed line, a part counts as known."
    )
    picture = chart([_value(one) for one in standing], ink=ink())
    st.vega_lite_chart(picture, alt=_alt(standing), key="mastery", width="stretch")
    with st.expander("These figures as a table"):
        tables.numbers(_columns(standing), alt="Mastery by part of the exam")


def _alt(standing: Sequence[Mastery]) -> str:
    return "; ".join(f"{one.name}: {_said(one)}" for one in standing)


def _said(one: Mastery) -> str:
    if not one.evidence.pool:
        return "no question yet"
    if not one.evidence.seen:
        return "not begun"
    return f"{one.word}, {percent(one.mean)} ({percent(one.low)} to {percent(one.high)})"


def _columns(standing: Sequence[Mastery]) -> dict[str, list[str]]:
    seen = [bool(one.evidence.seen) for one in standing]
    return {
        "Part": [escape_money(one.name) for one in standing],
        "Standing": [one.word if one.evidence.pool else "no question yet" for one in standing],
        "Right": _where(seen, [percent(one.mean) for one in standing]),
        "90 % interval": _where(
            seen, [f"{percent(one.low)} to {percent(one.high)}" for one in standing]
        ),
        "Answered": [f"{one.evidence.seen} of {one.evidence.pool}" for one in standing],
        "Weight": [percent(one.evidence.weight) for one in standing],
    }


def _where(seen: Sequence[bool], texts: Sequence[str]) -> list[str]:
    return [text if there else "–" for there, text in zip(seen, texts, strict=True)]


def _value(one: Mastery) -> dict[str, Any]:
    return {
        "part": one.name,
        "said": _said(one),
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "seen": bool(one.evidence.seen),
    }
