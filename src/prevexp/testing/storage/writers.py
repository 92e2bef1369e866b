"""Several at once: ST-20 to ST-23, ST-28, ST-54, ST-56."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event

import pytest

from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreError
from prevexp.domain.safekeeping_errors import KeysChanged
from prevexp.storage.port import Store
from prevexp.storage.setting_port import STORE_KEY
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Kit
from .kit import bodies
from .kit import everything

_WRITERS = 4


class Writers(Kit):
    """Concurrency."""

    @conformance
    def test_a_stale_writer_is_told_both_versions(self) -> None:
        """ST-20 Two workers open the same case: who writes second is refused and told what was expected and what is.

        Fix: compare `expected_version` with the stored version inside the transaction.
        """
        store = self.new()
        store.commit([new_case(1, events=3)])
        for expected in (0, 2, 4):
            write = new_case(1) if expected == 0 else more(1, expected)
            with pytest.raises(StaleVersion) as refused:
                store.commit([write])
            assert (refused.value.stream, refused.value.expected, refused.value.actual) == (name(1), expected, 3)
        assert len(store.load(name(1))) == 3

    @conformance
    def test_a_household_under_a_master_key_of_before_is_refused(self) -> None:
        """ST-20 The master key is changed while somebody writes: a new household that nobody could open is refused.

        Fix: compare `store_key` with the setting of that name inside the transaction, for each new household.
        """
        store = self.new()
        before = store.set_setting(STORE_KEY, b"wrapped by the old")
        store.commit([new_case(1, store_key=before)])
        assert store.replace_setting(STORE_KEY, b"wrapped by the new", after=before)
        with pytest.raises(KeysChanged):
            store.commit([more(1, 1), new_case(2), new_case(3, store_key=before)])
        assert [len(store.load(name(number))) for number in (1, 2, 3)] == [1, 0, 0]
        store.commit([more(1, 1), new_case(2), new_case(3, store_key=b"wrapped by the new")])
        assert [len(store.load(name(number))) for number in (1, 2, 3)] == [2, 1, 1]

    @conformance
    def test_of_two_writers_one_wins_whole(self) -> None:
        """ST-21 Of writers who saw the same version exactly one writes, and all of its events.

        Fix: take the write lock before the version is read.
        """
        store = self.new()
        store.commit([new_case(1)])
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS)]
        start = Barrier(_WRITERS)

        def write(number: int) -> bool:
            start.wait()
            told = tuple(f"{number}.{one}".encode() for one in range(5))
            try:
                stores[number].commit([more(1, 1, bodies=told)])
            except StaleVersion:
                return False
            return True

        with ThreadPoolExecutor(_WRITERS) as pool:
            won = list(pool.map(write, range(_WRITERS)))
        assert Counter(won)[True] == 1
        winner = won.index(True)
        assert bodies(store, 1) == [b"sealed 1.1", *(f"{winner}.{one}".encode() for one in range(5))]

    @conformance
    def test_writers_who_try_again_lose_nothing(self) -> None:
        """ST-22 Threads that read, write and try again after a refusal add up: no event is lost, the chain never forks.

        Fix: version check and insert under one lock; the head of the journal is read under it as well.
        """
        store = self.new()
        store.commit([new_case(1)])
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS)]

        def write(number: int) -> None:
            for one in range(15):
                while True:
                    version = stores[number].summaries([name(1)])[name(1)].version
                    try:
                        stores[number].commit([more(1, version, bodies=(f"{number}.{one}".encode(),))])
                        break
                    except StaleVersion:
                        continue

        with ThreadPoolExecutor(_WRITERS) as pool:
            list(pool.map(write, range(_WRITERS)))
        written = {f"{number}.{one}".encode() for number in range(_WRITERS) for one in range(15)}
        assert set(bodies(store, 1)) == written | {b"sealed 1.1"}
        assert store.verify().count == len(written) + 1

    @conformance
    def test_readers_see_whole_batches_while_others_write(self) -> None:
        """ST-23 A reader at any moment sees none or all of a batch, and never an error.

        Fix: readers read one snapshot; a version and its rows come from the same statement.
        """
        store = self.new()
        store.commit([new_case(1, events=5)])
        reader = self.closing(self.second_connection(store))
        done = Event()

        def read() -> set[int]:
            seen = set()
            while not done.is_set():
                seen.add(len(reader.load(name(1))) % 5)
            return seen

        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(read)
            for version in range(5, 100, 5):
                store.commit([more(1, version, events=5)])
            done.set()
            assert reading.result() == {0}

    @conformance
    def test_closing_twice_is_harmless_and_using_it_after_is_refused(self) -> None:
        """ST-28 A closed store says that it is closed.

        Fix: remember the closing; raise StoreError from every method afterwards.
        """
        store = self.new()
        store.commit([new_case(1)])
        store.close()
        store.close()
        uses = (store.head, store.verify, store.count, store.find, store.receipts, lambda: store.load(name(1)))
        by_name = (
            lambda: store.settings(""),
            lambda: store.set_setting("a", b""),
            lambda: store.replace_setting("a", b"", after=b""),
            lambda: store.drop_settings(["a"]),
            lambda: store.rewrap({name(1, "household"): (b"", b"")}),
        )
        for use in (*uses, *by_name, lambda: store.commit([new_case(2)]), lambda: store.erase(name(1, "household"))):
            with pytest.raises(StoreError):
                use()

    @conformance
    def test_opening_again_changes_nothing(self) -> None:
        """ST-54 A store opened a second and a third time is as it was left.

        Fix: make tables only in an empty store.
        """
        store = self.new()
        store.commit([new_case(1), new_case(2, events=3)])
        left = everything(store)
        for _ in range(2):
            store = self.closing(self.reopen(store))
            assert everything(store) == left

    @conformance
    def test_first_openings_at_once_agree(self) -> None:
        """ST-56 Several who open a new store at the same moment get one store, with one set of keys.

        Fix: make tables under the write lock and look again once it is held; settings are set once.
        """
        store = self.new()
        start = Barrier(_WRITERS)

        def first(number: int) -> tuple[Store, bytes]:
            start.wait()
            opened = self.second_connection(store)
            return opened, opened.set_setting("key", f"key of {number}".encode())

        with ThreadPoolExecutor(_WRITERS) as pool:
            opened = list(pool.map(first, range(_WRITERS)))
        for one, _ in opened:
            self.closing(one)
        assert {key for _, key in opened} == {store.setting("key")}

    @conformance
    def test_the_same_case_begun_twice_at_once_begins_once(self) -> None:
        """ST-21 Two imports that meet the same new case at the same moment make one case.

        Fix: a unique stream; the loser is refused with StaleVersion or StoreConflict.
        """
        store = self.new()
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS)]
        start = Barrier(_WRITERS)

        def begin(number: int) -> bool:
            start.wait()
            try:
                stores[number].commit([new_case(1, events=2)])
            except (StaleVersion, StoreConflict):
                return False
            return True

        with ThreadPoolExecutor(_WRITERS) as pool:
            assert Counter(pool.map(begin, range(_WRITERS)))[True] == 1
        assert (store.count(), store.verify().count) == (1, 2)
