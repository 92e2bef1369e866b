"""The access journal of a store: who looked at or handed on what. Apart from the journal of the cases, month by month.

A line is sealed under a key of the journal's own, chained to the one before, and written once under its month and
number: of two who write the same one the store lets one win, and the other takes the next. It concerns no household's
key, so that an erasure leaves it readable for as long as it is kept.
"""

from collections.abc import Iterator

import attrs

from ..domain.access import AccessLine
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from .access_chain import AccessChain
from .access_chain import walk_access
from .access_rows import FIRST
from .access_rows import HEADS
from .access_rows import NOTHING
from .access_rows import AccessHead
from .access_rows import MonthHead
from .access_rows import Row
from .access_rows import broken_at
from .access_rows import heads_of
from .access_rows import names_of
from .access_rows import place_of
from .access_rows import prefix_of
from .access_rows import rows_of
from .chain import Expected
from .codec import Codec
from .port import Store
from .sealing import Sealer

_LINE = "access line"


class AccessJournal:
    """The access journal of one store."""

    def __init__(self, store: Store, sealer: Sealer, codec: Codec) -> None:
        self._store = store
        self._sealer = sealer
        self._codec = codec
        self._head: AccessHead | None = None

    def note(self, line: AccessLine) -> None:
        """Add a line at the end; it is durable when this returns. Raises StoreError subclasses.

        It stands in the month of its instant, or in the last one if a later month has begun.
        """
        month, body = f"{line.at:%Y-%m}", self._codec.encode_entity(line, _LINE)
        written = False
        while not written:
            head = self._end(month)
            written = self._put(head, body, closes_for=month if month > head.month else "") and month <= head.month

    def lines(self, month: str) -> tuple[AccessLine, ...]:
        """Return the lines of a month (YYYY-MM), in the order noted; none if it went. Raises StoreCorrupt."""
        rows = rows_of(month, self._store.settings(prefix_of(month)))
        return tuple(self._lines(month, rows))

    def months(self) -> tuple[str, ...]:
        """Return the months whose lines are there, the oldest first."""
        kept = [month for month, head in self._heads().items() if not head.mark]
        head = self._last()
        return tuple(kept) if head is None or not head.count else (*kept, head.month)

    def stale(self, first_kept: str) -> tuple[str, ...]:
        """Return the months before one (YYYY-MM) whose lines, or leftovers of them, are still there."""
        gone = [month for month, head in self._heads().items() if head.mark]
        left = [month for month in gone if self._store.setting(place_of(month, 1)) is not None]
        return tuple(sorted(month for month in (*self.months(), *left) if month < first_kept))

    def forget(self, first_kept: str, line: AccessLine) -> tuple[str, ...]:
        """Take away the lines of all months before one; their heads stay, so that the chain is whole.

        `line` tells of it and is written first; nothing is written if there is nothing to take away. Ask again after a
        failure: what was begun goes on. Raises StoreBusy as `drop_settings`.
        """
        if not (months := self.stale(first_kept)):
            return ()
        self.note(line)  # and by it the last month ends, if it is one of them
        ended = {month: head for month, head in self._heads().items() if month in months}
        for month, head in ended.items():
            self._mark(month, head)
            self._store.drop_settings(tuple(names_of(month, head.count)))
        return tuple(ended)

    def verify(self, anchor: AccessHead | None = None) -> AccessChain:
        """Walk the chain, open every line, and return what there is.

        Raises StoreCorrupt where it is broken, if the anchor does not fit, or if a seal is not this store's.
        """
        chain = walk_access(self._store, anchor)
        opened = {one.month: len(self.lines(one.month)) for one in chain.months}
        for month, head in self._heads().items():
            if head.mark:
                self._sealer.open_access(_mark_of(month), head.mark)
                opened.pop(month, None)  # it may have gone while the others were opened
        for one in chain.months:
            if opened.get(one.month, one.lines) < one.lines:
                raise broken_at(one.month, opened[one.month] + 1, Expected.NEXT_ROW)
        return chain

    def _lines(self, month: str, rows: list[Row]) -> Iterator[AccessLine]:
        for number, row in enumerate(rows, start=1):
            body = self._sealer.open_access(_seal_of(month, number, row.closes_for), row.sealed)
            if not row.closes_for:
                yield self._read(body)

    def _read(self, body: bytes) -> AccessLine:
        try:
            return self._codec.decode_entity(body, AccessLine, _LINE)
        except InvalidValue as error:
            raise StoreCorrupt(f"a line of the access journal cannot be read: {error}") from None

    def _put(self, head: AccessHead, body: bytes, *, closes_for: str) -> bool:
        """Write the row after a head, or the last one of its month; False if somebody else was faster."""
        number = head.count + 1
        said = b"" if closes_for else body
        sealed = self._sealer.seal_access(_seal_of(head.month, number, closes_for), said)
        row = Row.after(head, sealed, closes_for=closes_for)
        stored = self._store.set_setting(place_of(head.month, number), row.value)
        self._head = self._after(AccessHead(head.month, number, stored[: len(row.link)]), Row.read(stored))
        return stored == row.value

    def _end(self, month: str) -> AccessHead:
        """Return the end of the journal, which begins in a month if it has none."""
        head = self._last()
        if head is None:
            first = self._store.set_setting(FIRST, month.encode()).decode()
            head = self._head = self._follow(AccessHead(first, 0, NOTHING.link))
        return head

    def _last(self) -> AccessHead | None:
        """Return the end of the journal as far as others have written it, None if it has not begun."""
        head = self._head
        if head is None:
            ended = list(self._heads().values())
            first = self._store.setting(FIRST)
            if ended:
                head = AccessHead(ended[-1].next_month, 0, ended[-1].link)
            elif first is not None:
                head = AccessHead(first.decode(), 0, NOTHING.link)
        self._head = None if head is None else self._follow(head)
        return self._head

    def _follow(self, head: AccessHead) -> AccessHead:
        """Return the end after a row that is there: looked for by doubling, then by halving, since there is no gap."""
        while True:
            row, number = self._furthest(head)
            if row is None:
                return head
            head = self._after(AccessHead(head.month, number, row.link), row)
            if not row.closes_for:
                return head

    def _furthest(self, head: AccessHead) -> tuple[Row | None, int]:
        """Return the last row of a head's month after the head, and its number."""
        found: Row | None = None
        step, below = 1, head.count
        while (row := self._row(head.month, below + step)) is not None:
            found, below, step = row, below + step, step * 2
        while step > 1:
            step //= 2
            if (row := self._row(head.month, below + step)) is not None:
                found, below = row, below + step
        return found, below

    def _row(self, month: str, number: int) -> Row | None:
        value = self._store.setting(place_of(month, number))
        if value is None:
            return None
        row = Row.read(value)
        if row is None:
            raise broken_at(month, number, Expected.NEXT_ROW)
        return row

    def _after(self, head: AccessHead, row: Row | None) -> AccessHead:
        """Return the head after a row; after the last one of a month, the head of that month is kept."""
        if row is None:
            raise broken_at(head.month, head.count, Expected.NEXT_ROW)
        if not row.closes_for:
            return head
        before = [one.link for month, one in self._heads().items() if month < head.month]
        ended = MonthHead(before[-1] if before else NOTHING.link, head.link, head.count, row.closes_for)
        self._store.set_setting(f"{HEADS}{head.month}", ended.value)
        return AccessHead(row.closes_for, 0, head.link)

    def _mark(self, month: str, head: MonthHead) -> None:
        """Note on a head that the lines of its month go."""
        if not head.mark:
            marked = attrs.evolve(head, mark=self._sealer.seal_access(_mark_of(month), b""))
            self._store.replace_setting(f"{HEADS}{month}", marked.value, after=head.value)

    def _heads(self) -> dict[str, MonthHead]:
        return heads_of(self._store.settings(HEADS))


def _seal_of(month: str, number: int, closes_for: str) -> str:
    """Return the place a row is sealed for: a line does not open as an end, nor an end for another month."""
    return f"{month}/{number}/{closes_for}"


def _mark_of(month: str) -> str:
    return f"{month}/gone"
