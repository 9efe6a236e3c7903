"""What stands between the browser and Streamlit: who this is, what may run, how much is sent."""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import os
import re
import secrets
from functools import lru_cache
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEARNER_COOKIE = "hedgebook_learner"
LEARNER = re.compile(r"^[0-9a-f]{32}$")
_YEAR = 365 * 24 * 60 * 60
_STATIC = Path(streamlit.__file__).parent / "static"
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_SERVED = ("static", "_stcore", "component", "media", "app", "auth")
_COMPRESSIBLE = (".js", ".css", ".svg", ".json")


def content_security_policy(page: bytes) -> str:
    """Return a policy that lets run only what Streamlit ships; ``page`` is its index.html."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page)
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


_HEADERS = {
    "Content-Security-Policy": content_security_policy((_STATIC / "index.html").read_bytes()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class Guarded:
    """Adds the security headers, and a cookie to any page that a browser without one asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; touch only the head of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if (shorter := _one_part(scope, asked)) is not None:
            await RedirectResponse(shorter)(scope, receive, send)
            return
        unknown = learner_in(asked.get("cookie", "")) is None

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if unknown and _is_page(message["status"], headers, asked):
                    headers.append("Set-Cookie", _new_cookie(scope))
            await send(message)

        await self._app(scope, receive, send_guarded)


def _one_part(scope: Scope, asked: Headers) -> str | None:
    """Return where a page's address of several parts leads: to its last part.

    Streamlit's own page loads its scripts relative to the address, and stays white there.
    """
    root = scope.get("root_path", "")
    first, *more = scope["path"].removeprefix(root).strip("/").split("/")
    page = scope["method"] == "GET" and "text/html" in asked.get("accept", "")
    if not page or not more or first in _SERVED:
        return None
    query = scope["query_string"].decode("latin-1")
    return f"{root}/{quote(more[-1], safe='')}" + (f"?{query}" if query else "")


def _is_page(status: int, headers: MutableHeaders, asked: Headers) -> bool:
    """Return whether this answers with a page; an unchanged one has no type but was asked for."""
    if status == 304:
        return "text/html" in asked.get("accept", "")
    return headers.get("content-type", "").startswith("text/html")


def learner_in(cookies: str) -> str | None:
    """Return the learner that a Cookie header names, or None where it names none."""
    try:
        morsel = SimpleCookie(cookies).get(LEARNER_COOKIE)
    except Exception:
        return None
    return morsel.value if morsel and LEARNER.match(morsel.value) else None


def _new_cookie(scope: Scope) -> str:
    forwarded = Headers(scope=scope).get("x-forwarded-proto", scope.get("scheme", "http"))
    secure = "; Secure" if forwarded == "https" else ""
    value = secrets.token_hex(16)
    return f"{LEARNER_COOKIE}={value}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"


class Compressed:
    """Serves Streamlit's own scripts and styles gzipped, each compressed once per process."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = StaticFiles(directory=_STATIC)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what can be answered compressed; pass everything else on."""
        path = self._file(scope)
        if path is None:
            await self._app(scope, receive, send)
            return
        etag = f'"{path.name}-gzip"'
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
            "ETag": etag,
        }
        if Headers(scope=scope).get("if-none-match") == etag:
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        body = await to_thread.run_sync(_gzipped, path)
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers["Content-Encoding"] = "gzip"
        await Response(body, headers=headers, media_type=media_type)(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        inside = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if not inside.startswith("static/") or "gzip" not in accepted:
            return None
        if not inside.endswith(_COMPRESSIBLE):
            return None
        full_path, status = self._files.lookup_path(os.path.normpath(inside))
        return Path(full_path) if status else None


@lru_cache(maxsize=1024)
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
