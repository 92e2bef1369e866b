"""The reading half of a store over the tables: a backend says how a question is asked of its database."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import Any
from typing import Self

from sqlalchemy import Select

from . import questions
from .chain import START
from .chain import walk
from .port import CaseStatus
from .port import Head
from .port import IndexKind
from .port import Page
from .port import Receipt
from .port import StoredEvent
from .port import Summary
from .searching import Filters
from .searching import checked_limit
from .stored_values import key_of

_STREAMS = 500  # streams loaded at a time


class SqlStore:
    """What is read of a store, whatever its database; see `Store` for what each method means."""

    def _rows(self, query: Select[Any], **values: object) -> Sequence[Any]:
        """Return the rows of a query; they show the store as it is at one moment. Raises StoreError subclasses."""
        raise NotImplementedError

    def _rows_of(self, many: questions.Many, values: Iterable[Any]) -> Sequence[Any]:
        """Return the rows for many values; of a few hundred values they come in the query's order."""
        raise NotImplementedError

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version."""
        return next((rows for _, rows in self.load_many([stream])), ())

    def load_many(self, streams: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield each known stream's rows, in the order asked."""
        left = iter(dict.fromkeys(streams))
        while part := list(islice(left, _STREAMS)):
            found: dict[str, list[StoredEvent]] = {}
            for row in self._rows_of(questions.EVENTS_OF, part):
                found.setdefault(row[1], []).append(StoredEvent(*row))
            yield from ((one, tuple(found[one])) for one in part if one in found)

    def opened(self, stream: str) -> tuple[Summary, tuple[StoredEvent, ...]] | None:
        """Return a stream's summary and its rows by version."""
        rows = self._rows_of(questions.OPENED, (stream,))
        events = tuple([StoredEvent(row[7], stream, *row[8:]) for row in rows])
        return (questions.summary_of(rows[0][:7]), events) if rows else None

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return the rows after a position."""
        rows = self._rows(questions.FOLLOW, after=after, size=checked_limit(limit))
        return tuple(StoredEvent(*row) for row in rows)

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
        given, after = filters.given(), filters.after(cursor)
        rows = self._rows(questions.page_of(tuple(given)), **given, after=after, size=checked_limit(limit) + 1)
        page = tuple(map(questions.summary_of, rows[:limit]))
        return Page(page, filters.cursor(page[-1].stream) if len(rows) > limit else None)

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        given = Filters(territory=territory, status=status, month=month).given()
        return int(self._rows(questions.count_of(tuple(given)), **given)[0][0])

    def summaries(self, streams: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones."""
        return {row[0]: questions.summary_of(row) for row in self._rows_of(questions.SUMMARIES_OF, streams)}

    def wrapped_keys(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys that are still there."""
        return dict(self._rows_of(questions.KEYS_OF, households))

    def identities(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities that are still there."""
        return dict(self._rows_of(questions.IDENTITIES_OF, households))

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return the streams under each digest, the oldest first."""
        keys = {key_of(kind, digest): digest for digest in digests}
        found: dict[bytes, tuple[str, ...]] = {}
        for key, id_ in self._rows_of(questions.STREAMS_UNDER, sorted(keys)):  # neighbours are read together
            found[keys[key]] = (*found.get(keys[key], ()), id_)
        return found

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer."""
        return next(map(questions.receipt_of, self._rows(questions.RECEIPT, digest=digest)), None)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        return tuple(map(questions.receipt_of, self._rows(questions.RECEIPTS)))

    def setting(self, name: str) -> bytes | None:
        """Return a setting."""
        return next((bytes(value) for (value,) in self._rows(questions.SETTING, name=name)), None)

    def settings(self, prefix: str) -> Mapping[str, bytes]:
        """Return the settings under a prefix."""
        query, values = questions.settings_under(prefix)
        return dict(self._rows(query, **values))

    def head(self) -> Head:
        """Return the end of the journal."""
        return next((Head(*row) for row in self._rows(questions.HEAD)), START)

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain and return its head."""
        return walk(self._journal(), anchor)

    def close(self) -> None:
        """Release the store."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _journal(self) -> Iterator[StoredEvent]:
        """Yield all rows by position, in pages: what is read for long keeps old versions of rows alive."""
        after = 0
        while page := self.follow(after):
            yield from page
            after = page[-1].position
