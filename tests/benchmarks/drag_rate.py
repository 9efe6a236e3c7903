"""How often the picture is drawn while the share price is dragged, and how even the frames are."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.books import lines
from tests.benchmarks.dragging import MOUSE, SECONDS, drag
from tests.browser.chromium import FLAGS, WIDE, executable, missing
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.async_api import Page

WANTED = {20: "55/s and 17 ms", 200: "30/s"}


async def dragged(page: Page, count: int) -> tuple[float, float, float]:
    """Drag; return updates a second, frames a second and the 95th percentile frame in ms."""
    await page.goto(f"/book?spot=80&book={lines(count)}")
    host, slider = page.locator(".host[data-renders]"), page.locator("input[data-name=spot]")
    await host.wait_for()
    before = int(await host.get_attribute("data-renders") or 0)
    done = await drag(slider)
    drawn = int(await host.get_attribute("data-renders") or 0) - before
    return drawn / done.seconds, done.rate, done.slowest


async def measure(url: str) -> None:
    """Drag a book of 20 lines and one of 200, and print the table."""
    from playwright.async_api import async_playwright

    print(f"dragging for {SECONDS:g} s with {MOUSE} moves a second, in headless Chromium")
    print(f"{'lines':>6} {'updates/s':>10} {'frames/s':>9} {'p95 frame ms':>13}   wanted")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        for count, wanted in WANTED.items():
            page = await browser.new_page(base_url=url, viewport=WIDE)
            updates, frames, slowest = await dragged(page, count)
            await page.close()
            print(f"{count:6} {updates:10.1f} {frames:9.1f} {slowest:13.1f}   {wanted}")
        await browser.close()


def main() -> None:
    """Start a server and drag its live book."""
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(measure(server.url))


if __name__ == "__main__":
    main()
