"""The tables inside one transaction that holds the writers' turn: a few rows by INSERT, many by COPY."""

import sys
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from typing import Self

import psycopg
from sqlalchemy import Select
from sqlalchemy import insert

from prevexp.storage import questions
from prevexp.storage.chain import START
from prevexp.storage.open_tables import Rows
from prevexp.storage.port import Head
from prevexp.storage.port import StreamWrite
from prevexp.storage.setting_port import STORE_KEY

from .binary import ROWS
from .binary import written
from .connections import Answers
from .connections import Ask
from .connections import Connection
from .layout import metadata
from .statements import for_many
from .statements import placed
from .statements import sql

Cursor = psycopg.Cursor[Any]

_STORE_KEY = (questions.SETTING, STORE_KEY)
_FEW = 20  # rows below which COPY costs more than it saves
_TURN_S = 0.0005  # while a batch is long: a server that has read all it was sent waits this long for our other thread

_INSERT = {table.name: placed(insert(table)) for table in metadata.sorted_tables}
_COPY = {name: f"COPY {name} FROM STDIN (FORMAT BINARY)".encode() for name in ROWS}
_COPIED = {_INSERT[name]: name for name in _COPY}
_CHANGE_STREAM = b"UPDATE stream SET status = %s, version = %s, found_by = %s WHERE number = %s"
_CHANGE_IDENTITY = b"UPDATE vault SET identity = %s WHERE number = %s"
DELETE_ENTRY = b"DELETE FROM entry WHERE key = %s AND stream = %s"


class Inside:
    """The tables as `prevexp.storage.batch.OpenTables` wants them.

    A single case is two journeys to the server: what it needs to know, then all that it changes with the commit. Of a
    long batch, one slice is on its way, in a thread of its own, while the next is prepared.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], list[Any]] = {}
        self._later: list[tuple[bytes, Rows]] = []
        self._thread: ThreadPoolExecutor | None = None
        self._on_its_way: Future[None] | None = None

    def asks(self, first: Sequence[StreamWrite]) -> Ask:
        """Return what sends the questions the first writes will raise, without waiting for an answer."""

        def ask(connection: Connection) -> Answers:
            self._connection = connection
            asked: dict[tuple[object, ...], Cursor] = {
                (questions.HEAD,): connection.execute(sql(questions.HEAD), binary=True)
            }
            if any(write.household is not None for write in first):
                for question in (questions.LAST["vault"], questions.LAST["stream"]):
                    asked[question,] = connection.execute(sql(question), binary=True)
            if any(write.store_key is not None for write in first):
                asked[_STORE_KEY] = self._asked_store_key()
            asked |= self._questions_of(first)
            return lambda: self._note(asked)

        return ask

    def go_on(self, following: Sequence[StreamWrite]) -> None:
        """Send what was put off, while the writes that follow are prepared; ask what they need to know before."""
        self._arrived()
        with self._connection.pipeline():
            asked = self._questions_of(following)
        self._note(asked)
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="prevexp-copy")
            self._turn_s = sys.getswitchinterval()
            sys.setswitchinterval(min(self._turn_s, _TURN_S))
        later, self._later = self._later, []
        self._on_its_way = self._thread.submit(_send, self._connection, later)

    def finish(self) -> None:
        """Send what is left to be changed, and commit."""
        self._arrived()
        many = [(statement, rows) for statement, rows in self._later if _is_copied(statement, rows)]
        few = [(statement, rows) for statement, rows in self._later if not _is_copied(statement, rows)]
        _send(self._connection, many)
        with self._connection.pipeline():
            _send(self._connection, few)
            self._connection.execute(b"COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Wait until nothing is on its way any more, whatever became of it."""
        if self._thread is not None:
            self._thread.shutdown()
            sys.setswitchinterval(self._turn_s)

    def head(self) -> Head:
        """Return the end of the journal."""
        return next((Head(*row) for row in self._answer(questions.HEAD)), START)

    def last(self, table: str) -> int:
        """Return the highest number of a table."""
        return self._answer(questions.LAST[table])[0][0] or 0

    def streams(self, ids: Sequence[str]) -> Iterable[tuple[str, int, int, str, int, bytes, bool]]:
        """Return the known streams."""
        return self._answer_for_many(questions.STREAMS, ids)

    def households(self, ids: Sequence[str]) -> Iterable[tuple[str, int, bool]]:
        """Return the known households."""
        return self._answer_for_many(questions.HOUSEHOLDS, ids)

    def taken(self, digest: bytes) -> bool:
        """Tell whether there is a receipt with this digest."""
        self._arrived()
        found = self._connection.execute(sql(questions.RECEIPT), {"digest": digest}, binary=True)
        return found.fetchone() is not None

    def store_key(self) -> bytes | None:
        """Return the store's own wrapped key."""
        known = self._known.pop(_STORE_KEY, None)
        if known is None:
            self._arrived()
            known = self._asked_store_key().fetchall()
        return next((bytes(value) for (value,) in known), None)

    def insert(self, table: str, rows: Rows) -> None:
        """Add whole rows to a table."""
        self._later.append((_INSERT[table], rows))

    def change_streams(self, rows: Rows) -> None:
        """Set status, version and found_by of streams."""
        self._later.append((_CHANGE_STREAM, rows))

    def change_identities(self, rows: Rows) -> None:
        """Set the identity of households."""
        self._later.append((_CHANGE_IDENTITY, rows))

    def delete_entries(self, rows: Rows) -> None:
        """Delete entries from the index."""
        self._later.append((DELETE_ENTRY, rows))

    def _asked_store_key(self) -> Cursor:
        return self._connection.execute(sql(questions.SETTING), {"name": STORE_KEY}, binary=True)

    def _questions_of(self, writes: Sequence[StreamWrite]) -> dict[tuple[object, ...], Cursor]:
        wanted = (
            (questions.STREAMS, [write.stream for write in writes]),
            (questions.HOUSEHOLDS, [write.household for write in writes if write.household is not None]),
        )
        return {
            (many, *ids): self._connection.execute(for_many(many), {"many": list(dict.fromkeys(ids))}, binary=True)
            for many, ids in wanted
            if ids
        }

    def _note(self, asked: Mapping[tuple[object, ...], Cursor]) -> None:
        self._known |= {question: cursor.fetchall() for question, cursor in asked.items()}

    def _answer(self, question: Select[Any]) -> list[Any]:
        known = self._known.pop((question,), None)
        if known is None:
            self._arrived()
            known = self._connection.execute(sql(question), binary=True).fetchall()
        return known

    def _answer_for_many(self, many: questions.Many, values: Sequence[str]) -> list[Any]:
        return self._known.pop((many, *values)) if values else []

    def _arrived(self) -> None:
        """Wait for what is on its way; raise what it met."""
        if self._on_its_way is not None:
            self._on_its_way.result()
            self._on_its_way = None


def _is_copied(statement: bytes, rows: Rows) -> bool:
    return len(rows) >= _FEW and statement in _COPIED


def _send(connection: Connection, changes: Iterable[tuple[bytes, Rows]]) -> None:
    for statement, rows in changes:
        if _is_copied(statement, rows):
            table = _COPIED[statement]
            with connection.cursor() as cursor, cursor.copy(_COPY[table]) as copy:
                for piece in written(table, rows):
                    copy.write(piece)
        elif len(rows) == 1:
            connection.execute(statement, rows[0])
        elif rows:
            with connection.cursor() as cursor:
                cursor.executemany(statement, rows)
