"""An exam of five questions, one of each kind, and what somebody does who sits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.study.exams import exam
from engine.study.exams.sitting import Sitting
from tests.browser.app_page import ready
from tests.browser.records import facts_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.serving import Server

CLICKING = """() => {
  window.told = [];
  const listen = () => {
    const found = document.body.innerText.match(/Saved: answer (\\d)\\./);
    if (found && found[1] !== told.at(-1)) told.push(found[1]);
  };
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(listen).observe(document.body, all);
  let turn = 0;
  window.clicking = setInterval(() => {
    const options = document.querySelectorAll("[data-testid=stRadioOption] input:enabled");
    options[turn++ % options.length]?.click();
  }, 40);
}"""
"""One option after the other, as fast as nobody can; what the page says is saved is noted."""

BANK = """\
topic: Trial
objective: MM-2
questions:
  - id: trial-first
    ask: Which way do you hedge short calls?
    right:
      Buy shares: SECRETREASON.
    wrong:
      Sell shares: SECRETREASON.
      Wait for expiry: SECRETREASON.
    hint: SECRETREASON.
    why: SECRETREASON.
  - id: trial-second
    ask: What has no vega at all?
    right:
      A future: SECRETREASON.
    wrong:
      A put: SECRETREASON.
      A straddle: SECRETREASON.
  - id: trial-several
    ask: Mark whatever lowers gamma risk.
    right:
      Bought calls: SECRETREASON.
      Bought puts: SECRETREASON.
    wrong:
      Sold calls: SECRETREASON.
  - id: trial-number
    ask: How many shares hedge 20 calls of delta 0.45?
    answer: 20 * 100 * 0.45 shares
    traps:
      20 * 0.45: SECRETREASON.
    why: SECRETREASON.
  - id: trial-order
    ask: Bring the loop into its order.
    order: [Quote the series, Fill the order, Hedge the delta]
    why: SECRETREASON.
"""
BLUEPRINT = """\
title: Trial exam
note: Five questions, one of each kind.
questions: 5
minutes: {minutes}
pass: 60
parts:
  - {{name: Choices, topic: Trial, weight: 1}}
"""


def furnish(server: Server) -> None:
    """Put the trial exams into the server's course: nine minutes, and four seconds."""
    bank = server.course / "quiz_bank"
    (bank / "trial.yaml").write_text(BANK, encoding="utf-8")
    for name, minutes in (("trial", 9), ("moment", 4 / 60)):
        text = BLUEPRINT.format(minutes=minutes)
        (bank / "blueprints" / f"{name}.yaml").write_text(text, encoding="utf-8")


def begin(page: Page, name: str = "trial") -> None:
    """Begin an exam with the mouse."""
    page.goto(f"/exam?blueprint={name}")
    ready(page)
    page.locator(f".st-key-exam_begin_{name} button").click()
    page.get_by_text("Question 1 of").wait_for()
    ready(page)


def to_a_choice(page: Page) -> None:
    """Go to the first question that has one right option."""
    for number in range(1, 6):
        page.get_by_text(f"Question {number} of 5").wait_for()
        ready(page)
        if page.get_by_role("radio").count():
            return
        page.keyboard.press("Alt+ArrowRight")


def on_disk(server: Server, name: str) -> Sitting:
    """Return where a learner's last exam stands, read past the server."""
    return exam.sittings(facts_of(server, name))[-1]


def saved(page: Page, what: str = "") -> Locator:
    """Return the words that acknowledge an answer."""
    return page.get_by_text(f"Saved: {what}")


def choose(page: Page, place: int) -> None:
    """Click an option, counted from 1, and wait until the server says that it is saved."""
    page.locator("[data-testid=stRadioOption]").nth(place - 1).click()
    saved(page, f"answer {place}.").wait_for()


def chosen(page: Page) -> str:
    """Return the text of the option that is chosen."""
    option = page.locator("[data-testid=stRadioOption]:has(input:checked)")
    return option.inner_text().strip()
