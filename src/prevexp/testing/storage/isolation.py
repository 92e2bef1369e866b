"""What others see, and that a listing stays as it is: ST-25, ST-26, ST-31, ST-32."""

from collections.abc import Iterator
from collections.abc import Sequence

import attrs
import pytest

from prevexp.storage.port import CaseStatus
from prevexp.storage.port import Store
from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Kit
from .kit import everything
from .round_trip import put
from .round_trip import reception
from .round_trip import records_of


def listed(store: Store, limit: int) -> list[str]:
    """Return the streams of all pages."""
    found: list[str] = []
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=limit)
        found += [summary.stream for summary in page.summaries]
        if (cursor := page.cursor) is None:
            return found


class Isolation(Kit):
    """Isolation and order."""

    @conformance
    def test_what_is_refused_in_the_end_was_never_seen(self) -> None:
        """ST-25 Of a batch that will be refused nobody sees a case, a row, a key or an index entry at any moment.

        Fix: publish a batch when it is durable, not while it grows; never read uncommitted.
        """
        store = self.new()
        store.commit([new_case(0)])
        other = self.closing(self.second_connection(store))
        seen: set[tuple[object, ...]] = set()

        def refused() -> Iterator[StreamWrite]:
            for number in range(1, 9_001):
                if number % 3_000 == 0:
                    seen.update(_shown(one, (1, number - 1)) for one in (store, other))
                yield new_case(number)
            raise LookupError

        before = everything(store)
        with pytest.raises(LookupError):
            store.commit(refused())
        assert seen == {(1, 1, 1, (), (), ())}
        assert everything(store) == everything(other) == before

    @conformance
    def test_a_listing_is_the_same_each_time(self) -> None:
        """ST-26 The same search gives the same pages: again, elsewhere, after cases moved on, and opened anew.

        Fix: an explicit order by stream id in every listing.
        """
        store = self.new()
        store.commit([new_case(number) for number in range(40)])
        wanted = listed(store, 7)
        store.commit([more(number, 1, status=CaseStatus.CLOSED) for number in (31, 4, 17)])
        other = self.closing(self.second_connection(store))
        assert listed(store, 7) == listed(other, 7) == listed(store, 7) == wanted
        assert listed(self.closing(self.reopen(store)), 11) == wanted

    @conformance
    def test_identifiers_are_ordered_by_their_characters(self) -> None:
        """ST-31 Cases of one month are listed by their identifiers, by code point, on every machine alike.

        Fix: order in binary (COLLATE "C", BINARY); a language's order differs from server to server and breaks paging.
        """
        store = self.new()
        streams = ["b", "B", "a", "A", "_", "-", "aa", "a-b", "a_b", "ab", "10", "9", "z", "\u00e9", "e", "f"]
        store.commit([new_case(number, stream=stream) for number, stream in enumerate(streams)])
        for limit in (1, 3, 100):
            assert listed(store, limit) == sorted(streams)

    @conformance
    def test_what_was_noted_at_one_instant_stays_in_the_order_noted(self) -> None:
        """ST-32 Events of one instant, equal ones included, are all kept, in the order in which they were written.

        Fix: order by version; never by a time, never as a set.
        """
        store = self.new()
        records = records_of(store)
        first = reception()
        told = (first, attrs.evolve(first, line=9), attrs.evolve(first, line=3), attrs.evolve(first, line=9))
        put(records, *told)
        assert records.events_of(first.case_id) == told
        bodies = (b"same", b"same", b"other", b"same")
        store.commit([new_case(2, bodies=bodies, index=(entry("x"),)), new_case(3, bodies=bodies, index=(entry("x"),))])
        assert tuple(row.body for row in store.load(name(2))) == bodies
        assert store.lookup(entry("x").kind, [entry("x").digest]) == {entry("x").digest: (name(2), name(3))}


def _shown(store: Store, numbers: Sequence[int]) -> tuple[object, ...]:
    """Return what a store shows of cases that are not written yet."""
    streams, households = [name(number) for number in numbers], [name(number, "household") for number in numbers]
    digests = [entry(f"value {number}").digest for number in numbers]
    found = (store.summaries(streams), store.wrapped_keys(households), store.lookup(entry("").kind, digests))
    return store.count(), store.head().count, len(store.follow()), *(tuple(one) for one in found)
