"""One batch on its way into the tables: checked against what is stored, chained, handed on many rows at a time.

A single case and a million go this way; a batch is worked off in slices, so that its size costs no memory.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice
from typing import Any

import attrs

from ..domain.errors import StoreConflict
from .admission import KeyState
from .admission import admit
from .admission import admit_key
from .chain import next_link
from .open_tables import OpenTables
from .port import CaseStatus
from .port import Head
from .port import Receipt
from .port import StreamWrite
from .stored_values import joined
from .stored_values import key_of
from .stored_values import keys_in
from .stored_values import status_of

SLICE = 4_000
"""Writes worked off at a time."""


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
        keys = dict.fromkeys(keys_in(self.had)) if self.keys is None else self.keys
        for one in write.unindex:
            keys.pop(key_of(one.kind, one.digest), None)
        for one in write.index:
            keys[key_of(one.kind, one.digest)] = None
        self.keys = keys

    def sort_out(self, gone: list[tuple[bytes, int]], added: list[tuple[bytes, int]]) -> None:
        """Put the index entries that go and those that come to the others."""
        number, keys = self.number, self.keys
        if keys is None:
            return
        if not self.had:
            added += [(key, number) for key in keys]
            return
        before = frozenset(keys_in(self.had))
        gone += [(key, number) for key in before if key not in keys]
        added += [(key, number) for key in keys if key not in before]


@attrs.define
class _Slice:
    """The rows one slice of a batch makes."""

    vaults: list[tuple[Any, ...]] = attrs.field(factory=list)
    journal: list[tuple[Any, ...]] = attrs.field(factory=list)
    identities: list[tuple[Any, ...]] = attrs.field(factory=list)
    new: dict[str, tuple[_Stream, StreamWrite]] = attrs.field(factory=dict)
    changed: dict[str, _Stream] = attrs.field(factory=dict)


class Batch:
    """Writes into one open transaction."""

    def __init__(self, tables: OpenTables) -> None:
        self._tables = tables
        self._last: dict[str, int] = {}
        self._streams: dict[str, _Stream] = {}
        self._households: dict[str, tuple[int, KeyState]] = {}
        self._read_store_key: list[bytes | None] = []
        head = tables.head()
        self._position, self._link = head.count, head.link

    @property
    def head(self) -> Head:
        """The end of the journal so far."""
        return Head(self._position, self._link)

    def write(self, writes: Sequence[StreamWrite]) -> None:
        """Write one slice of the batch; raise what `admit` raises.

        The tables may answer as they were before the slice that was handed on last: what that did is known here.
        """
        streams = self._known_streams([write.stream for write in writes])
        households = self._known_households([write.household for write in writes if write.household is not None])
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
        self._hand_on(rows)
        self._streams, self._households = streams, households

    def keep(self, taken: Receipt) -> None:
        """Write the receipt of a transfer; a second one is refused."""
        if self._tables.taken(taken.digest):
            raise StoreConflict("this transfer was taken in before")
        self._tables.insert("receipt", [(self._next("receipt"), taken.digest, taken.transfer, taken.body)])

    def _begin(self, write: StreamWrite, households: dict[str, tuple[int, KeyState]], rows: _Slice) -> _Stream:
        household = write.household or ""
        number, key = households.get(household, (0, KeyState.UNKNOWN))
        admit(write, version=0, key=key)
        if key is KeyState.UNKNOWN:
            admit_key(write, self._store_key())
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
        stream, month, number = write.stream, write.month, known.number
        version, position, link = known.version, self._position, self._link
        for body in write.bodies:
            version += 1
            position += 1
            link = next_link(link, position, stream, version, month, body)
            rows.journal.append((position, number, version, month, body, link))
        known.version, self._position, self._link = version, position, link

    def _hand_on(self, rows: _Slice) -> None:
        changed = [known for stream_id, known in rows.changed.items() if stream_id not in rows.new]
        gone: list[tuple[bytes, int]] = []
        added: list[tuple[bytes, int]] = []
        for one in (*(known for known, _ in rows.new.values()), *changed):
            one.sort_out(gone, added)
        tables = self._tables
        tables.insert("vault", rows.vaults)
        tables.insert("stream", [_stream_row(known, write) for known, write in rows.new.values()])
        tables.change_streams([(str(one.status), one.version, one.found_by, one.number) for one in changed])
        tables.insert("journal", rows.journal)
        tables.change_identities(rows.identities)
        tables.delete_entries(gone)
        tables.insert("entry", sorted(added, key=_first_byte))

    def _known_streams(self, ids: Sequence[str]) -> dict[str, _Stream]:
        found = {}
        for id_, number, in_vault, status, version, had, erased in self._tables.streams(ids):
            key = _key_state(erased=erased)
            found[id_] = _Stream(number, in_vault, status_of(id_, status), version, had, key)
        for id_ in self._streams.keys() & ids:
            known = self._streams[id_]
            found[id_] = attrs.evolve(known, had=known.found_by, keys=None)
        return found

    def _known_households(self, ids: Sequence[str]) -> dict[str, tuple[int, KeyState]]:
        found = {id_: (number, _key_state(erased=erased)) for id_, number, erased in self._tables.households(ids)}
        return found | {id_: self._households[id_] for id_ in self._households.keys() & ids}

    def _store_key(self) -> bytes | None:
        """Return the store's own wrapped key; while the transaction lasts nobody changes it."""
        if not self._read_store_key:
            self._read_store_key.append(self._tables.store_key())
        return self._read_store_key[0]

    def _next(self, table: str) -> int:
        """Return the next number of a table."""
        last = self._last.get(table)
        if last is None:
            last = self._tables.last(table)
        self._last[table] = last + 1
        return last + 1


def slices(writes: Iterable[StreamWrite]) -> Iterator[list[StreamWrite]]:
    """Yield the writes of a batch a slice at a time, drawn when they are asked for."""
    left = iter(writes)
    while part := list(islice(left, SLICE)):
        yield part


def _stream_row(known: _Stream, write: StreamWrite) -> tuple[object, ...]:
    status, version, found_by = str(known.status), known.version, known.found_by
    return known.number, write.stream, known.vault, write.territory, status, write.month, version, found_by


def _first_byte(row: tuple[bytes, int]) -> int:
    """Sort entries just enough that neighbours are written together: a full sort costs more than it saves."""
    return row[0][0]


def _key_state(*, erased: bool) -> KeyState:
    return KeyState.DESTROYED if erased else KeyState.HELD
