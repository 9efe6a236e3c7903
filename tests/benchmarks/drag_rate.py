"""How often the picture is drawn while the share price is dragged, and how even the frames are."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.books import lines
from tests.browser.chromium import FLAGS, WIDE, executable, missing
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

SECONDS = 5.0
MOUSE = 125
"""Moves a second, as an ordinary mouse makes them, whether or not the page keeps up."""

SWEEP = 100
"""Pixels from left to right."""

WANTED = {20: "55/s and 17 ms", 200: "30/s"}
NOTE_FRAMES = """() => {
  window.frameTimes = [];
  let last = performance.now();
  const frame = (now) => { frameTimes.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""


async def sweep(mouse: CDPSession, x: float, y: float) -> None:
    """Move to and fro with the button down."""

    def moved(number: int) -> dict[str, object]:
        place = abs(number % (2 * SWEEP) - SWEEP)
        return {"type": "mouseMoved", "x": x + place, "y": y, "button": "left", "buttons": 1}

    loop = asyncio.get_running_loop()
    begun, sent = loop.time(), []
    while (passed := loop.time() - begun) < SECONDS:
        if len(sent) < passed * MOUSE:
            sent.append(
                asyncio.create_task(mouse.send("Input.dispatchMouseEvent", moved(len(sent))))
            )
        await asyncio.sleep(0.5 / MOUSE)
    await asyncio.gather(*sent)


async def dragged(page: Page, count: int) -> tuple[float, float, float]:
    """Drag; return updates a second, frames a second and the 95th percentile frame in ms."""
    await page.goto(f"/book?spot=80&book={lines(count)}")
    host, slider = page.locator(".host[data-renders]"), page.locator("input[data-name=spot]")
    await host.wait_for()
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.evaluate(NOTE_FRAMES)
    before = int(await host.get_attribute("data-renders") or 0)
    await sweep(await page.context.new_cdp_session(page), x - SWEEP / 2, y)
    drawn = int(await host.get_attribute("data-renders") or 0) - before
    frames = await page.evaluate("frameTimes")
    await page.mouse.up()
    seconds = sum(frames) / 1e3
    return drawn / seconds, len(frames) / seconds, statistics.quantiles(frames, n=20)[-1]


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
