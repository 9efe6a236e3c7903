"""Figures on a page: what it shows, the picture, what to look for, and the numbers behind it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine.figures import Figure
from engine.figures._charts import GREY
from engine.study.lessons import escape_money
from pages.ui.diagram import diagram
from pages.ui.figure_words import figure_words


def show(figure: Figure, *, key: str) -> None:
    """Show a figure with its words."""
    with st.container(key=f"figure_of_{key}"):
        st.markdown(f"**{escape_money(figure.title)}**")
        if figure.chart is None:
            diagram(figure, key=key)
        else:
            st.vega_lite_chart(inked(figure.chart), alt=figure.alt, key=key, width="stretch")
        figure_words(figure, key=f"words_of_{key}")


def ink() -> str:
    """Return the theme's colour of text, which Vega-Lite does not take over by itself."""
    theme = st.context.theme.type
    colour = st.get_option(f"theme.{theme}.textColor") if theme else None
    return str(colour or GREY)


def inked(chart: dict[str, Any]) -> dict[str, Any]:
    """Return a chart whose words are written in the theme's colour of text, its lines in grey."""
    colour = ink()
    words = {"labelColor": colour, "titleColor": colour}
    form = {key: _inked(part, colour) for key, part in chart.items() if key != "datasets"}
    config = form.get("config", {})
    form["config"] = {
        **config,
        "axis": {**config.get("axis", {}), **words},
        "legend": {**config.get("legend", {}), **words},
    }
    return {**form, **{key: chart[key] for key in ("datasets",) if key in chart}}


def _inked(part: Any, colour: str) -> Any:
    if isinstance(part, list):
        return [_inked(one, colour) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "text" and part.get("color") == GREY:
        return {**part, "color": colour}
    return {key: _inked(one, colour) for key, one in part.items()}
