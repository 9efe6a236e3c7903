"""The browser that tests and benchmarks drive, and why there may be none."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
_PATIENCE = 15_000
"""Milliseconds that a busy machine may take to show what somebody waits for."""

_WITHOUT = (
    # Two pages for the address bar, loaded with each window, that nobody sees without a screen.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright does without; of two such lists Chromium heeds the last.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-compositing",
    "--disable-software-rasterizer",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_WITHOUT)}",
)


def missing() -> str:
    """Return what stands in the way of driving a browser, or nothing."""
    if not all(map(importlib.util.find_spec, ("playwright", "axe_playwright_python"))):
        return "playwright or axe-playwright-python is not installed: pip install '.[test]'"
    if executable() is None:
        return "there is no Chromium on the path: apt-get install chromium"
    return ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run one Chromium with a profile of its own until the block ends."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser, url: str, **settings: Any) -> Iterator[BrowserContext]:
    """Make a visitor without a past, for whom addresses are relative to ``url``."""
    context = browser.new_context(**{"base_url": url, "viewport": WIDE, **settings})
    context.set_default_timeout(_PATIENCE)
    yield context
    context.close()


def executable() -> str | None:
    """Return where the system's Chromium is, if it has one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
