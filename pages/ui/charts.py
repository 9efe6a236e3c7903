"""Figures on a page: what it shows, the picture, what to look for, and the numbers behind it."""

from __future__ import annotations

import streamlit as st

from engine.figures import Figure
from engine.study.lessons import escape_money
from pages.ui.diagram import diagram

_GREY = "#787878"
"""Readable on light and on dark, while nobody knows which of them the visitor has."""


def show(figure: Figure, *, key: str) -> None:
    """Show a figure with its words."""
    st.markdown(f"**{escape_money(figure.title)}**")
    if figure.chart is None:
        diagram(figure, key=key)
    else:
        st.vega_lite_chart(figure.chart, alt=figure.alt, key=key, width="stretch")
    st.caption(escape_money(figure.look_for))
    if figure.rows:
        with st.expander("The numbers behind this figure"):
            st.table(_columns(figure), alt=f"Numbers: {figure.title}")


def ink() -> str:
    """Return the theme's colour of text, which Vega-Lite does not take over by itself."""
    theme = st.context.theme.type
    colour = st.get_option(f"theme.{theme}.textColor") if theme else None
    return str(colour or _GREY)


def _columns(figure: Figure) -> dict[str, list[str]]:
    return {
        escape_money(name): [_text(row[name]) for row in figure.rows] for name in figure.rows[0]
    }


def _text(value: object) -> str:
    if isinstance(value, float | int):
        digits = 0 if float(value).is_integer() else 2
        return f"{value:,.{digits}f}".replace("-", "−")
    return escape_money(str(value))
