"""Addresses that nobody should have written: the page opens, says what it left out, stays sane."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, ready
from tests.browser.live_book import assert_engine_agrees, open_book

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINE = "-20_call_80_45_24"
NO_USE = {
    "numbers and lines": (
        "spot=banana&shift=inf&days=1e99&rate=&yield=-0x10"
        f"&book=5_warrant~{LINE}~x~-20_call_0_45_24~1.5_share~1_put_80_45_24_9~nan_call",
        ['not "banana"', "volatility shift", "Days passed", "Rate needs", "Dividend yield needs",
         'no "warrant"', "Line 3", "Line 4", "not a whole number", "takes 3 numbers", "Line 7"],
    ),
    "below zero, and too many lines": (
        "spot=-5&days=-1&book=" + "~".join([LINE] * 205),
        ["share price", "Days passed", "the last 5 were left out"],
    ),
    "no numbers at all, and no preset": (
        "spot=nan&start=-inf&preset=%3Cb%3Enope",
        ["The share price", "The starting share price", 'no ready-made book "<b>nope"'],
    ),
}  # fmt: skip
ODD_BUT_RIGHT = {
    "200 lines": "book=" + "~".join([LINE] * 200),
    "no lines": "book=none",
    "no contracts, no time, no volatility": "spot=80&book=0_call_80_45_24~-20_call_80_0_24"
    "~10_put_75_0_24~-20_call_80_45_0~7_put_80_45_0",
    "everything ran out": f"spot=81&days=60&shift=-100&book={LINE}",
    "a cheap share": "spot=0.05&book=-20_call_0.5_45_24",
    "a dear share": "spot=100000&book=1000000_call_10000_45_24",
    "foreign words": f"utm_source=x&__proto__=1&%F0%9F%92%A9=1&book={LINE}",
}
SHOWN = """() => {
  const texts = [document.body.innerText];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (!node.shadowRoot) continue;
      const all = (name) => [...node.shadowRoot.querySelectorAll(name)];
      texts.push(...all(".live-book").map((one) => one.innerText));
      texts.push(...all("svg").map((one) => one.outerHTML));
      look(node.shadowRoot);
    }
  };
  look(document);
  return texts.join("\\n");
}"""


def assert_sane(page: Page, complaints: Complaints) -> str:
    """Return all that is shown: no error box, no stack trace, no number that is none."""
    ready(page)
    text = str(page.evaluate(SHOWN))
    assert "<svg" in text, "the live book was not found"
    assert page.locator("[data-testid=stException]").count() == 0
    for word in ("Traceback", "StreamlitAPIException", "undefined", "[object"):
        assert word not in text
    assert not re.search(r"NaN|Infinity|∞", text)
    assert complaints == []
    return text


@pytest.mark.parametrize("case", NO_USE)
def test_what_cannot_be_used_is_said(page: Page, case: str) -> None:
    """A sentence names each part that does not fit; the rest is used."""
    query, sentences = NO_USE[case]
    complaints = Complaints(page)
    open_book(page, f"/book?{query}")
    note = page.locator("[data-testid=stAlert]").inner_text()
    assert [sentence for sentence in sentences if sentence not in note] == [], note
    assert_sane(page, complaints)


@pytest.mark.parametrize("case", ODD_BUT_RIGHT)
def test_odd_books_are_shown_as_they_are(page: Page, case: str) -> None:
    """What is unusual and still right is shown without a word, and with the engine's figures."""
    complaints = Complaints(page)
    open_book(page, f"/book?{ODD_BUT_RIGHT[case]}")
    assert_sane(page, complaints)
    assert page.locator("[data-testid=stAlert]").count() == 0
    assert_engine_agrees(page)
