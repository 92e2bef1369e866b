"""A PostgreSQL server of one's own, for tests and measures: in a folder of its own, reached by a socket in it.

It is never a server for real data: everybody on the machine who may enter its folder is let in without a password.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import psycopg

ADMINISTRATOR = "prevexp_admin"
_PATIENCE_S = 30
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@attrs.frozen(kw_only=True)
class Server:
    """A server that runs; `folder` holds its files, `process` is its first process."""

    folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def data(self) -> Path:
        """The folder of the server's files."""
        return self.folder / "data"

    def url(self, schema: str, *, user: str = ADMINISTRATOR, database: str = "postgres") -> str:
        """Return the URL of a store in a schema."""
        return f"postgresql://{user}@/{database}?host={self.folder}&schema={schema}"

    def connect(self, *, user: str = ADMINISTRATOR, database: str = "postgres") -> "psycopg.Connection[Any]":
        """Connect as a role; every statement is a transaction of its own."""
        return psycopg.connect(host=str(self.folder), user=user, dbname=database, autocommit=True)

    def kill(self) -> None:
        """Let it die in the middle of what it does; `running` starts it again from its files."""
        self.process.kill()
        self.process.wait()


def programs() -> Path | None:
    """Return the folder of the newest `initdb` and `postgres` of this machine, None if there are none."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    there = [Path(found).resolve().parent] if found else []
    return next((one for one in (*there, *reversed(packaged)) if (one / "postgres").exists()), None)


@contextmanager
def started(*, durable: bool = False, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start an empty server and stop it at the end, whatever happens; `durable`: what is committed survives a kill.

    Raises LookupError if the machine has no PostgreSQL.
    """
    found = programs()
    if found is None:
        raise LookupError("PostgreSQL is not installed: neither initdb nor /usr/lib/postgresql/*/bin")
    folder, owner = Path(tempfile.mkdtemp(prefix="prevexp-pg-")), _owner()
    try:
        if owner:
            shutil.chown(folder, owner["user"], owner["group"])
        initial = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-U", ADMINISTRATOR, "-D", folder / "data")
        subprocess.run([found / "initdb", *initial], check=True, capture_output=True, cwd="/", **owner)  # noqa: S603 - a program of the server
        options = [*(() if durable else _FAST), *(f"{name}={value}" for name, value in (settings or {}).items())]
        with running(found, folder, options) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(found: Path, folder: Path, options: list[str]) -> Iterator[Server]:
    """Run the server of a folder that `started` made, until the block ends."""
    own = ("listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60")
    command = [str(found / "postgres"), "-D", str(folder / "data")]
    for one in (*own, *options):
        command += ["-c", one]
    process = _run(command, folder)
    try:
        process = _reached(command, Server(folder=folder, process=process))
        yield Server(folder=folder, process=process)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away
        process.wait()


def _run(command: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **_owner())  # noqa: S603 - the same


def _reached(command: list[str], server: Server) -> "subprocess.Popen[bytes]":
    """Wait until the server answers; while the last processes of one that was killed hold its folder, try again."""
    process, deadline = server.process, time.monotonic() + _PATIENCE_S
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            if process.poll() is not None:
                process = _run(command, server.folder)
        else:
            return process


def _owner() -> dict[str, Any]:
    """Return whom the server runs as: it refuses to run as root."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    known = {one.pw_name: one for one in pwd.getpwall()}
    user = next(known[name] for name in ("postgres", "nobody") if name in known)
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}
