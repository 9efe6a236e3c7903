"""Text of a question as HTML for paper: Markdown inside a line, formulas, and nothing else."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

from engine.study.lessons import escape_money

_LINE = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "escape", "entity"])
_FORMULA = re.compile(r"(?<!\\)\$(?P<inside>[^$\n]+)\$")
_FRACTION = re.compile(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_INDEX = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_NAMES = """
alpha α  beta β  gamma γ  delta δ  theta θ  kappa κ  lambda λ  mu μ  pi π  rho ρ  sigma σ  tau τ
phi φ  Gamma Γ  Delta Δ  Theta Θ  Sigma Σ  Phi Φ  times ×  cdot ·  pm ±  approx ≈  le ≤  ge ≥
sqrt √  partial ∂  infty ∞
"""
_WORDS = dict(one.split() for one in re.split(r"\s\s+|\n", _NAMES.strip()))


def to_html(text: str) -> str:
    r"""Return a text as HTML. What looks like HTML stays text, links and images too.

    >>> to_html("Sell **900** shares at C$80 <b>now</b>")
    'Sell <strong>900</strong> shares at C$80 &lt;b&gt;now&lt;/b&gt;'
    >>> to_html(r"the slope $\frac{1}{2}\Gamma x^2$")
    'the slope <i class="formula">1/2Γ x<sup>2</sup></i>'
    """
    whole = escape_money(text)
    parts, end = [], 0
    for found in _FORMULA.finditer(whole):
        parts += [_LINE.renderInline(whole[end : found.start()]), _formula(found["inside"])]
        end = found.end()
    return "".join((*parts, _LINE.renderInline(whole[end:])))


def _formula(latex: str) -> str:
    """Return a short formula in letters; a command that is not known shows its name."""
    plain = _FRACTION.sub(r"\1/\2", escape(latex, quote=False))
    plain = re.sub(r"\\([A-Za-z]+)", lambda found: _WORDS.get(found[1], found[1]), plain)
    return f'<i class="formula">{_INDEX.sub(_index, plain)}</i>'


def _index(found: re.Match[str]) -> str:
    tag = "sub" if found[1] == "_" else "sup"
    return f"<{tag}>{found[2] or found[3]}</{tag}>"
