"""The journal: order, following it, and its chain: ST-29, ST-30, ST-67, ST-68."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreCorrupt
from prevexp.storage.port import Head
from prevexp.storage.port import StoredEvent
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Capability
from .kit import Kit

_WRITERS = 3
_BATCHES = 20


class Journal(Kit):
    """The journal."""

    @conformance
    def test_a_case_is_told_in_the_order_of_its_versions(self) -> None:
        """ST-29 The story of a case is read in the order it was written, whatever was written between.

        Fix: order by version; versions count from 1 without a gap.
        """
        store = self.new()
        store.commit([new_case(1), new_case(2)])
        for version in range(1, 12):
            store.commit([more(2, version), more(1, version)])
        rows = store.load(name(1))
        assert [row.version for row in rows] == list(range(1, 13))
        assert [row.body for row in rows] == [f"sealed 1.{version}".encode() for version in range(1, 13)]
        asked = [name(2), name(1), name(2)]
        assert [stream for stream, _ in store.load_many(asked)] == [name(2), name(1)]

    @conformance
    def test_who_follows_the_journal_misses_nothing(self) -> None:
        """ST-30 Positions count up without a gap and no row appears behind a follower's back while others write.

        Fix: give positions under the write lock, in the order of commits; a sequence of its own leaves late gaps.
        """
        store = self.new()
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS)]
        wanted, followed = _WRITERS * _BATCHES * 3, list[StoredEvent]()

        def write(number: int) -> None:
            for one in range(_BATCHES):
                stores[number].commit([new_case(number * 1000 + one, events=3)])

        with ThreadPoolExecutor(_WRITERS) as pool:
            writing = [pool.submit(write, number) for number in range(_WRITERS)]
            while len(followed) < wanted:
                rows = store.follow(followed[-1].position if followed else 0, limit=7)
                followed += rows
                if not rows and all(one.done() for one in writing):
                    followed += store.follow(followed[-1].position if followed else 0)
                    break
            for one in writing:
                one.result()
        assert [row.position for row in followed] == list(range(1, wanted + 1))
        assert store.verify() == Head(wanted, followed[-1].link)

    @conformance
    def test_following_has_limits(self) -> None:
        """ST-34 A page of the journal has the size asked for; a size that is none is refused.

        Fix: refuse limits outside 1 to 10,000 with InvalidValue.
        """
        store = self.new()
        store.commit([new_case(1, events=5)])
        assert [row.position for row in store.follow(1, limit=2)] == [2, 3]
        assert store.follow(5) == ()
        for limit in (0, -1, 10_001, True):
            with pytest.raises(InvalidValue):
                store.follow(0, limit)

    @needing(Capability.TAMPER)
    def test_an_altered_row_is_found(self) -> None:
        """ST-67 Somebody with access to the files changes one row: verifying names its position.

        Fix: hash the previous link, the clear header and the body of every row; check every row.
        """
        store = self.new()
        store.commit([new_case(number, events=2) for number in range(20)])
        assert store.verify() == store.head()
        self.alter_row(store, 17)
        with pytest.raises(StoreCorrupt) as found:
            store.verify()
        assert found.value.params["position"] == 17

    @needing(Capability.TAMPER)
    def test_a_tail_that_was_cut_is_found_with_the_anchor(self) -> None:
        """ST-68 The last rows are removed: the head a third party keeps shows it.

        Fix: an anchor fits only if its row is there and has its link.
        """
        store = self.new()
        first = store.commit([new_case(1, events=4)])
        anchor = store.commit([new_case(2, events=4)])
        later = store.commit([new_case(3)])
        for known in (first, anchor, later):
            assert store.verify(known) == later
        self.cut_tail(store, 6)
        assert store.verify(first) == store.head()
        with pytest.raises(StoreCorrupt):
            store.verify(anchor)
        with pytest.raises(StoreCorrupt):
            store.verify(Head(first.count, anchor.link))
