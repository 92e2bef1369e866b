"""The SQLite store: SQLAlchemy Core over one private file with a write-ahead log, durable at each commit."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain
from itertools import islice
from pathlib import Path
from typing import Any
from typing import Self

from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from ..domain.errors import StoreBusy
from ..domain.errors import StoreError
from . import tables
from .chain import walk
from .port import CaseStatus
from .port import Head
from .port import IndexKind
from .port import Page
from .port import Receipt
from .port import StoredEvent
from .port import StreamWrite
from .port import Summary
from .searching import Filters
from .searching import checked_limit
from .sqlite_batch import Batch
from .sqlite_batch import destroy
from .sqlite_batch import head_of
from .sqlite_file import Connections
from .sqlite_file import open_file
from .sqlite_file import reading
from .sqlite_file import translated
from .sqlite_file import writing
from .sqlite_values import key_of
from .sqlite_values import status_of
from .statements import Lookup
from .statements import sql

_SLICE = 4_000  # writes worked off at a time; up to three slices are in memory
_STREAMS = 500  # streams loaded at a time

_j, _s, _v = tables.journal.c, tables.stream.c, tables.vault.c
_EVENTS = select(_j.position, _s.id, _j.version, _j.month, tables.as_bytes(_j.body), tables.as_bytes(_j.link)).join(
    tables.stream
)
_SUMMARIES = select(_s.id, _s.territory, _s.status, _s.month, _s.version, _v.id, tables.as_bytes(_v.wrapped_key)).join(
    tables.vault
)
_OF_STREAMS = Lookup(_EVENTS.order_by(_j.stream, _j.version), _s.id)
_SUMMARIES_OF = Lookup(_SUMMARIES, _s.id)
_ROWS = (_j.position, _j.version, _j.month, tables.as_bytes(_j.body), tables.as_bytes(_j.link))
_OPENED = Lookup(_SUMMARIES.add_columns(*_ROWS).join(tables.journal).order_by(_j.stream, _j.version), _s.id)
_KEYS_OF = Lookup(select(_v.id, tables.as_bytes(_v.wrapped_key)).where(_v.wrapped_key.is_not(None)), _v.id)
_IDENTITIES_OF = Lookup(select(_v.id, tables.as_bytes(_v.identity)).where(_v.identity.is_not(None)), _v.id)
_UNDER = Lookup(
    select(tables.entry.c.key, _s.id).join(tables.stream).order_by(tables.entry.c.key, _s.number), tables.entry.c.key
)
_SETTING = sql(select(tables.setting.c.value).where(tables.setting.c.name == bindparam("name")))
_SET = sql(insert(tables.setting).on_conflict_do_nothing())
_RECEIPTS = select(tables.receipt.c.digest, tables.receipt.c.transfer, tables.receipt.c.body)


class SqliteStore:
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
        left = iter(writes)
        first = list(islice(left, _SLICE))  # made before the lock is taken: a single case holds it for a moment only
        with writing(self._open()) as connection:
            batch = Batch(connection)
            for part in chain([first], iter(lambda: list(islice(left, _SLICE)), [])):
                batch.write(part)
            if receipt is not None:
                batch.keep(receipt)
            return batch.head

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version."""
        return next((rows for _, rows in self.load_many([stream])), ())

    def load_many(self, streams: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield each known stream's rows, in the order asked."""
        left = iter(dict.fromkeys(streams))
        while part := list(islice(left, _STREAMS)):
            found: dict[str, list[StoredEvent]] = {}
            for row in self._rows_of(_OF_STREAMS, part):
                found.setdefault(row[1], []).append(StoredEvent(*row))
            yield from ((one, tuple(found[one])) for one in part if one in found)

    def opened(self, stream: str) -> tuple[Summary, tuple[StoredEvent, ...]] | None:
        """Return a stream's summary and its rows by version."""
        rows = self._rows_of(_OPENED, (stream,))
        events = tuple([StoredEvent(row[7], stream, *row[8:]) for row in rows])
        return (_summary(rows[0][:7]), events) if rows else None

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return the rows after a position."""
        query = _EVENTS.where(_j.position > after).order_by(_j.position).limit(checked_limit(limit))
        return tuple(StoredEvent(*row) for row in self._rows(query))

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
        filters = Filters(territory=territory, status=status, month=month)
        query = _filtered(_SUMMARIES, filters).where(_s.id > filters.after(cursor)).order_by(_s.id)
        found = [_summary(row) for row in self._rows(query.limit(checked_limit(limit) + 1))]
        page = tuple(found[:limit])
        return Page(page, filters.cursor(page[-1].stream) if len(found) > limit else None)

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        filters = Filters(territory=territory, status=status, month=month)
        return int(self._rows(_filtered(select(func.count()).select_from(tables.stream), filters))[0][0])

    def summaries(self, streams: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones."""
        return {row[0]: _summary(row) for row in self._rows_of(_SUMMARIES_OF, streams)}

    def wrapped_keys(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys that are still there."""
        return dict(self._rows_of(_KEYS_OF, households))

    def identities(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities that are still there."""
        return dict(self._rows_of(_IDENTITIES_OF, households))

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return the streams under each digest, the oldest first."""
        keys = {key_of(kind, digest): digest for digest in digests}
        found: dict[bytes, tuple[str, ...]] = {}
        for key, id_ in self._rows_of(_UNDER, sorted(keys)):  # neighbours are read together: a third faster
            found[keys[key]] = (*found.get(keys[key], ()), id_)
        return found

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer."""
        rows = self._rows(_RECEIPTS.where(tables.receipt.c.digest == digest))
        return next(map(_receipt, rows), None)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        rows = self._rows(_RECEIPTS.order_by(tables.receipt.c.number))
        return tuple(map(_receipt, rows))

    def setting(self, name: str) -> bytes | None:
        """Return a setting."""
        with reading(self._open()) as connection:
            found = connection.execute(_SETTING, (name,)).fetchone()
        return bytes(found[0]) if found else None

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting unless it is set, and return what is stored."""
        with writing(self._open()) as connection:
            connection.execute(_SET, (name, value))
            return bytes(connection.execute(_SETTING, (name,)).fetchone()[0])

    def head(self) -> Head:
        """Return the end of the journal."""
        with reading(self._open()) as connection:
            return head_of(connection)

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain and return its head."""
        return walk(self._journal(), anchor)

    def erase(self, household: str) -> bool:
        """Destroy a household's key, identity and index entries."""
        with writing(self._open()) as connection:
            erased = destroy(connection, household)
        self._forget_old_pages()
        return erased

    def close(self) -> None:
        """Release the store."""
        if self._connections is not None:
            self._connections.dispose()
        self._connections = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _open(self) -> Connections:
        if self._connections is None:
            raise StoreError("the store is closed")
        return self._connections

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with translated(), self._open().engine.connect() as connection:
            return connection.execute(query).all()

    def _rows_of(self, lookup: Lookup, values: Iterable[Any]) -> list[Any]:
        with reading(self._open()) as connection:
            return lookup.rows(connection, values)

    def _journal(self) -> Iterator[StoredEvent]:
        """Yield all rows by position, in pages: what is read for long would keep the log from being emptied."""
        after = 0
        while page := self.follow(after):
            yield from page
            after = page[-1].position

    def _forget_old_pages(self) -> None:
        """Write the log back and cut it to nothing: it still holds the pages as they were before an erasure."""
        with reading(self._open()) as connection:
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise StoreBusy("the household is erased, but a reader holds old pages: erase it again when it is done")


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    return query.where(*(_s[name] == value for name, value in filters.given().items()))


def _summary(row: Any) -> Summary:
    stream, territory, status, *rest = row
    return Summary(stream, territory, status_of(stream, status), *rest)


def _receipt(row: Any) -> Receipt:
    return Receipt(digest=row[0], transfer=row[1], body=row[2])
