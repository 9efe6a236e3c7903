"""A keyboard on the page: what has it, and the way there by Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const { ariaLabel, dataset, innerText, labels } = one;
  const own = innerText.length < 100 ? innerText : "";
  return [ariaLabel, dataset.name, own, labels?.[0]?.innerText].filter(Boolean).join(" | ");
}"""


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until something of this name has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED).replace("\u00a0", " "):
            return
    raise AssertionError(f"{most} tabs did not lead to {name!r}")
