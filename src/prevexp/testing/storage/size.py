"""Many at once: ST-46 to ST-49."""

import gc
import weakref
from collections.abc import Iterator
from itertools import islice

from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Capability
from .kit import Kit

_LONG = 20_000
_HELD = 15_000
_MILLION = 1_000_000
_PART = 10_000


class Size(Kit):
    """Size."""

    @conformance
    def test_ten_thousand_cases_in_one_batch(self) -> None:
        """ST-46 A month's lists of a large département go in at once, and their order is kept.

        Fix: insert many rows at a time; number rows in the order they came.
        """
        store = self.new()
        head = store.commit([new_case(number) for number in range(10_000)])
        assert (head.count, store.count()) == (10_000, 10_000)
        assert [row.stream for row in store.follow(9_990)] == [name(number) for number in range(9_990, 10_000)]

    @conformance
    def test_a_long_stream_of_writes_is_drawn_once(self) -> None:
        """ST-47 A batch is whatever can be gone through once, of any length; no write beyond it is drawn.

        Fix: iterate; never ask for a length or go back.
        """
        store = self.new()
        writes = iter(new_case(number, index=(), identity=None) for number in range(_LONG))
        assert store.commit(islice(writes, _LONG - 1)).count == _LONG - 1
        assert next(writes).stream == name(_LONG - 1)

    @needing(Capability.STREAMS)
    def test_a_long_batch_is_not_held_in_memory(self) -> None:
        """ST-47 Of a long batch only a part is drawn before it is written, so that its size costs no memory.

        Fix: work the writes off in slices and let go of them.
        """
        alive: weakref.WeakSet[StreamWrite] = weakref.WeakSet()
        most = 0

        def watched() -> Iterator[StreamWrite]:
            nonlocal most
            for number in range(_LONG):
                write = new_case(number, index=(), identity=None)
                alive.add(write)
                if number % 1000 == 0:
                    gc.collect(0)
                    most = max(most, len(alive))
                yield write

        assert self.new().commit(watched()).count == _LONG
        assert most <= _HELD

    @conformance
    def test_more_is_asked_for_than_a_statement_takes(self) -> None:
        """ST-48 Forty thousand ids or digests in one question are answered.

        Fix: split what a statement cannot take.
        """
        store = self.new()
        store.commit([new_case(1)])
        many = [name(number) for number in range(40_000)]
        assert list(store.summaries(many)) == [name(1)]
        assert [stream for stream, _ in store.load_many(many)] == [name(1)]
        found = store.lookup(entry("").kind, [entry(f"value {number}").digest for number in range(40_000)])
        assert dict(found) == {entry("value 1").digest: (name(1),)}

    @needing(Capability.MILLION)
    def test_a_million_cases_are_written_found_and_followed(self) -> None:
        """ST-49 A country's cases are taken in month by month; each page of them is found and followed whole.

        Fix: no question may go through all rows; see what the slowest statement reads.
        """
        store = self.new()
        for first in range(0, _MILLION, _PART):
            store.commit(new_case(number, index=(), identity=None) for number in range(first, first + _PART))
        met, cursor = 0, None
        while True:
            page = store.find(cursor=cursor, limit=10_000)
            met += len(page.summaries)
            if (cursor := page.cursor) is None:
                break
        assert met == store.count() == store.verify().count == _MILLION
        assert [row.stream for row in store.follow(_MILLION - 1)] == [name(_MILLION - 1)]
