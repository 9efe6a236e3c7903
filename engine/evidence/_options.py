"""The options that tables speak of, in the order of their printed columns."""

from __future__ import annotations

from typing import NamedTuple

from engine.pricing import black_scholes


class Option(NamedTuple):
    """One option as tables print it."""

    kind: str
    strike: float
    spot: float
    dividend_yield: float
    rate: float
    years: float
    volatility: float

    def figure(self, name: str) -> float:
        """Return one figure that the engine makes of it, by its name in ``Greeks``."""
        (value,) = black_scholes.figures([name], **self._asdict())
        return float(value)

    @property
    def label(self) -> str:
        """Return its kind and terms in a few words: "call 65, spot 60, 0.25 years, 30 %, r 8 %"."""
        terms = f"spot {self.spot:g}, {self.years:.3g} years, {100 * self.volatility:g} %"
        held = f", q {100 * self.dividend_yield:g} %" if self.dividend_yield else ""
        return f"{self.kind} {self.strike:g}, {terms}, r {100 * self.rate:g} %{held}"
