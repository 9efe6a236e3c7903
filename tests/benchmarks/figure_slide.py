"""How even the frames are while a figure of a lesson is dragged: its form, rows and values."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from pages.ui.edge import LEARNER_COOKIE
from tests.benchmarks.dragging import drag
from tests.browser.app_page import READY
from tests.browser.chromium import FLAGS, WIDE, executable, missing
from tests.browser.records import read_through
from tests.browser.serving import Server, serving

LESSONS = ("hedging-with-the-underlying", "gamma-and-theta", "margin-and-capital")


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
                slider = page.locator(".vega-bind input[type=range]").nth(number)
                done = await drag(slider)
                print(f"{lesson:30} {number + 1:6} {done.rate:9.1f} {done.slowest:13.1f}")
        await browser.close()


def main() -> None:
    """Start a server and drag the figures of its lessons."""
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
