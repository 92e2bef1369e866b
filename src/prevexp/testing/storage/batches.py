"""A batch is whole or it is nothing: ST-11, ST-12, ST-14 to ST-19."""

from collections.abc import Iterator

import pytest

from prevexp.domain.errors import Erased
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreError
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import Receipt
from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Kit
from .kit import bodies
from .kit import everything

_RECEIPT = Receipt(digest=b"transfer digest", transfer=name(1, "transfer"), body=b"sealed counts")


class Batches(Kit):
    """Batches."""

    @conformance
    def test_what_must_be_new_is_refused_when_it_is_there(self) -> None:
        """ST-11 A household's key is never replaced, a transfer never taken in twice: StoreConflict, nothing written.

        Fix: unique household and receipt digest; insert, never replace.
        """
        store = self.new()
        store.commit([new_case(1)], receipt=_RECEIPT)
        before = everything(store)
        twice = new_case(2, household=name(1, "household"), wrapped_key=b"another key")
        with pytest.raises(StoreConflict):
            store.commit([new_case(3), twice])
        with pytest.raises(StoreConflict):
            store.commit([new_case(3)], receipt=_RECEIPT)
        with pytest.raises(StoreConflict):
            store.commit([more(1, 1, wrapped_key=b"another key")])
        assert everything(store) == before
        assert store.receipt(_RECEIPT.digest) == _RECEIPT

    @conformance
    def test_what_is_not_there_is_empty_or_absent(self) -> None:
        """ST-12 An unknown case, household, digest, receipt or setting is an empty answer, not an error.

        Fix: leave unknown ids out of mappings.
        """
        store = self.new()
        store.commit([new_case(1)])
        unknown, known = name(9), name(1)
        assert store.load(unknown) == ()
        assert [stream for stream, _ in store.load_many([unknown, known])] == [known]
        assert list(store.summaries([unknown, known])) == [known]
        assert dict(store.wrapped_keys([unknown])) == dict(store.identities([unknown])) == {}
        assert dict(store.lookup(entry("").kind, [entry("nobody").digest])) == {}
        assert (store.receipt(b"unknown"), store.setting("unknown"), dict(store.settings("u"))) == (None, None, {})

    @conformance
    def test_an_empty_batch_writes_nothing(self) -> None:
        """ST-14 A batch without writes returns the head as it was.

        Fix: a commit of nothing is allowed.
        """
        store = self.new()
        head = store.commit([new_case(1)])
        assert store.commit([]) == head == store.head()

    @conformance
    def test_one_bad_write_and_none_is_written(self) -> None:
        """ST-15 A list of which one case cannot be written leaves no trace of the others.

        Fix: one transaction around the whole batch, rolled back on any error.
        """
        store = self.new()
        store.commit([new_case(1, events=2)])
        before = everything(store)
        good = [new_case(number) for number in range(2, 50)]
        for bad, error in (
            (more(1, 1), StaleVersion),
            (new_case(60, territory=None), StoreError),
            (new_case(60, wrapped_key=None), StoreError),
            (new_case(60, bodies=()), StoreError),
        ):
            with pytest.raises(error):
                store.commit([*good, bad, new_case(61)])
            assert everything(store) == before

    @conformance
    def test_a_source_that_fails_midway_leaves_nothing(self) -> None:
        """ST-16 What produces the writes fails half way: nothing is written, and its own error comes out.

        Fix: roll back on every exception, not on the driver's only.
        """
        store = self.new()
        before = everything(store)

        def failing() -> Iterator[StreamWrite]:
            for number in range(12_000):
                if number == 9_001:
                    raise LookupError
                yield new_case(number, index=())

        with pytest.raises(LookupError):
            store.commit(failing())
        assert everything(store) == before

    @conformance
    def test_the_store_is_usable_after_a_refusal(self) -> None:
        """ST-17 After a refused batch the next one goes through.

        Fix: end the transaction and give the connection back on every path.
        """
        store = self.new()
        for _ in range(3):
            with pytest.raises(StaleVersion):
                store.commit([more(1, 7)])
        store.commit([new_case(1)])
        assert bodies(store, 1) == [b"sealed 1.1"]

    @conformance
    def test_a_batch_is_seen_by_nobody_before_it_is_whole(self) -> None:
        """ST-19 While a batch is being written, others and the writer's own reads see the store as it was.

        Fix: readers never read inside the writer's transaction.
        """
        store = self.new()
        store.commit([new_case(0)])
        other = self.closing(self.second_connection(store))
        seen: set[tuple[int, int]] = set()

        def watched() -> Iterator[StreamWrite]:
            for number in range(1, 9_101):
                if number % 3_000 == 0:
                    seen.add((store.count(), other.count()))
                yield new_case(number, index=(), identity=None)

        store.commit(watched())
        assert seen == {(1, 1)}
        assert (store.count(), other.count()) == (9_101, 9_101)

    @conformance
    def test_a_batch_may_be_made_from_what_the_store_lists(self) -> None:
        """ST-18 The writes of a batch may come from a listing of the same store that is read while they are written.

        Fix: a listing under way is neither ended nor refused by a write; a question may be asked while a batch is made.
        """
        store = self.new()
        store.commit([new_case(number, events=2) for number in range(700)])
        streams = [name(number) for number in range(700)]

        def continued() -> Iterator[StreamWrite]:
            for stream, rows in store.load_many(streams):
                known = store.summaries([stream])[stream]
                yield StreamWrite(
                    stream=stream, expected_version=known.version, month="2021-06", bodies=(rows[0].body,)
                )

        assert store.commit(continued()).count == 2100
        listing = store.load_many(streams)
        first = next(listing)
        store.commit([more(number, 3) for number in range(700)])
        assert [stream for stream, _ in (first, *listing)] == streams
        assert {row.body for row in store.follow(1400, limit=700)} == {f"sealed {n}.1".encode() for n in range(700)}

    @conformance
    def test_writes_of_one_case_in_one_batch_follow_each_other(self) -> None:
        """ST-15 A batch may write a case and go on with it; each write meets the version the one before left.

        Fix: keep versions of the batch itself, not only of what is stored.
        """
        store = self.new()
        taken = more(1, 1, events=2, status=CaseStatus.ALLOCATED, identity=b"later", index=(entry("late"),))
        store.commit([new_case(1), taken, more(1, 3, unindex=(entry("value 1"),))])
        assert [row.version for row in store.load(name(1))] == [1, 2, 3, 4]
        summary = store.summaries([name(1)])[name(1)]
        assert (summary.version, summary.status, summary.month) == (4, CaseStatus.ALLOCATED, "2021-05")
        assert store.identities([name(1, "household")]) == {name(1, "household"): b"later"}
        kind, digests = entry("").kind, [entry("late").digest, entry("value 1").digest]
        assert dict(store.lookup(kind, digests)) == {entry("late").digest: (name(1),)}

    @conformance
    def test_a_household_that_is_erased_does_not_come_back(self) -> None:
        """ST-60 After an erasure no write brings an event, an identity, an index entry or a new case of that household.

        Fix: keep the household's row without its key, and refuse with Erased.
        """
        store = self.new()
        store.commit([new_case(1)])
        store.erase(name(1, "household"))
        before = everything(store)
        again = new_case(2, household=name(1, "household"))
        for write in (more(1, 1), more(1, 1, identity=b"x"), more(1, 1, index=(entry("x"),)), again):
            with pytest.raises(Erased):
                store.commit([write])
        assert everything(store) == before
