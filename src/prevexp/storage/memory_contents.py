"""What a store in memory holds; a batch works on a copy of it."""

from collections.abc import Iterable

import attrs

from .admission import KeyState
from .admission import admit
from .admission import admit_key
from .chain import START
from .chain import next_link
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import Receipt
from .port import StoredEvent
from .port import StreamWrite
from .port import Summary
from .setting_port import STORE_KEY


@attrs.frozen
class Household:
    """What is kept of a household; without a key it is erased."""

    wrapped_key: bytes | None
    identity: bytes | None


@attrs.define
class Contents:
    """What is stored. The values of the mappings are replaced, never changed."""

    journal: list[StoredEvent] = attrs.field(factory=list)
    streams: dict[str, Summary] = attrs.field(factory=dict)
    rows: dict[str, tuple[StoredEvent, ...]] = attrs.field(factory=dict)
    households: dict[str, Household] = attrs.field(factory=dict)
    index: dict[IndexEntry, frozenset[str]] = attrs.field(factory=dict)
    receipts: dict[bytes, Receipt] = attrs.field(factory=dict)
    settings: dict[str, bytes] = attrs.field(factory=dict)

    def copy(self) -> "Contents":
        """Return the same, to be changed apart."""
        return Contents(*(part.copy() for part in attrs.asdict(self, recurse=False).values()))

    def head(self) -> Head:
        """Return the end of the journal."""
        return Head(self.journal[-1].position, self.journal[-1].link) if self.journal else START

    def write(self, write: StreamWrite) -> None:
        """Put one write in; raise what `admit` raises."""
        known = self.streams.get(write.stream)
        household = known.household if known else write.household or ""
        admit(write, version=known.version if known else 0, key=self._key_state(household))
        admit_key(write, self.settings.get(STORE_KEY))
        summary = known or Summary(write.stream, write.territory or "", CaseStatus.WAITING, write.month, 0, household)
        version, status = write.expected_version + len(write.bodies), write.status or summary.status
        self.streams[write.stream] = attrs.evolve(summary, version=version, status=status)
        if write.wrapped_key is not None or write.identity is not None:
            kept = self.households.get(household, Household(write.wrapped_key, None))
            identity = kept.identity if write.identity is None else write.identity
            self.households[household] = Household(kept.wrapped_key, identity)
        for number, body in enumerate(write.bodies, start=write.expected_version + 1):
            self._append(write.stream, number, write.month, body)
        self.unindex(write.stream, write.unindex)
        for entry in write.index:
            self.index[entry] = self.index.get(entry, frozenset()) | {write.stream}

    def unindex(self, stream: str, entries: Iterable[IndexEntry]) -> None:
        """Take index entries of a stream away."""
        for entry in entries:
            self.index[entry] = self.index.get(entry, frozenset()) - {stream}

    def found_under(self, entry: IndexEntry) -> tuple[str, ...]:
        """Return the streams under an entry, oldest first."""
        return tuple(sorted(self.index.get(entry, ()), key=lambda stream: self.rows[stream][0].position))

    def summary(self, stream: str) -> Summary:
        """Return the summary of a known stream, with its household's key as it is now."""
        known = self.streams[stream]
        return attrs.evolve(known, wrapped_key=self.households[known.household].wrapped_key)

    def _append(self, stream: str, version: int, month: str, body: bytes) -> None:
        head = self.head()
        link = next_link(head.link, head.count + 1, stream, version, month, body)
        row = StoredEvent(head.count + 1, stream, version, month, body, link)
        self.journal.append(row)
        self.rows[stream] = (*self.rows.get(stream, ()), row)

    def _key_state(self, household: str) -> KeyState:
        found = self.households.get(household)
        if found is None:
            return KeyState.UNKNOWN
        return KeyState.DESTROYED if found.wrapped_key is None else KeyState.HELD
