"""The SQLite file: made private, recognised before it is used, opened so that what is acknowledged stays."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import cast

from sqlalchemy import URL
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from ..domain.errors import StoreBusy
from ..domain.errors import StoreConflict
from ..domain.errors import StoreCorrupt
from ..domain.errors import StoreError
from ..domain.errors import StoreFull
from ..domain.errors import StoreTooNew
from ..domain.errors import StoreUnavailable
from .statements import creation
from .tables import APPLICATION
from .tables import VERSION
from .tables import metadata

_PAGE_BYTES = 8192  # seven journal rows a page instead of three
_CACHE_KIB = 65_536  # the inner pages and hot leaves of the blind index of a million cases
_RETRY_S = 0.02

_COLUMNS = "SELECT found.name, own.name FROM sqlite_schema found JOIN pragma_table_info(found.name) own"
_UNREADABLE = 0xFF  # no number of SQLite's: Python finds that what is stored as a text is none

_CAUSES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, "another process kept the store locked"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "another connection kept the store locked"),
    sqlite3.SQLITE_FULL: (StoreFull, "the disk or the quota of the store is full"),
    sqlite3.SQLITE_IOERR: (StoreFull, "the disk refused to read or write, most often because it is full"),
    sqlite3.SQLITE_CORRUPT: (StoreCorrupt, "the database file is damaged"),
    _UNREADABLE: (StoreCorrupt, "a text in the database cannot be read"),
    sqlite3.SQLITE_NOTADB: (StoreUnavailable, "the file is not a database"),
    sqlite3.SQLITE_CANTOPEN: (StoreUnavailable, "the file cannot be opened"),
    sqlite3.SQLITE_READONLY: (StoreUnavailable, "the file may not be written"),
    sqlite3.SQLITE_PERM: (StoreUnavailable, "the file may not be used"),
    sqlite3.SQLITE_AUTH: (StoreUnavailable, "the file may not be used"),
    sqlite3.SQLITE_CONSTRAINT: (StoreConflict, "a record that must be new is already there"),
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into StoreErrors; the cause is the driver's own, which holds no parameter."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig if isinstance(error.orig, sqlite3.Error) else sqlite3.Error()
        error.params = None  # it stays in the context of what is raised, and must not carry what was to be written
        raise _refusal(cause) from cause
    except sqlite3.Error as error:
        raise _refusal(error) from error


def _refusal(cause: sqlite3.Error) -> StoreError:
    unnumbered = _UNREADABLE if isinstance(cause, sqlite3.OperationalError) else 0
    number = getattr(cause, "sqlite_errorcode", unnumbered) & 0xFF
    kind, message = _CAUSES.get(number, (StoreError, "the database refused"))
    return kind(f"{message} (SQLite {number})", sqlite=number)


class Connections:
    """The driver's own connections to one file, each lent to one borrower at a time.

    The engine makes them; lending them from here costs a single case a tenth of what the engine's pool does.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._idle: list[sqlite3.Connection] = []

    def borrow(self) -> sqlite3.Connection:
        """Lend a connection, to be given back or closed."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._made()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Take a connection back that saw no fault."""
        self._idle.append(connection)

    def dispose(self) -> None:
        """Close what is not lent."""
        while self._idle:
            self._idle.pop().close()
        self.engine.dispose()

    def _made(self) -> sqlite3.Connection:
        with translated():
            fresh = self.engine.raw_connection()
        connection = cast(sqlite3.Connection, fresh.driver_connection)
        fresh.detach()
        return connection


@contextmanager
def reading(connections: Connections) -> Iterator[sqlite3.Connection]:
    """Lend a connection of the driver's own; each statement sees the store as it is when it begins."""
    connection = connections.borrow()
    try:
        yield connection
    except sqlite3.Error as error:
        connection.close()
        raise _refusal(error) from error
    except BaseException:
        connection.close()
        raise
    connections.give_back(connection)


@contextmanager
def writing(connections: Connections) -> Iterator[sqlite3.Connection]:
    """Hold the write lock for one transaction: durable at the end, or undone."""
    with reading(connections) as connection, _transaction(connection):
        yield connection


@contextmanager
def writing_anew(connections: Connections) -> Iterator[sqlite3.Connection]:
    """Hold the write lock as `writing` does, and do not look after references: whole tables may be given up.

    Looking after them, SQLite would search for each row in the tables that refer to it, and take rows away one by one.
    """
    with reading(connections) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # heeded outside a transaction only
        with _transaction(connection):
            yield connection
        connection.execute("PRAGMA foreign_keys = ON")  # after a fault the connection is closed


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # harmless if SQLite has already rolled back
        raise


def open_file(path: Path, *, busy_seconds: float) -> Connections:
    """Return connections to the store in this file, made if it is not there; `busy_seconds` is in seconds.

    Raises StoreUnavailable, StoreCorrupt, StoreTooNew, StoreBusy.
    """
    _make_private(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        max_overflow=-1,
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    connections = Connections(engine)
    try:
        _settle(connections, time.monotonic() + busy_seconds)
    except BaseException:
        connections.dispose()
        raise
    return connections


def _make_private(path: Path) -> None:
    """Make a new file that only its owner can read; SQLite gives its helpers the same mode."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"the store cannot be opened: {error.strerror}", path=str(path)) from None


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    """Set what SQLite forgets between connections."""
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


def _settle(connections: Connections, deadline: float) -> None:
    """Recognise the file and make the tables of a new one; of several first openings each waits its turn."""
    while True:
        try:
            with reading(connections) as connection:
                return _recognise(connection, connections)
        except StoreBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)


def _recognise(connection: sqlite3.Connection, connections: Connections) -> None:
    mark, version = _number(connection, "application_id"), _number(connection, "user_version")
    if mark != APPLICATION:
        if mark or version or connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise StoreUnavailable("the file is a database, but not a store of prevexp")
        _make_tables(connection, connections)
    elif version > VERSION:
        raise StoreTooNew(f"the store has version {version}, this prevexp reads up to {VERSION}", version=version)
    else:
        _require_tables(connection, version)
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreUnavailable("the file system does not allow a write-ahead log: put the store on a local disk")


def _require_tables(connection: sqlite3.Connection, version: int) -> None:
    """Refuse a store whose tables are not those of its version before anything is read of it or written to it."""
    found = set(connection.execute(_COLUMNS))
    missing = sorted(f"{table}.{column}" for table, column in _wanted() - found)
    if version < 1 or missing:
        told = ", ".join(missing) or f"version {version}"
        raise StoreCorrupt(f"the tables are not those of a store: {told}; restore a backup", missing=tuple(missing))


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    return frozenset((table.name, column.name) for table in metadata.tables.values() for column in table.columns)


def _make_tables(connection: sqlite3.Connection, connections: Connections) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    connection.execute("PRAGMA journal_mode = WAL")
    with writing(connections) as writer:
        if _number(writer, "application_id") != APPLICATION:  # nobody was faster
            for statement in creation():
                writer.execute(statement)
            writer.execute(f"PRAGMA application_id = {APPLICATION}")
            writer.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
