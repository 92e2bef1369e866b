"""Connections to one team's schema: durable whatever the server's default, each lent to one borrower at a time."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreUnavailable

from .address import EXPECTED
from .address import Address
from .refusals import translated

Connection = psycopg.Connection[Any]

Answers = Callable[[], None]
Ask = Callable[[Connection], Answers]
"""Sends questions, and returns what takes the answers in once they are there."""

_BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_TURN = b"SELECT turn FROM prevexp FOR UPDATE"
_SETTINGS = {
    "default_transaction_isolation": r"read\ committed",
    "default_transaction_read_only": "off",
    "synchronous_commit": "on",  # what is acknowledged is on disk, whatever the default of the database
    # Every question goes by an index and joins row by row. So the server plans well without statistics, which would
    # keep keys of the erased in its catalogue (see layout.py).
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
_KEPT = 8  # idle connections kept; a server counts each of them


class Connections:
    """Connections of one process; `busy_seconds` is how long a statement waits for a lock, in seconds."""

    def __init__(self, address: Address, *, busy_seconds: float) -> None:
        self.schema = address.schema
        self._server = address.server
        self._busy_seconds = busy_seconds
        self._idle: list[Connection] = []

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """Lend a connection; one that saw a fault is not lent again. Raises StoreError subclasses."""
        with translated():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._made()
            try:
                yield connection
            except psycopg.Error as error:
                connection.close()
                if isinstance(error, psycopg.OperationalError):
                    self.dispose()  # a server that went takes all connections with it
                raise
            except BaseException:
                self._keep(connection)
                raise
            self._keep(connection)

    def dispose(self) -> None:
        """Close what is not lent."""
        while self._idle:
            self._idle.pop().close()

    def _keep(self, connection: Connection) -> None:
        if len(self._idle) < _KEPT and connection.info.transaction_status is TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def _made(self) -> Connection:
        try:
            known = psycopg.conninfo.conninfo_to_dict(self._server)
        except psycopg.ProgrammingError:  # its text may repeat a password
            raise StoreUnavailable(f"the URL cannot be read; expected: {EXPECTED}") from None
        settings = _SETTINGS | {
            "search_path": f"{self.schema},pg_temp",
            "lock_timeout": str(max(1, round(self._busy_seconds * 1000))),
        }
        options = " ".join([str(known.get("options") or ""), *(f"-c {one}={value}" for one, value in settings.items())])
        wanted: dict[str, Any] = {"application_name": "prevexp", "connect_timeout": max(2, round(self._busy_seconds))}
        connection = psycopg.connect(**(wanted | known | {"options": options, "client_encoding": "utf8"}))
        connection.autocommit = True
        if connection.info.parameter_status("server_encoding") != "UTF8":
            connection.close()
            raise StoreUnavailable("the database cannot hold every letter: its encoding must be UTF8")
        return connection


def ask_nothing(_: Connection) -> Answers:
    """Ask for nothing but the turn."""
    return lambda: None


@contextmanager
def writing(connections: Connections, ask: Ask = ask_nothing) -> Iterator[Connection]:
    """Hold the writers' turn for one transaction: durable at the end, or undone.

    Each statement afterwards sees all that was committed before the turn came. What `ask` sends travels with the
    request for the turn, and is answered after it came. Raises StoreBusy and others.
    """
    with connections.lent() as connection:
        try:
            with connection.pipeline():
                connection.execute(_BEGIN)
                turn = connection.execute(_TURN)
                answered = ask(connection)
            _check(turn.fetchone())
            answered()
            yield connection
            if is_open(connection):
                connection.execute(b"COMMIT")
        except BaseException:
            if is_open(connection):
                connection.execute(b"ROLLBACK")
            raise


def _check(turn: object) -> None:
    if turn is None:
        raise StoreError("the row by which writers take turns is not there")


def is_open(connection: Connection) -> bool:
    """Tell whether a transaction has begun that has not failed."""
    return connection.info.transaction_status is TransactionStatus.INTRANS
