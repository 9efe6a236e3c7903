"""What the server sends around the pages: who this is, what may run, how much travels."""

from __future__ import annotations

import gzip
import http.client
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import streamlit

from pages.ui.edge import LEARNER, LEARNER_COOKIE
from tests.browser.app_page import ready
from tests.browser.records import facts_of
from tests.browser.serving import REPOSITORY, Server

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

STATIC = Path(streamlit.__file__).parent / "static"
COOKIE = f"{LEARNER_COOKIE}={'0123456789abcdef' * 2}"
PROMISED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def ask(server: Server, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Ask for exactly this path; nothing is tidied up on the way."""
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=20)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def a_script(server: Server) -> str:
    """Return the address of the largest script that the page names."""
    _, page = ask(server, "/")
    names = re.findall(r'src="\.?(/static/js/[^"]+\.js)"', page.decode())
    return max(names, key=lambda name: (STATIC / name.lstrip("/")).stat().st_size)


@pytest.mark.parametrize("path", ["/", "/book", "/nope", "/_stcore/health", "script"])
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    """Pages, probes and scripts alike carry the headers."""
    answer, _ = ask(server, a_script(server) if path == "script" else path)
    assert {name: answer.headers[name] for name in PROMISED} == PROMISED
    policy = {
        rule.split()[0]: rule.split()[1:]
        for rule in answer.headers["Content-Security-Policy"].split(";")
    }
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(policy["script-src"])


def test_new_visitor_gets_one_cookie(server: Server) -> None:
    """It names a learner, cannot be read by scripts, and does not travel to other sites."""
    answer, _ = ask(server, "/book")
    (cookie,) = answer.headers.get_all("Set-Cookie")
    value, *attributes = cookie.split("; ")
    assert LEARNER.match(value.removeprefix(f"{LEARNER_COOKIE}="))
    assert {"Path=/", "HttpOnly", "SameSite=Lax"} <= set(attributes)
    assert "Secure" not in attributes


def test_cookie_travels_encrypted_where_the_page_does(server: Server) -> None:
    """Behind a proxy that speaks https the cookie asks for https."""
    answer, _ = ask(server, "/", X_Forwarded_Proto="https")
    assert "; Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("cookie", [COOKIE, f"other=1; {COOKIE}"])
def test_known_visitor_keeps_the_cookie(server: Server, cookie: str) -> None:
    """Who has the cookie gets no second one."""
    answer, _ = ask(server, "/", Cookie=cookie)
    assert answer.headers.get_all("Set-Cookie") is None


@pytest.mark.parametrize("cookie", [f"{LEARNER_COOKIE}=me", f"{LEARNER_COOKIE}=", '";;=a=', ""])
def test_forged_cookie_is_replaced(server: Server, cookie: str) -> None:
    """What we never set is no learner."""
    answer, _ = ask(server, "/", Cookie=cookie)
    assert answer.headers["Set-Cookie"].startswith(f"{LEARNER_COOKIE}=")


def test_first_run_knows_the_learner(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    """The first thing that a new visitor does is kept under the cookie of that very visit."""
    page = new_context().new_page()
    page.goto("/lessons?lesson=where-exposure-comes-from")
    ready(page)
    (cookie,) = [one for one in page.context.cookies() if one["name"] == LEARNER_COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert LEARNER_COOKIE not in page.evaluate("document.cookie")
    facts = facts_of(server, cookie["value"])
    assert [(fact.kind, fact.subject) for fact in facts] == [
        ("lesson_opened", "where-exposure-comes-from")
    ]
    page.reload()
    ready(page)
    assert cookie["value"] in {one["value"] for one in page.context.cookies()}


def test_scripts_travel_compressed(server: Server) -> None:
    """A script that the page needs is sent gzipped, is the same script, and is sent once."""
    path = a_script(server)
    plain, body = ask(server, path)
    answer, packed = ask(server, path, Accept_Encoding="gzip")
    assert plain.headers["Content-Encoding"] is None
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == body == (STATIC / path.lstrip("/")).read_bytes()
    assert len(packed) < len(body) / 2
    assert "Accept-Encoding" in answer.headers["Vary"]
    again, nothing = ask(server, path, Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
    assert (again.status, nothing) == (304, b"")


@pytest.mark.parametrize("way", ["..", "%2e%2e", "..%2f..", "js/../.."])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_static_leads_to_nothing_else(server: Server, way: str, encoding: str) -> None:
    """No path through /static reaches a file beside it, packed or not."""
    secret = REPOSITORY / "pages" / "ui" / "live_book" / "book.js"
    up = os.path.relpath(secret, STATIC)
    climbs, down = up.count("../"), up.replace("../", "")
    for more in range(-1, 3):
        path = f"/static/{(way + '/') * (climbs + more)}{down}"
        answer, body = ask(server, path, Accept_Encoding=encoding)
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        assert b"function claimsOf" not in body, path
