"""The tables inside one transaction that holds the writers' turn: a few rows by INSERT, many by COPY."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert

from prevexp.storage import questions
from prevexp.storage.batch import Rows
from prevexp.storage.chain import START
from prevexp.storage.port import Head

from .connections import Connection
from .layout import metadata
from .statements import placed
from .statements import rows_of
from .statements import sql

_FEW = 20  # rows below which COPY costs more than it saves

_INSERT = {table.name: placed(insert(table)) for table in metadata.sorted_tables}
_COPY = {name: f"COPY {name} FROM STDIN (FORMAT BINARY)".encode() for name in _INSERT}
_TYPES = {
    "vault": ("int8", "text", "bytea", "bytea"),
    "stream": ("int8", "text", "int8", "text", "text", "text", "int4", "bytea"),
    "journal": ("int8", "int8", "int4", "text", "bytea", "bytea"),
    "entry": ("bytea", "int8"),
    "receipt": ("int8", "bytea", "text", "bytea"),
}
_CHANGE_STREAM = b"UPDATE stream SET status = %s, version = %s, found_by = %s WHERE number = %s"
_CHANGE_IDENTITY = b"UPDATE vault SET identity = %s WHERE number = %s"
_DELETE_ENTRY = b"DELETE FROM entry WHERE key = %s AND stream = %s"


class Inside:
    """The tables as `prevexp.storage.batch.OpenTables` wants them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self) -> Head:
        """Return the end of the journal."""
        return next((Head(*row) for row in self._rows(sql(questions.HEAD))), START)

    def last(self, table: str) -> int:
        """Return the highest number of a table."""
        return next(iter(self._rows(sql(questions.LAST[table]))))[0] or 0

    def streams(self, ids: Iterable[str]) -> Iterable[tuple[str, int, int, str, int, bytes, bool]]:
        """Return the known streams."""
        return rows_of(self._connection, questions.STREAMS, ids)

    def households(self, ids: Iterable[str]) -> Iterable[tuple[str, int, bool]]:
        """Return the known households."""
        return rows_of(self._connection, questions.HOUSEHOLDS, ids)

    def taken(self, digest: bytes) -> bool:
        """Tell whether there is a receipt with this digest."""
        return any(True for _ in self._rows(sql(questions.RECEIPT), {"digest": digest}))

    def insert(self, table: str, rows: Rows) -> None:
        """Add whole rows to a table."""
        if len(rows) < _FEW:
            self._each(_INSERT[table], rows)
            return
        with self._connection.cursor() as cursor, cursor.copy(_COPY[table]) as copy:
            copy.set_types(_TYPES[table])
            for row in rows:
                copy.write_row(row)

    def change_streams(self, rows: Rows) -> None:
        """Set status, version and found_by of streams."""
        self._each(_CHANGE_STREAM, rows)

    def change_identities(self, rows: Rows) -> None:
        """Set the identity of households."""
        self._each(_CHANGE_IDENTITY, rows)

    def delete_entries(self, rows: Rows) -> None:
        """Delete entries from the index."""
        self._each(_DELETE_ENTRY, rows)

    def _each(self, statement: bytes, rows: Rows) -> None:
        if len(rows) == 1:
            self._connection.execute(statement, rows[0])
        elif rows:
            with self._connection.cursor() as cursor:
                cursor.executemany(statement, rows)

    def _rows(self, query: bytes, values: dict[str, Any] | None = None) -> Iterable[Any]:
        return self._connection.execute(query, values, binary=True)
