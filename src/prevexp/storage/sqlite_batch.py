"""One batch on its way into SQLite: checked against what is stored, chained, inserted many rows at a time.

A single case and a million go this way; a batch is worked off in slices, so that its size costs no memory.
"""

import sqlite3
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

import attrs
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from ..domain.errors import StoreConflict
from .admission import KeyState
from .admission import admit
from .chain import START
from .chain import next_link
from .port import CaseStatus
from .port import Head
from .port import Receipt
from .port import StreamWrite
from .sqlite_values import joined
from .sqlite_values import key_of
from .sqlite_values import keys_in
from .sqlite_values import status_of
from .statements import Lookup
from .statements import insert_sql
from .statements import sql
from .tables import as_bytes
from .tables import entry
from .tables import journal
from .tables import receipt
from .tables import stream
from .tables import vault

_INSERT = {table.name: insert_sql(table) for table in (vault, stream, journal, entry, receipt)}
_UPDATE_STREAM = "UPDATE stream SET status = ?, version = ?, found_by = ? WHERE number = ?"
_UPDATE_IDENTITY = "UPDATE vault SET identity = ? WHERE number = ?"
_DELETE_ENTRY = "DELETE FROM entry WHERE key = ? AND stream = ?"

_HEAD = sql(
    select(journal.c.position, as_bytes(journal.c.link)).where(
        journal.c.position == select(func.max(journal.c.position)).scalar_subquery()
    )
)
_LAST = {table.name: sql(select(func.max(table.c.number))) for table in (vault, stream, receipt)}
_TAKEN = sql(select(receipt.c.number).where(receipt.c.digest == bindparam("digest")))
_HOUSEHOLD = sql(select(vault.c.number).where(vault.c.id == bindparam("id"), vault.c.wrapped_key.is_not(None)))
_FOUND_BY = sql(select(stream.c.number, as_bytes(stream.c.found_by)).where(stream.c.vault == bindparam("vault")))
_ERASED = vault.c.wrapped_key.is_(None)
_HOUSEHOLDS = Lookup(select(vault.c.id, vault.c.number, _ERASED), vault.c.id)
_STREAMS = Lookup(
    select(
        stream.c.id,
        stream.c.number,
        stream.c.vault,
        stream.c.status,
        stream.c.version,
        as_bytes(stream.c.found_by),
        _ERASED,
    ).join(vault),
    stream.c.id,
)

_Rows = list[tuple[object, ...]]


def head_of(connection: sqlite3.Connection) -> Head:
    """Return the end of the journal."""
    last = connection.execute(_HEAD).fetchone()
    return Head(*last) if last else START


@attrs.define
class _Stream:
    """Where a stream stands while a slice is worked off.

    `had` is what the stream was found by before; `keys`, what it is found by now, is None while that is the same.
    """

    number: int
    vault: int
    status: CaseStatus
    version: int
    had: bytes
    key: KeyState
    keys: dict[bytes, None] | None = None

    @property
    def found_by(self) -> bytes:
        """What it is found by, as it is kept with the stream."""
        return self.had if self.keys is None else joined(self.keys)

    def index(self, write: StreamWrite) -> None:
        """Take index entries away, then add."""
        if self.keys is None:
            self.keys = dict.fromkeys(keys_in(self.had))
        for one in write.unindex:
            self.keys.pop(key_of(one.kind, one.digest), None)
        for one in write.index:
            self.keys[key_of(one.kind, one.digest)] = None

    def sort_out(self, gone: list[tuple[bytes, int]], added: list[tuple[bytes, int]]) -> None:
        """Put the index entries that go and those that come to the others."""
        if self.keys is not None:
            before = frozenset(keys_in(self.had)) if self.had else ()
            gone += [(key, self.number) for key in before if key not in self.keys]
            added += [(key, self.number) for key in self.keys if key not in before]


@attrs.define
class _Slice:
    """The rows one slice of a batch makes."""

    vaults: _Rows = attrs.field(factory=list)
    journal: _Rows = attrs.field(factory=list)
    identities: _Rows = attrs.field(factory=list)
    new: dict[str, tuple[_Stream, StreamWrite]] = attrs.field(factory=dict)
    changed: dict[str, _Stream] = attrs.field(factory=dict)


