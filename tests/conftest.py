"""A server and a browser for the tests that need them: one of each for the whole run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium, missing, visitor
from tests.browser.serving import Server, serving
from tests.records import postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

BROWSER_TESTS = Path(__file__).parent / "browser"

collect_ignore_glob = ["browser/*_app.py"]
"""Scripts for Streamlit to run: importing one is running it without a visitor."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything that drives a browser, so that ``-m 'not browser'`` leaves it out."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def _browser_at_hand() -> None:
    reason = missing()
    if reason and os.environ.get("HEDGEBOOK_BROWSER") == "required":
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def server(_browser_at_hand: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the server that all tests share."""
    with serving(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def fresh_server(
    _browser_at_hand: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Server]]:
    """Return a function that starts a server which nobody has visited."""
    with ExitStack() as started:
        yield lambda: started.enter_context(serving(tmp_path_factory.mktemp("fresh")))


@pytest.fixture(scope="session")
def browser(_browser_at_hand: None) -> Iterator[Browser]:
    """Return the browser that all tests share."""
    with chromium() as started:
        yield started


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that makes a new visitor; addresses are relative to the server."""
    with ExitStack() as opened:
        yield lambda **settings: opened.enter_context(visitor(browser, server.url, **settings))


@pytest.fixture(scope="module")
def same_visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return the one visitor of a test module, who need not load Streamlit's scripts again."""
    with visitor(browser, server.url) as context:
        yield context


@pytest.fixture
def page(same_visitor: BrowserContext) -> Iterator[Page]:
    """Return a new tab, which is a new session: it remembers nothing but who it is."""
    tab = same_visitor.new_page()
    yield tab
    tab.close()


@pytest.fixture(scope="session")
def _postgres_at_hand() -> None:
    reason = postgres.missing()
    if reason and os.environ.get("HEDGEBOOK_POSTGRES") == "required":
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_address(
    _postgres_at_hand: None, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> str:
    """Return the address of the one PostgreSQL of the run, which ends with the run."""
    folder, alone = tmp_path_factory.getbasetemp(), worker_id == "master"
    shared, lifetime = (folder, os.getpid()) if alone else (folder.parent, os.getppid())
    return postgres.address_of_run(shared / "postgres", lifetime)


@pytest.fixture
def own_postgres(_postgres_at_hand: None) -> Iterator[postgres.PostgreSQL]:
    """Return a PostgreSQL that a test may stop and kill."""
    with postgres.postgresql() as server:
        yield server
