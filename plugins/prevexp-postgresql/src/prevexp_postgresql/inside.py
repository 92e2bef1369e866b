"""The tables inside one transaction that holds the writers' turn: a few rows by INSERT, many by COPY."""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Select
from sqlalchemy import insert

from prevexp.storage import questions
from prevexp.storage.batch import Rows
from prevexp.storage.chain import START
from prevexp.storage.port import Head
from prevexp.storage.port import StreamWrite

from .binary import ROWS
from .binary import written
from .connections import Connection
from .layout import metadata
from .statements import for_many
from .statements import placed
from .statements import sql

Cursor = psycopg.Cursor[Any]

_FEW = 20  # rows below which COPY costs more than it saves

_INSERT = {table.name: placed(insert(table)) for table in metadata.sorted_tables}
_COPY = {name: f"COPY {name} FROM STDIN (FORMAT BINARY)".encode() for name in ROWS}
_CHANGE_STREAM = b"UPDATE stream SET status = %s, version = %s, found_by = %s WHERE number = %s"
_CHANGE_IDENTITY = b"UPDATE vault SET identity = %s WHERE number = %s"
DELETE_ENTRY = b"DELETE FROM entry WHERE key = %s AND stream = %s"


class Inside:
    """The tables as `prevexp.storage.batch.OpenTables` wants them.

    A single case is two journeys to the server: what it needs to know, then all that it changes with the commit.
    """

    def __init__(self, first: Sequence[StreamWrite] = ()) -> None:
        self._first = first
        self._known: dict[tuple[object, ...], Cursor] = {}
        self._later: list[tuple[bytes, Rows]] = []

    def ask(self, connection: Connection) -> None:
        """Send the questions the first writes will raise, without waiting for an answer."""
        self._connection = connection
        self._ask(questions.HEAD)
        for many, ids in (
            (questions.STREAMS, [write.stream for write in self._first]),
            (questions.HOUSEHOLDS, [write.household for write in self._first if write.household is not None]),
        ):
            if ids:
                self._ask_for_many(many, tuple(dict.fromkeys(ids)))
        if any(write.household is not None for write in self._first):
            self._ask(questions.LAST["vault"])
            self._ask(questions.LAST["stream"])

    def finish(self) -> None:
        """Send what is left to be changed, and commit."""
        with self._connection.pipeline():
            self._send()
            self._connection.execute(b"COMMIT")

    def head(self) -> Head:
        """Return the end of the journal."""
        return next((Head(*row) for row in self._answer(questions.HEAD)), START)

    def last(self, table: str) -> int:
        """Return the highest number of a table."""
        return self._answer(questions.LAST[table])[0][0] or 0

    def streams(self, ids: Iterable[str]) -> Iterable[tuple[str, int, int, str, int, bytes, bool]]:
        """Return the known streams."""
        return self._answer_for_many(questions.STREAMS, ids)

    def households(self, ids: Iterable[str]) -> Iterable[tuple[str, int, bool]]:
        """Return the known households."""
        return self._answer_for_many(questions.HOUSEHOLDS, ids)

    def taken(self, digest: bytes) -> bool:
        """Tell whether there is a receipt with this digest."""
        found = self._connection.execute(sql(questions.RECEIPT), {"digest": digest}, binary=True)
        return found.fetchone() is not None

    def insert(self, table: str, rows: Rows) -> None:
        """Add whole rows to a table."""
        if len(rows) < _FEW or table not in _COPY:
            self._later.append((_INSERT[table], rows))
            return
        with self._connection.cursor() as cursor, cursor.copy(_COPY[table]) as copy:
            for piece in written(table, rows):
                copy.write(piece)

    def change_streams(self, rows: Rows) -> None:
        """Set status, version and found_by of streams."""
        self._later.append((_CHANGE_STREAM, rows))

    def change_identities(self, rows: Rows) -> None:
        """Set the identity of households."""
        self._later.append((_CHANGE_IDENTITY, rows))

    def delete_entries(self, rows: Rows) -> None:
        """Delete entries from the index."""
        self._later.append((DELETE_ENTRY, rows))

    def _ask(self, question: Select[Any]) -> None:
        self._known[(question,)] = self._connection.execute(sql(question), binary=True)

    def _ask_for_many(self, many: questions.Many, values: tuple[str, ...]) -> None:
        asked = self._connection.execute(for_many(many), {"many": list(values)}, binary=True)
        self._known[many, values] = asked

    def _answer(self, question: Select[Any]) -> list[Any]:
        if (question,) not in self._known:
            self._send()
            self._ask(question)
        return self._known.pop((question,)).fetchall()

    def _answer_for_many(self, many: questions.Many, values: Iterable[str]) -> list[Any]:
        wanted = tuple(dict.fromkeys(values))
        if not wanted:
            return []
        if (many, wanted) not in self._known:
            self._send()
            self._ask_for_many(many, wanted)
        return self._known.pop((many, wanted)).fetchall()

    def _send(self) -> None:
        """Send what was put off: whatever is asked from now on sees it."""
        for statement, rows in self._later:
            if len(rows) == 1:
                self._connection.execute(statement, rows[0])
            elif rows:
                with self._connection.cursor() as cursor:
                    cursor.executemany(statement, rows)
        self._later.clear()
