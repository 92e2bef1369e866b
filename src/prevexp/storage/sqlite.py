"""The embedded default: one SQLite file, WAL and synchronous=FULL, through SQLAlchemy Core."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from typing import Self

import sqlalchemy as sa

from ..domain.errors import StoreError
from .chain import GENESIS
from .chain import walk
from .cursors import after_cursor
from .cursors import cursor_for
from .engine import BUSY_SECONDS
from .engine import make_engine
from .engine import mapped_errors
from .port import CaseStatus
from .port import Head
from .port import IndexKind
from .port import Page
from .port import Receipt
from .port import StoredEvent
from .port import StreamWrite
from .port import Summary
from .sqlbatch import write_batch
from .tables import entries
from .tables import households
from .tables import journal
from .tables import receipts
from .tables import settings
from .tables import streams

_MANY = 500
_EVENT = sa.select(
    journal.c.position, streams.c.stream, journal.c.version, journal.c.month, journal.c.body, journal.c.link
).join_from(journal, streams, journal.c.stream == streams.c.number)
_SUMMARY = sa.select(
    streams.c.stream,
    streams.c.territory,
    streams.c.status,
    streams.c.month,
    streams.c.version,
    households.c.household,
).join_from(streams, households, streams.c.household == households.c.number)


class SQLiteStore:
    """A store in one file. See `port.Store`."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._engine: sa.Engine | None = make_engine(path, busy_seconds=busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        if self._engine is None:
            raise StoreError("the store is closed")
        with (
            mapped_errors(),
            self._engine.connect().execution_options(writes=writes) as connection,
            connection.begin(),
        ):
            yield connection

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        with self._transaction(writes=True) as connection:
            return write_batch(connection, writes, receipt, _head(connection))

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version."""
        with self._transaction() as connection:
            found = connection.execute(_EVENT.where(streams.c.stream == stream).order_by(journal.c.version))
            return tuple(StoredEvent(*row) for row in found)

    def load_many(self, streams_asked: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield each known stream's rows, in the order asked."""
        for chunk in _chunks(streams_asked):
            with self._transaction() as connection:
                query = _EVENT.where(streams.c.stream.in_(chunk)).order_by(journal.c.stream, journal.c.version)
                found: dict[str, list[StoredEvent]] = {}
                for row in connection.execute(query):
                    found.setdefault(row.stream, []).append(StoredEvent(*row))
            yield from ((stream, tuple(found[stream])) for stream in chunk if stream in found)

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return rows past a position; writers take turns, so no earlier position can appear later."""
        with self._transaction() as connection:
            query = _EVENT.where(journal.c.position > after).order_by(journal.c.position).limit(limit)
            return tuple(StoredEvent(*row) for row in connection.execute(query))

    def find(
        self,
        *,
        territory: str | None = None,
        status: CaseStatus | None = None,
        month: str | None = None,
        cursor: str | None = None,
        limit: int = 1000,
    ) -> Page:
        """Return one page of summaries by stream id."""
        asked = (territory, status, month)
        query = _filtered(_SUMMARY, *asked).where(streams.c.stream > after_cursor(cursor, asked))
        with self._transaction() as connection:
            rows = [_summary(row) for row in connection.execute(query.order_by(streams.c.stream).limit(limit + 1))]
        more = len(rows) > limit
        return Page(tuple(rows[:limit]), cursor_for(rows[limit - 1].stream, asked) if more else None)

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        query = _filtered(sa.select(sa.func.count()).select_from(streams), territory, status, month)
        with self._transaction() as connection:
            return int(connection.execute(query).scalar_one())

    def summaries(self, streams_asked: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones."""
        return {row.stream: _summary(row) for row in self._each(_SUMMARY, streams.c.stream, streams_asked)}

    def wrapped_keys(self, households_asked: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys that are still there."""
        return self._of_households(households.c.wrapped_key, households_asked)

    def identities(self, households_asked: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities that are still there."""
        return self._of_households(households.c.identity, households_asked)

    def _of_households(self, column: "sa.Column[Any]", asked: Sequence[str]) -> dict[str, bytes]:
        query = sa.select(households.c.household, column).where(column.is_not(None))
        return {name: bytes(value) for name, value in self._each(query, households.c.household, asked)}

    def _each(self, query: "sa.Select[Any]", column: "sa.Column[Any]", values: Sequence[Any]) -> Iterator[Any]:
        for chunk in _chunks(values):
            with self._transaction() as connection:
                rows = connection.execute(query.where(column.in_(chunk))).all()
            yield from rows

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return digest -> streams, oldest first. The kind is part of what was digested."""
        query = sa.select(entries.c.digest, streams.c.stream).join_from(
            entries, streams, entries.c.stream == streams.c.number
        )
        found: dict[bytes, tuple[str, ...]] = {}
        ordered = query.order_by(entries.c.digest, entries.c.stream)
        for digest, stream in self._each(ordered, entries.c.digest, digests):
            found[digest] = (*found.get(digest, ()), stream)
        return found

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer."""
        return next((one for one in self.receipts() if one.digest == digest), None)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        with self._transaction() as connection:
            rows = connection.execute(sa.select(receipts).order_by(receipts.c.number)).all()
        return tuple(Receipt(digest=row.digest, transfer=row.transfer, body=row.body) for row in rows)

    def setting(self, name: str) -> bytes | None:
        """Return a setting."""
        with self._transaction() as connection:
            return _setting(connection, name)

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting once."""
        with self._transaction(writes=True) as connection:
            known = _setting(connection, name)
            if known is None:
                connection.execute(settings.insert().values(name=name, value=value))
            return value if known is None else known

    def head(self) -> Head:
        """Return the end of the journal."""
        with self._transaction() as connection:
            return _head(connection)

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain."""
        return walk(self.follow, anchor)

    def erase(self, household: str) -> bool:
        """Destroy what opens a household, and leave no free page with it."""
        with self._transaction(writes=True) as connection:
            number = connection.execute(
                sa.select(households.c.number).where(
                    households.c.household == household, households.c.wrapped_key.is_not(None)
                )
            ).scalar()
            if number is None:
                return False
            owned = streams.c.household == number
            numbers = sa.select(streams.c.number).where(owned)
            for digests in connection.execute(sa.select(streams.c.digests).where(owned)).scalars().all():
                parts = [digests[i : i + 16] for i in range(0, len(digests), 16)]
                connection.execute(entries.delete().where(entries.c.digest.in_(parts), entries.c.stream.in_(numbers)))
            connection.execute(streams.update().where(owned).values(digests=b""))
            connection.execute(
                households.update().where(households.c.number == number).values(wrapped_key=None, identity=None)
            )
        self._truncate_log()
        return True

    def _truncate_log(self) -> None:
        if self._engine is not None:
            with mapped_errors():
                raw = self._engine.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    raw.close()


def _filtered(query: Any, territory: str | None, status: CaseStatus | None, month: str | None) -> Any:
    wanted = ((streams.c.territory, territory), (streams.c.status, status), (streams.c.month, month))
    return query.where(*(column == str(value) for column, value in wanted if value is not None))


def _summary(row: Any) -> Summary:
    return Summary(row.stream, row.territory, CaseStatus(row.status), row.month, row.version, row.household)


def _setting(connection: sa.Connection, name: str) -> bytes | None:
    value = connection.execute(sa.select(settings.c.value).where(settings.c.name == name)).scalar()
    return None if value is None else bytes(value)


def _head(connection: sa.Connection) -> Head:
    query = sa.select(journal.c.position, journal.c.link).order_by(journal.c.position.desc()).limit(1)
    row = connection.execute(query).first()
    return Head(*row) if row else GENESIS


def _chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _MANY):
        yield list(values[start : start + _MANY])
