"""Our texts in other programs: Markdown to HTML, LaTeX in the brackets that they expect."""

from __future__ import annotations

import html as entities
import re
from decimal import Decimal

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold."""
_MATHS = r"\$(?=[A-Za-z\\])(?P<maths>[^$\n]*[^$\s])\$(?!\d)"
_TOKEN = re.compile(
    rf"{_MATHS}|\*\*(?=[^\s*])(?P<bold>(?:(?!\*\*|\n\n)[\s\S])+?)(?<=[^\s*])\*\*|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]+)(?<=[^\s*])\*(?![\w*])|(?P<break>\n)"
)
_TAGS = {"bold": "strong", "italic": "em"}


def clean(text: str) -> str:
    """Return a text with one kind of line end and without characters that XML forbids."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def html(text: str) -> str:
    r"""Return a text as HTML: bold, italics, code, line breaks and formulas; all else is text.

    Formulas go in the brackets that MathJax reads everywhere; money keeps its sign.

    >>> print(html("A delta of $d_1$ costs **C$80** & more"))
    A delta of \(d_1\) costs <strong>C$80</strong> &amp; more
    """
    text, parts, end = clean(text), [], 0
    for found in _TOKEN.finditer(text):
        parts += [_escaped(text[end : found.start()]), _marked(found)]
        end = found.end()
    return "".join([*parts, _escaped(text[end:])])


def _marked(found: re.Match[str]) -> str:
    name, inside = str(found.lastgroup), found[str(found.lastgroup)]
    if name == "maths":
        return rf"\({_escaped(inside)}\)"
    if name == "code":
        return f"<code>{_escaped(inside)}</code>"
    return "<br>" if name == "break" else f"<{_TAGS[name]}>{html(inside)}</{_TAGS[name]}>"


def _escaped(text: str) -> str:
    r"""Return a text without meaning in HTML, and without the brackets of a formula."""
    return re.sub(r"\\(?=[()\[\]])", "&#92;", entities.escape(text, quote=False))


def line(text: str) -> str:
    """Return a text on one line.

    >>> line("Two  words\\non lines")
    'Two words on lines'
    """
    return " ".join(clean(text).split())


def number(value: float) -> str:
    """Return a number exactly, as every program reads it: a point, a hyphen, no exponent.

    >>> number(-900.0), number(1e-09), number(0.1)
    ('-900', '0.000000001', '0.1')
    """
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
