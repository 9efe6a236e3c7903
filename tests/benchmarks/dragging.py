"""A slider dragged to and fro with a mouse of ordinary speed, and the frames meanwhile."""

from __future__ import annotations

import asyncio
import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Locator

SECONDS = 5.0
MOUSE = 125
"""Moves a second, as an ordinary mouse makes them, whether or not the page keeps up."""

SWEEP = 100
"""Pixels from left to right."""

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
    begun = loop.time()
    sent: list[asyncio.Task[object]] = []
    while (passed := loop.time() - begun) < SECONDS:
        if len(sent) < passed * MOUSE:
            sent.append(
                asyncio.create_task(mouse.send("Input.dispatchMouseEvent", moved(len(sent))))
            )
        await asyncio.sleep(0.5 / MOUSE)
    await asyncio.gather(*sent)


class Drag(NamedTuple):
    """How long a drag took in s, its frames a second, and their 95th percentile in ms."""

    seconds: float
    rate: float
    slowest: float


async def drag(slider: Locator) -> Drag:
    """Take a slider in the middle and drag it."""
    page = slider.page
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
    seconds = sum(frames) / 1e3
    return Drag(seconds, len(frames) / seconds, statistics.quantiles(frames, n=20)[-1])
