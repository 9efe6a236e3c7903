"""A real server of the app in a folder of its own: its port, database and course are fresh."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
APP = REPOSITORY / "app.py"
_PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """One running server; everything that it reads and writes lies in ``folder``."""

    url: str
    pid: int
    folder: Path

    @property
    def database(self) -> Path:
        """The file that facts are kept in."""
        return self.folder / "records.sqlite3"

    @property
    def course(self) -> Path:
        """The server's own copy of lessons and questions, which a test may change."""
        return self.folder / "course"

    @property
    def log(self) -> Path:
        """What the server wrote to its terminal."""
        return self.folder / "server.log"


@contextmanager
def serving(
    folder: Path,
    script: Path = APP,
    settings: Mapping[str, str] | None = None,
    *,
    port: int = 0,
) -> Iterator[Server]:
    """Run ``script`` from ``folder``, which is not the repository, until the block ends.

    With the ``port`` of a server that is gone, this one takes its place, records and all.
    """
    port = port or _free_port()
    server = Server(f"http://localhost:{port}", 0, folder)
    for name in ("content", "quiz_bank"):
        shutil.copytree(REPOSITORY / name, server.course / name, dirs_exist_ok=True)
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
            cwd=folder,
            env={**_environment(server), **(settings or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_up(server, process)
        yield Server(server.url, process.pid, folder)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(server: Server) -> dict[str, str]:
    own = {name: text for name, text in os.environ.items() if not name.startswith("STREAMLIT_")}
    return {
        **own,
        "HEDGEBOOK_DATABASE_URL": f"sqlite:///{server.database}",
        "HEDGEBOOK_COURSE": str(server.course),
    }


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{server.log.read_text('utf-8')}")
