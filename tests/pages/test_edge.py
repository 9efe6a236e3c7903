"""The edge: who gets a cookie, and what the policy lets run."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pages.ui.edge import Guarded, content_security_policy, learner_in

KNOWN = "hedgebook_learner=" + "a" * 32


def head(status: int, kind: str, /, path: str = "/book", **asked: str) -> dict[str, str]:
    """Return the headers that an answer of this status and type gets on its way out."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        typed = [(b"content-type", kind.encode())] if kind else []
        await send({"type": "http.response.start", "status": status, "headers": typed})

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(name.encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"spot=84"}
    scope |= {"headers": headers, "scheme": "http"}
    answer = Guarded(app)(scope, None, send)  # type: ignore[arg-type]
    with ThreadPoolExecutor() as pool:  # a browser test before may have left a loop in this thread
        pool.submit(asyncio.run, answer).result()
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize(
    ("status", "kind", "asked", "given"),
    [
        (200, "text/html", {}, True),
        (200, "text/html", {"cookie": KNOWN}, False),
        (200, "text/html", {"cookie": "hedgebook_learner=drop table"}, True),
        (200, "text/javascript", {}, False),
        (304, "", {"accept": "text/html,*/*"}, True),
        (304, "", {"accept": "*/*"}, False),
    ],
)
def test_a_page_gives_a_cookie_to_whoever_has_none(
    status: int, kind: str, asked: dict[str, str], given: bool
) -> None:
    """Pages do, cached ones too; scripts do not, and a good cookie is left alone."""
    cookie = head(status, kind, **asked).get("set-cookie", "")
    assert bool(cookie) is given
    if given:
        assert learner_in(cookie.partition(";")[0])
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/lessons/gamma", "/gamma?spot=84"),
        ("/a/b/c", "/c?spot=84"),
        ("/a//evil.example", "/evil.example?spot=84"),
        ("/book", None),
        ("/static/js/index.js", None),
        ("/_stcore/health", None),
    ],
)
def test_an_address_of_several_parts_leads_to_its_last(path: str, leads_to: str | None) -> None:
    """Such an address would stay white; it leads to a page of the app, never elsewhere."""
    assert head(200, "text/html", path=path, accept="text/html").get("location") == leads_to


def test_a_cookie_given_over_https_stays_there() -> None:
    """Behind a proxy that speaks HTTPS the cookie is marked secure."""
    asked = {"x-forwarded-proto": "https"}
    assert head(200, "text/html", **asked)["set-cookie"].endswith("; Secure")


def test_only_the_inline_script_of_the_page_may_run() -> None:
    """The policy names the script by its hash and allows no other inline script."""
    policy = content_security_policy(b"<script>\n  x = 1\n</script>")
    assert "'sha256-" in policy
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe" not in scripts


@pytest.mark.parametrize("cookies", ["", "=", ";;;", "hedgebook_learner=", "\x00", "a=b; c"])
def test_a_strange_cookie_header_names_nobody(cookies: str) -> None:
    """Whatever a browser sends, nothing breaks and nobody is taken for somebody."""
    assert learner_in(cookies) is None
