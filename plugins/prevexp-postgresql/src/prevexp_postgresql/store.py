"""The PostgreSQL store: one schema of a database, for the processes and machines of one team."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Self

from sqlalchemy import Select

from prevexp.domain.errors import StoreError
from prevexp.storage import questions
from prevexp.storage.batch import Batch
from prevexp.storage.batch import slices
from prevexp.storage.port import Head
from prevexp.storage.port import Receipt
from prevexp.storage.port import StreamWrite
from prevexp.storage.sql_store import SqlStore

from .address import Address
from .connections import Connections
from .connections import writing
from .erasing import destroy
from .erasing import drop
from .erasing import rewrap
from .erasing import sweep
from .inside import Inside
from .settling import settle
from .statements import rows_of
from .statements import sql

_SET = b"INSERT INTO setting (name, value) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_REPLACE = b"UPDATE setting SET value = %s WHERE name = %s AND value = %s"


class PostgresStore(SqlStore):
    """A store in one schema; see `prevexp.storage.port.Store` for what each method means."""

    def __init__(self, connections: Connections) -> None:
        self._connections: Connections | None = connections

    @classmethod
    def open(cls, url: str, *, busy_seconds: float) -> Self:
        """Open the store of a URL, made if it is not there and the role may; wait up to `busy_seconds` for a lock.

        Raises StoreUnavailable, StoreTooNew, StoreBusy.
        """
        connections = Connections(Address.of(url), busy_seconds=busy_seconds)
        try:
            settle(connections)
        except BaseException:
            connections.dispose()
            raise
        return cls(connections)

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        parts = slices(writes)
        first = next(parts, [])  # made before the turn is taken: a single case holds it for a moment only
        inside = Inside()
        with writing(self._open(), inside.asks(first)), inside:
            batch = Batch(inside)
            batch.write(first)
            for part in parts:
                inside.go_on(part)
                batch.write(part)
            if receipt is not None:
                batch.keep(receipt)
            inside.finish()
        return batch.head

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting unless it is set, and return what is stored."""
        with writing(self._open()) as connection:
            connection.execute(_SET, (name, value))
            return bytes(next(iter(connection.execute(sql(questions.SETTING), {"name": name})))[0])

    def replace_setting(self, name: str, value: bytes, *, after: bytes) -> bool:
        """Replace a setting that is still what was read."""
        with writing(self._open()) as connection:
            return connection.execute(_REPLACE, (value, name, after)).rowcount == 1

    def drop_settings(self, names: Sequence[str]) -> int:
        """Take settings away. What is said of `erase` holds for them, and for values replaced before."""
        with writing(self._open()) as connection:
            gone = drop(connection, names)
        if gone:
            self._sweep()
        return gone

    def erase(self, *households: str) -> int:
        """Destroy the keys, identities and index entries of households.

        No statement reads them afterwards. If this role owns the tables, what it deleted is swept at once; else the
        server does so by itself. Its log and its backups keep what was written to them: see the README.
        """
        with writing(self._open()) as connection:
            gone = destroy(connection, households)
        if gone:
            self._sweep()
        return gone

    def rewrap(self, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
        """Replace the wrapped keys that are still what was read."""
        with writing(self._open()) as connection:
            return rewrap(connection, keys)

    def close(self) -> None:
        """Release the store."""
        if self._connections is not None:
            self._connections.dispose()
        self._connections = None

    def _open(self) -> Connections:
        if self._connections is None:
            raise StoreError("the store is closed")
        return self._connections

    def _sweep(self) -> None:
        with self._open().lent() as connection:
            sweep(connection)

    def _rows(self, query: Select[Any], **values: object) -> Sequence[Any]:
        with self._open().lent() as connection:
            return connection.execute(sql(query), values or None, binary=True).fetchall()

    def _rows_of(self, many: questions.Many, values: Iterable[Any]) -> Sequence[Any]:
        with self._open().lent() as connection:
            return list(rows_of(connection, many, values))
