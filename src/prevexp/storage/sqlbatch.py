"""Writing a batch into the SQL tables: many new streams in wide strokes, known streams one by one, in one transaction."""

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs
import sqlalchemy as sa

from ..domain.errors import StaleVersion
from ..domain.errors import StoreConflict
from ..domain.errors import UnknownCase
from .chain import link_after
from .port import Head
from .port import Receipt
from .port import StreamWrite
from .tables import entries
from .tables import households
from .tables import journal
from .tables import receipts
from .tables import streams

CHUNK = 10_000
_INSERTS = {
    "households": "INSERT INTO households VALUES (?, ?, ?, ?)",
    "streams": "INSERT INTO streams VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "journal": "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
    "entries": "INSERT OR IGNORE INTO entries VALUES (?, ?)",
}
"""In the order in which foreign keys want them; one row a tuple, in the order of the columns."""


def write_batch(connection: sa.Connection, writes: Iterable[StreamWrite], receipt: Receipt | None, head: Head) -> Head:
    """Write a batch inside an open transaction and return the new head. Raises StaleVersion, StoreConflict, UnknownCase."""
    batch = _Batch(connection=connection, head=head, last=_last_stream(connection))
    for chunk in _chunks(writes):
        batch.add(chunk)
    batch.flush_entries()
    if receipt is not None:
        known = sa.select(receipts.c.number).where(receipts.c.digest == receipt.digest)
        if connection.execute(known).first() is not None:
            raise StoreConflict("this transfer was taken in already", transfer=receipt.transfer)
        values = {"digest": receipt.digest, "transfer": receipt.transfer, "body": receipt.body}
        connection.execute(receipts.insert().values(values))
    return batch.head


def _last_stream(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(streams.c.number), 0))).scalar_one())


def _chunks(writes: Iterable[StreamWrite]) -> Iterator[list[StreamWrite]]:
    source = iter(writes)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


@attrs.define(kw_only=True)
class _Batch:
    """One batch while it is written: the head so far, the last number given, the index entries not yet written."""

    connection: sa.Connection
    head: Head
    last: int
    rows: dict[str, list[tuple[Any, ...]]] = attrs.field(factory=lambda: {name: [] for name in _INSERTS})

    def add(self, chunk: list[StreamWrite]) -> None:
        """Write some streams; index entries wait, since they are written fastest in the order of their digests."""
        self._refuse_known([write for write in chunk if write.expected_version == 0])
        for write in chunk:
            if write.expected_version == 0:
                self._new(write)
            else:
                self._insert("households", "streams", "journal")
                self._known(write)
        self._insert("households", "streams", "journal")
        if len(self.rows["entries"]) >= CHUNK * 50:
            self.flush_entries()

    def flush_entries(self) -> None:
        """Write the index entries that wait."""
        self.rows["entries"].sort()
        self._insert("entries")

    def _insert(self, *names: str) -> None:
        for name in names:
            if self.rows[name]:
                self.connection.exec_driver_sql(_INSERTS[name], self.rows[name])
                self.rows[name] = []

    def _refuse_known(self, writes: list[StreamWrite]) -> None:
        """Refuse a stream that must be new and is not, in the store or twice in the batch."""
        seen: set[str] = set()
        for write in writes:
            if write.stream in seen:
                raise StaleVersion(write.stream, expected=0, actual=len(write.bodies))
            seen.add(write.stream)
        names = list(seen)
        for start in range(0, len(names), 500):
            known = sa.select(streams.c.stream, streams.c.version).where(
                streams.c.stream.in_(names[start : start + 500])
            )
            if found := self.connection.execute(known).first():
                raise StaleVersion(found.stream, expected=0, actual=found.version)

    def _new(self, write: StreamWrite) -> None:
        if write.household is None or write.wrapped_key is None or write.territory is None or write.status is None:
            raise StoreConflict("a new stream brings household, key, territory and status", stream=write.stream)
        self.last += 1
        number, digests = self.last, b"".join(entry.digest for entry in write.index)
        self.rows["households"].append((number, write.household, write.wrapped_key, write.identity))
        version = len(write.bodies)
        self.rows["streams"].append(
            (number, write.stream, number, write.territory, str(write.status), write.month, version, digests)
        )
        self.rows["entries"].extend((entry.digest, number) for entry in write.index)
        self._append(number, write)

    def _append(self, number: int, write: StreamWrite) -> None:
        count, link = self.head.count, self.head.link
        for version, body in enumerate(write.bodies, write.expected_version + 1):
            count += 1
            link = link_after(link, count, write.stream, version, write.month, body)
            self.rows["journal"].append((count, number, version, write.month, body, link))
        self.head = Head(count, link)

    def _known(self, write: StreamWrite) -> None:
        query = sa.select(streams.c.number, streams.c.version, streams.c.household, streams.c.digests)
        row = self.connection.execute(query.where(streams.c.stream == write.stream)).first()
        if row is None:
            raise UnknownCase("no stream has this id", case_id=write.stream)
        if row.version != write.expected_version:
            raise StaleVersion(write.stream, expected=write.expected_version, actual=row.version)
        self._append(row.number, write)
        changes: dict[str, Any] = {"version": row.version + len(write.bodies)}
        if write.status is not None:
            changes["status"] = str(write.status)
        if write.index or write.unindex:
            changes["digests"] = self._reindex(row.number, row.digests, write)
        self.connection.execute(streams.update().where(streams.c.number == row.number).values(changes))
        if write.identity is not None:
            where = sa.and_(households.c.number == row.household, households.c.wrapped_key.is_not(None))
            self.connection.execute(households.update().where(where).values(identity=write.identity))

    def _reindex(self, number: int, digests: bytes, write: StreamWrite) -> bytes:
        known = [digests[i : i + 16] for i in range(0, len(digests), 16)]
        gone = {entry.digest for entry in write.unindex}
        if gone:
            self.flush_entries()
            where = sa.and_(entries.c.digest.in_(gone), entries.c.stream == number)
            self.connection.execute(entries.delete().where(where))
        new = [entry.digest for entry in write.index if entry.digest not in known]
        self.rows["entries"].extend((digest, number) for digest in new)
        return b"".join([digest for digest in known if digest not in gone] + new)
