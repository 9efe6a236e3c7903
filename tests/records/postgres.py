"""A PostgreSQL for the tests: a server of their own in a temporary folder, on a free port.

``python -m tests.records.postgres FILE PID`` runs one, writes its address into the file once it
answers, and stops it when the program with that number ends, however that comes about.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OWNER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package brings this user."""
_PATIENCE = 30.0
_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 16MB
max_connections = 60
"""
_WHO_MAY_COME = """
host all locked 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""


def missing() -> str:
    """Return what stands in the way of running a PostgreSQL, or nothing."""
    return "" if binaries() else "there is no PostgreSQL here: apt-get install postgresql"


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs: the newest that Debian has, or the path's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parts[-2]))
    on_path = shutil.which("postgres")
    folders = [*reversed(debian), *([Path(on_path).parent] if on_path else [])]
    return next((one for one in folders if (one / "initdb").exists()), None)


class PostgreSQL:
    """One server, which a test may stop, kill and start again."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Make a new cluster in an empty folder that its owner may enter."""
        self.folder = folder
        self.port = _free_port()
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        _give(folder)
        _run("initdb", "-D", str(self._data), "-U", "hedgebook", "-E", "UTF8", "--locale=C", "-N")
        self._write("postgresql.conf", _CONFIGURATION, "a")
        self._write("pg_hba.conf", _WHO_MAY_COME, "w")

    @property
    def url(self) -> str:
        """The address of its database, as the app takes it."""
        return f"postgresql://hedgebook@127.0.0.1:{self.port}/postgres"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._process = self._begin()
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.02)
            if self._process.poll() is not None:
                # After a kill, what is left of the old server may be in the way for a moment.
                self._process = self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        speed = [] if self._durable else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [*_program("postgres"), "-D", str(self._data), "-p", str(self.port), *speed],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **_as_owner(),
            )

    def stop(self) -> None:
        """Stop the server as its keeper would: connections are closed, nothing is lost."""
        self._end(signal.SIGINT)

    def leave(self) -> None:
        """Stop the server at once; what it holds is not needed any more."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """Let the server die in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def tell(self, *statements: str) -> None:
        """Say something to the server as its keeper."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=_PATIENCE)
            self._process = None

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _write(self, name: str, text: str, mode: str) -> None:
        with (self._data / name).open(mode, encoding="utf-8") as file:
            file.write(text)


@contextmanager
def postgresql(*, durable: bool = True) -> Iterator[PostgreSQL]:
    """Run a server of one's own until the block ends."""
    # Not pytest's own folder, into which nobody but its user may look.
    with tempfile.TemporaryDirectory(
        prefix="hedgebook-postgres-", ignore_cleanup_errors=True
    ) as folder:
        server = PostgreSQL(Path(folder), durable=durable)
        server.start()
        try:
            yield server
        finally:
            server.leave()


def address_of_run(folder: Path, lifetime: int) -> str:
    """Return the address of the one server of a test run, started by whoever asks first.

    ``folder`` is common to the run's workers, ``lifetime`` the process that outlives them all.
    """
    import fcntl

    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = folder / "address"
        if not told.exists():
            _start_keeper(told, lifetime)
        return told.read_text("utf-8")


def _start_keeper(told: Path, lifetime: int) -> None:
    """Run this module beside the tests; it holds none of their files open."""
    with told.with_name("keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", __name__, str(told), str(lifetime)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    deadline = time.monotonic() + _PATIENCE
    while not told.exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(told.with_name("keeper.log").read_text("utf-8", "replace"))
        time.sleep(0.02)


def _keep(told: Path, lifetime: int) -> None:
    watched = os.pidfd_open(lifetime)
    with postgresql(durable=False) as server:
        ready = told.with_suffix(".new")
        ready.write_text(server.url, "utf-8")
        ready.rename(told)
        select.select([watched], [], [])


def _run(name: str, *arguments: str) -> None:
    done = subprocess.run([*_program(name), *arguments], capture_output=True, **_as_owner())
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))


def _program(name: str) -> list[str]:
    folder = binaries()
    if folder is None:
        raise RuntimeError(missing())
    return [str(folder / name)]


def _as_owner() -> dict[str, object]:
    """Return how to start a program as PostgreSQL's own user, where this one is root."""
    return {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}


def _give(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), int(sys.argv[2]))