class Batch:
    """Writes into one open transaction; `head` is the end of the journal so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}
        self.head = head_of(connection)

    def write(self, writes: Sequence[StreamWrite]) -> None:
        """Write one slice of the batch; raise what `admit` raises."""
        streams = self._streams(write.stream for write in writes)
        households = self._households(write.household for write in writes if write.household is not None)
        rows = _Slice()
        for write in writes:
            known = streams.get(write.stream)
            if known is None:
                known = self._begin(write, households, rows)
                streams[write.stream] = known
            else:
                admit(write, version=known.version, key=known.key)
                rows.changed[write.stream] = known
                if write.identity is not None:
                    rows.identities.append((write.identity, known.vault))
            self._continue(known, write, rows)
        self._insert(rows)

    def keep(self, taken: Receipt) -> None:
        """Write the receipt of a transfer; a second one is refused."""
        if self._connection.execute(_TAKEN, (taken.digest,)).fetchone():
            raise StoreConflict("this transfer was taken in before")
        row = (self._next("receipt"), taken.digest, taken.transfer, taken.body)
        self._connection.execute(_INSERT["receipt"], row)

    def _begin(self, write: StreamWrite, households: dict[str, tuple[int, KeyState]], rows: _Slice) -> _Stream:
        household = write.household or ""
        number, key = households.get(household, (0, KeyState.UNKNOWN))
        admit(write, version=0, key=key)
        if key is KeyState.UNKNOWN:
            number, key = self._next("vault"), KeyState.HELD
            households[household] = (number, key)
            rows.vaults.append((number, household, write.wrapped_key, write.identity))
        elif write.identity is not None:
            rows.identities.append((write.identity, number))
        known = _Stream(self._next("stream"), number, CaseStatus.WAITING, 0, b"", key)
        rows.new[write.stream] = (known, write)
        return known

    def _continue(self, known: _Stream, write: StreamWrite, rows: _Slice) -> None:
        known.status = known.status if write.status is None else write.status
        if write.index or write.unindex:
            known.index(write)
        for body in write.bodies:
            known.version += 1
            position = self.head.count + 1
            link = next_link(self.head.link, position, write.stream, known.version, write.month, body)
            self.head = Head(position, link)
            rows.journal.append((position, known.number, known.version, write.month, body, link))

    def _insert(self, rows: _Slice) -> None:
        changed = [known for stream_id, known in rows.changed.items() if stream_id not in rows.new]
        self._many(_INSERT["vault"], rows.vaults)
        self._many(_INSERT["stream"], [_stream_row(known, write) for known, write in rows.new.values()])
        self._many(_UPDATE_STREAM, [(one.status, one.version, one.found_by, one.number) for one in changed])
        self._many(_INSERT["journal"], rows.journal)
        self._many(_UPDATE_IDENTITY, rows.identities)
        gone: list[tuple[bytes, int]] = []
        added: list[tuple[bytes, int]] = []
        for one in (*(known for known, _ in rows.new.values()), *changed):
            one.sort_out(gone, added)
        self._many(_DELETE_ENTRY, gone)
        self._many(_INSERT["entry"], sorted(added, key=_first_byte))

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(statement, rows)

    def _streams(self, ids: Iterable[str]) -> dict[str, _Stream]:
        found = {}
        for id_, number, in_vault, status, version, had, erased in _STREAMS.rows(self._connection, ids):
            key = _key_state(erased=erased)
            found[id_] = _Stream(number, in_vault, status_of(id_, status), version, had, key)
        return found

    def _households(self, ids: Iterable[str]) -> dict[str, tuple[int, KeyState]]:
        rows = _HOUSEHOLDS.rows(self._connection, ids)
        return {id_: (number, _key_state(erased=erased)) for id_, number, erased in rows}

    def _next(self, table: str) -> int:
        """Return the next number of a table; nobody else draws one while the transaction lasts."""
        last = self._last.get(table)
        if last is None:
            last = self._connection.execute(_LAST[table]).fetchone()[0] or 0
        self._last[table] = last + 1
        return last + 1


def destroy(connection: sqlite3.Connection, household: str) -> bool:
    """Destroy a household's key, identity and index entries; False if there is nothing left of them."""
    number = connection.execute(_HOUSEHOLD, (household,)).fetchone()
    if number is None:
        return False
    found = connection.execute(_FOUND_BY, number).fetchall()
    entries = [(key, one) for one, found_by in found for key in keys_in(found_by)]
    connection.executemany(_DELETE_ENTRY, entries)
    connection.execute("UPDATE stream SET found_by = x'' WHERE vault = ?", number)
    connection.execute("UPDATE vault SET wrapped_key = NULL, identity = NULL WHERE number = ?", number)
    return True


def _stream_row(known: _Stream, write: StreamWrite) -> tuple[object, ...]:
    status, version, found_by = str(known.status), known.version, known.found_by
    return known.number, write.stream, known.vault, write.territory, status, write.month, version, found_by


def _first_byte(row: tuple[bytes, int]) -> int:
    """Sort entries just enough that neighbours are written together: a full sort costs more than it saves."""
    return row[0][0]


def _key_state(*, erased: bool) -> KeyState:
    return KeyState.DESTROYED if erased else KeyState.HELD
