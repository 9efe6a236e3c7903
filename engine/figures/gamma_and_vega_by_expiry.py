"""What one bought call carries, by the days it has left: gamma near, vega far."""

from __future__ import annotations

from typing import Any

import altair as alt

from engine.exposure.per_share import per_share
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, lines
from engine.figures._offsets import MARKET, SPOT
from engine.figures._short_calls import MONTH_AND_A_HALF, Strike, Volatility
from engine.instruments.call import Call
from engine.pricing.market import DAYS_PER_YEAR

_DAYS = (5, *range(9, 46, 4), *range(52, 123, 7), *range(136, 361, 14))
_SHOWN = (9, 17, 45, 108, 178, 360)
_GAMMA, _VEGA = "gamma", "vega"


def draw(*, strike: Strike = 80.0, volatility: Volatility = 0.24) -> Figure:
    """Return gamma and vega of one call, in percent of the 45-day call at the money."""
    days = sorted({*_DAYS, *_SHOWN})
    series = [Call(strike=strike, years=day / DAYS_PER_YEAR, volatility=volatility) for day in days]
    yardstick, *carried = _carried(
        Call(strike=SPOT, years=MONTH_AND_A_HALF, volatility=volatility), *series
    )
    found = dict(zip(days, carried, strict=True))
    rows = [
        {"x": day, "y": round(100 * found[day][place] / yardstick[place], 2), "greek": name}
        for place, name in enumerate((_GAMMA, _VEGA))
        for day in days
    ]
    picture = _hundred() + lines(
        rows,
        x="days to expiry",
        y="% of the 45-day call at C$80",
        series="greek",
        order=[_GAMMA, _VEGA],
        integer=True,
    )
    near, far = found[17], found[108]
    return Figure(
        title="Days to expiry decide between gamma and vega",
        look_for=f"At strike C${strike:g} a 17-day call brings {_per_contract(near)}. A 108-day "
        f"call brings {_per_contract(far)}. Few days: gamma. Many days: vega.",
        alt="Gamma of one call falls and its vega rises as the days to expiry grow. "
        f"Strike C${strike:g}, per contract: 17 days {_per_contract(near)}; 108 days "
        f"{_per_contract(far)}.",
        chart=finished(picture),
        rows=tuple(
            {
                "days to expiry": day,
                "gamma of a contract (shares per C$1)": round(100 * found[day][0], 2),
                "vega of a contract (C$ a point)": round(100 * found[day][1], 2),
            }
            for day in _SHOWN
        ),
    )


def _carried(*series: Call) -> list[tuple[float, float]]:
    """Return gamma per C$1 and vega in C$ a point of one call of each series on one share."""
    return [(one.gamma, one.vega_per_point) for one in per_share(series, MARKET)]


def _per_contract(carried: tuple[float, float]) -> str:
    """Return what a contract of 100 shares brings, in words."""
    gamma, vega = (100 * figure for figure in carried)
    return f"{gamma:.1f} shares of gamma and C${vega:.2f} of vega"


def _hundred() -> Any:
    """Return a thin line at 100 %, the yardstick."""
    return chart([{"all": 100}]).mark_rule(color=GREY, strokeDash=[4, 4]).encode(y=alt.Y("all:Q"))
