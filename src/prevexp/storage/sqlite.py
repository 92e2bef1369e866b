"""The SQLite store: SQLAlchemy Core over one private file with a write-ahead log, durable at each commit."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from typing import Self

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite import insert

from ..domain.errors import StoreBusy
from ..domain.errors import StoreCorrupt
from ..domain.errors import StoreError
from . import questions
from . import tables
from .batch import Batch
from .batch import slices
from .port import Head
from .port import Receipt
from .port import StreamWrite
from .sql_store import SqlStore
from .sqlite_batch import Inside
from .sqlite_batch import destroy
from .sqlite_batch import drop
from .sqlite_batch import rewrap
from .sqlite_file import Connections
from .sqlite_file import open_file
from .sqlite_file import reading
from .sqlite_file import translated
from .sqlite_file import writing
from .sqlite_file import writing_anew
from .statements import Lookup
from .statements import sql

_SETTING = sql(questions.SETTING)
_SET = sql(insert(tables.setting).on_conflict_do_nothing())
_REPLACE = "UPDATE setting SET value = ? WHERE name = ? AND value = ?"


class SqliteStore(SqlStore):
    """A store in one SQLite file; see `Store` for what each method means."""

    def __init__(self, connections: Connections) -> None:
        self._connections: Connections | None = connections

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float) -> Self:
        """Open the store in a file, made if it is not there; wait up to `busy_seconds` seconds for a lock.

        Raises StoreUnavailable, StoreCorrupt, StoreTooNew, StoreBusy.
        """
        return cls(open_file(path, busy_seconds=busy_seconds))

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        parts = slices(writes)
        first = next(parts, [])  # made before the lock is taken: a single case holds it for a moment only
        with writing(self._open()) as connection:
            batch = Batch(Inside(connection))
            for part in chain([first], parts):
                batch.write(part)
            if receipt is not None:
                batch.keep(receipt)
            return batch.head

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting unless it is set, and return what is stored."""
        with writing(self._open()) as connection:
            connection.execute(_SET, (name, value))
            return bytes(connection.execute(_SETTING, (name,)).fetchone()[0])

    def replace_setting(self, name: str, value: bytes, *, after: bytes) -> bool:
        """Replace a setting that is still what was read."""
        with writing(self._open()) as connection:
            return connection.execute(_REPLACE, (value, name, after)).rowcount == 1

    def drop_settings(self, names: Sequence[str]) -> int:
        """Take settings away."""
        with writing_anew(self._open()) as connection:
            gone = drop(connection, names)
        self._forget_old_pages()
        return gone

    def erase(self, *households: str) -> int:
        """Destroy the keys, identities and index entries of households."""
        with writing_anew(self._open()) as connection:
            gone = destroy(connection, households)
        self._forget_old_pages()
        return gone

    def rewrap(self, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
        """Replace the wrapped keys that are still what was read."""
        with writing_anew(self._open()) as connection:
            return rewrap(connection, keys)

    def copy_to(self, file: Path) -> None:
        """Write the store as it is at one moment into an empty file, while others read and write.

        All pages are copied in one step, in one read transaction of the write-ahead log: nobody waits for it. In
        several steps it would begin again whenever another process writes, and never end where many do.
        """
        with reading(self._open()) as connection, closing(sqlite3.connect(file)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")  # an unfinished copy is thrown away, a finished one is synced
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)
            if [row[0] for row in copy.execute("PRAGMA integrity_check(1)")] != ["ok"]:
                raise StoreCorrupt("the pages of the database contradict each other")

    def close(self) -> None:
        """Release the store."""
        if self._connections is not None:
            self._connections.dispose()
        self._connections = None

    def _open(self) -> Connections:
        if self._connections is None:
            raise StoreError("the store is closed")
        return self._connections

    def _rows(self, query: Select[Any], **values: object) -> Sequence[Any]:
        with translated(), self._open().engine.connect() as connection:
            return connection.execute(query, values).all()

    def _rows_of(self, many: questions.Many, values: Iterable[Any]) -> Sequence[Any]:
        with reading(self._open()) as connection:
            return _lookup(many).rows(connection, values)

    def _forget_old_pages(self) -> None:
        """Write the log back and cut it to nothing: it still holds the pages as they were before an erasure."""
        with reading(self._open()) as connection:
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise StoreBusy("it is gone, but a reader still holds old pages of it: ask again when they are done")


@cache
def _lookup(many: questions.Many) -> Lookup:
    return Lookup(many.query, many.column)
