"""Waiting for a page of the app, and what every page is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ui.edge import LEARNER_COOKIE
from pages.ui.places import SECTIONS
from tests.course import COURSE

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

THREE_LINES = "/book?spot=82&book=-20_call_80_45_24~15_put_75_30_27~900_share&show=vega_profit"
TITLES = [title for entries in SECTIONS.values() for _, title, _ in entries]

READY = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const title = document.querySelector("[data-testid=stMain] h1");
  const idle = app?.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning";
  const loading = document.querySelector("[data-testid=stSkeleton]");
  const live = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const drawn = ({ shadowRoot }) => shadowRoot?.childElementCount
    && [...shadowRoot.querySelectorAll(".host")].every((host) => host.dataset.renders);
  return Boolean(idle && title && !loading && live.every(drawn));
}"""
_HARMLESS = ("/_stcore/health", "/_stcore/host-config")


def addresses() -> list[str]:
    """Return the address of every page and every lesson, and of a book of three lines."""
    stems = [path.rpartition("/")[2] for entries in SECTIONS.values() for path, _, _ in entries]
    pages = ["/" if stem == "start" else f"/{stem}" for stem in stems]
    lessons = [f"/lessons?lesson={one.slug}" for one in COURSE.lessons]
    return [*pages, *lessons, THREE_LINES]


def ready(page: Page) -> None:
    """Wait until the app is connected and idle, and all that it shows is there to be seen."""
    page.wait_for_function(READY)


def still(page: Page) -> None:
    """Wait until nothing moves: what is still unfolding slides away from under a click."""
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running')"
    )


def unfold(page: Page) -> None:
    """Go through a lesson's questions without answering, so that all of it is shown."""
    skips = page.locator("[class*=st-key-]:has(> * button)", has_text="Show me without answering")
    while skips.count():
        key = str(skips.last.evaluate("(one) => one.className.match(/st-key-[\\w-]+/)[0]"))
        page.locator(f".{key} button").click()
        page.locator(f".{key}").wait_for(state="detached")
        ready(page)


def learner(page: Page) -> str:
    """Return who the browser is."""
    return next(
        str(one["value"]) for one in page.context.cookies() if one["name"] == LEARNER_COOKIE
    )


class Complaints(list[str]):
    """What a page complained about in its console, but for Streamlit's own probes."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        page.on("console", self._told)
        page.on("pageerror", lambda problem: self.append(str(problem)))

    def _told(self, message: ConsoleMessage) -> None:
        probe = message.location["url"].partition("?")[0].endswith(_HARMLESS)
        if message.type == "error" and not (probe and "404" in message.text):
            self.append(f"{message.text} ({message.location['url']})")


def listening(page: Page) -> list[bytes]:
    """Return a list that gathers all that servers send to a page over its sockets."""
    heard: list[bytes] = []

    def note(payload: str | bytes) -> None:
        heard.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    return heard
