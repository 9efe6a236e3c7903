"""How even the frames are while a figure of a lesson is dragged: its form, rows and values."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pages.ui.edge import LEARNER_COOKIE
from tests.benchmarks.drag_rate import NOTE_FRAMES, SWEEP, sweep
from tests.browser.app_page import READY
from tests.browser.chromium import FLAGS, WIDE, executable, missing
from tests.browser.records import read_through
from tests.browser.serving import Server, serving

if TYPE_CHECKING:
    from playwright.async_api import Page

LESSONS = ("hedging-with-the-underlying", "gamma-and-theta", "margin-and-capital")


async def dragged(page: Page, number: int) -> tuple[float, float]:
    """Drag a figure's slider; return frames a second and the 95th percentile frame in ms."""
    slider = page.locator(".vega-bind input[type=range]").nth(number)
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.evaluate(NOTE_FRAMES)
    await sweep(await page.context.new_cdp_session(page), x - SWEEP / 2, y)
    frames = await page.evaluate("frameTimes")
    await page.mouse.up()
    return len(frames) / (sum(frames) / 1e3), statistics.quantiles(frames, n=20)[-1]


async def measure(server: Server) -> None:
    """Drag every figure of some lessons, and print the table."""
    from playwright.async_api import async_playwright

    print(f"{'lesson':30} {'figure':>6} {'frames/s':>9} {'p95 frame ms':>13}   wanted: 55/s, 17 ms")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        context = await browser.new_context(base_url=server.url, viewport=WIDE)
        page = await context.new_page()
        await page.goto("/lessons")
        await page.wait_for_function(READY)
        cookies = {one["name"]: str(one["value"]) for one in await context.cookies()}
        read_through(server, cookies[LEARNER_COOKIE])
        for lesson in LESSONS:
            await page.goto(f"/lessons?lesson={lesson}")
            await page.wait_for_function(READY)
            for number in range(await page.locator(".vega-bind input").count()):
                frames, slowest = await dragged(page, number)
                print(f"{lesson:30} {number + 1:6} {frames:9.1f} {slowest:13.1f}")
        await browser.close()


def main() -> None:
    """Start a server and drag the figures of its lessons."""
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
