"""The SQLite engine: durable, immediate transactions, drivers' errors told in our words and without any value."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..domain.errors import StoreBusy
from ..domain.errors import StoreCorrupt
from ..domain.errors import StoreError
from ..domain.errors import StoreFull
from ..domain.errors import StoreTooNew
from ..domain.errors import StoreUnavailable
from .tables import SCHEMA_VERSION
from .tables import metadata

BUSY_SECONDS = 30.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cache_size = -65536",
)
_ERRORS: tuple[tuple[str, type[StoreError], str], ...] = (
    ("SQLITE_BUSY", StoreBusy, "another process kept the store locked"),
    ("SQLITE_LOCKED", StoreBusy, "another process kept the store locked"),
    ("SQLITE_FULL", StoreFull, "the disk is full"),
    ("SQLITE_IOERR", StoreFull, "the disk refused a write or a read"),
    ("SQLITE_CORRUPT", StoreCorrupt, "the database file is damaged"),
    ("SQLITE_NOTADB", StoreCorrupt, "the file is not a database"),
    ("SQLITE_CANTOPEN", StoreUnavailable, "the database file cannot be opened"),
    ("SQLITE_READONLY", StoreUnavailable, "the database file cannot be written"),
    ("SQLITE_PERM", StoreUnavailable, "the database file cannot be opened"),
)


def make_engine(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sa.Engine:
    """Return an engine on a database file, made 0600 with its tables if it is not there.

    Raises StoreUnavailable, StoreCorrupt, StoreTooNew.
    """
    _prepare_file(path)
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": busy_seconds})
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    with mapped_errors():
        _make_schema(engine)
    return engine


def _prepare_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise StoreUnavailable("the folder of the database does not exist", path=str(path))
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError:
        raise StoreUnavailable("the database file cannot be made", path=str(path)) from None


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _make_schema(engine: sa.Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found > SCHEMA_VERSION:
            raise StoreTooNew(
                f"the store has version {found}, this prevexp reads up to {SCHEMA_VERSION}", version=found
            )
        if found == 0:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn drivers' errors into StoreError; their texts and parameters are dropped, since they may hold values."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "") or ""
        for prefix, kind, message in _ERRORS:
            if name.startswith(prefix):
                raise kind(message, driver=name) from None
        raise StoreError("the database refused the operation", driver=name or type(error.orig).__name__) from None
    except sqlite3.Error as error:
        raise StoreUnavailable("the database cannot be used", driver=type(error).__name__) from None
