"""Another master key: ST-72."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event

import pytest

from prevexp.domain.errors import Erased
from prevexp.storage.port import Store
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .erasure import listed
from .erasure import written
from .kit import Capability
from .kit import Kit
from .kit import everything

_WRITERS = 3
_HOUSEHOLDS = 12
_MANY = 40_000


def household(number: int) -> str:
    """Return the identifier of a household."""
    return name(number, "household")


def keys_of(store: Store, count: int = _HOUSEHOLDS) -> dict[str, bytes]:
    """Return the wrapped keys of the first households."""
    return dict(store.wrapped_keys([household(number) for number in range(count)]))


class Rewrapping(Kit):
    """Wrapped keys are replaced."""

    @conformance
    def test_a_key_is_replaced_only_if_it_is_what_was_read(self) -> None:
        """ST-72 A key that changed since it was read stays; an erased household stays erased; all the rest stands.

        Fix: compare household and key in the statement that writes; never insert.
        """
        store = self.new()
        store.commit([new_case(number, events=2, index=(entry("shared"),)) for number in range(4)])
        store.commit([new_case(9, household=household(1), wrapped_key=None)])
        other = self.closing(self.second_connection(store))
        keys = keys_of(store)
        assert store.erase(household(2))
        _, *before = everything(store)
        new = {one: (key, b"new " + key) for one, key in keys.items()}
        asked = new | {household(3): (b"another", b"lost"), household(7): (b"", b"lost")}
        assert store.rewrap({}) == 0
        assert store.rewrap(asked) == 2
        left = {household(number): new[household(number)][1] for number in (0, 1)} | {household(3): keys[household(3)]}
        assert store.rewrap(asked) == 0
        for one in self.and_reopened(store, other):
            assert keys_of(one, 10) == left
            head, rows, _, _, *rest = everything(one)
            assert {(summary.household, summary.wrapped_key) for summary in listed(one)} == {
                (household(number), left.get(household(number))) for number in range(4)
            }
            assert (rows, rest) == (before[0], before[3:])
            assert one.verify() == head
            found_under = one.lookup(entry("shared").kind, [entry("shared").digest])
            assert dict(found_under) == {entry("shared").digest: (name(0), name(1), name(3))}

    @conformance
    def test_a_household_goes_on_under_its_new_key(self) -> None:
        """ST-72 Under a replaced key a case is written and erased as before; many keys at once are no more than a few.

        Fix: the key is a value of the household's row and nothing else.
        """
        store = self.new()
        store.commit([new_case(number) for number in range(3)])
        asked = {one: (key, b"new " + key) for one, key in keys_of(store).items()}
        unknown = {f"unknown {number}": (b"", b"lost") for number in range(_MANY)}
        assert store.rewrap(unknown | asked) == 3
        store.commit([more(1, 1, identity=b"later")])
        store.commit([new_case(9, household=household(1), wrapped_key=None, identity=None)])
        assert store.identities([household(1)]) == {household(1): b"later"}
        assert store.erase(household(0))
        with pytest.raises(Erased):
            store.commit([more(0, 1)])
        assert store.rewrap({one: (new, read) for one, (read, new) in asked.items()}) == 2
        assert keys_of(store) == {household(number): new_case(number).wrapped_key for number in (1, 2)}

    @conformance
    def test_those_who_replace_keys_at_once_do_not_undo_each_other(self) -> None:
        """ST-72 Of those who replace the same keys at once one does; whoever looks finds all of them replaced or none.

        Fix: all under one lock, in one transaction; readers read one snapshot.
        """
        store = self.new()
        store.commit([new_case(number) for number in range(_HOUSEHOLDS)])
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS + 1)]
        start, done, keys = Barrier(_WRITERS), Event(), keys_of(store)

        def replace(number: int) -> int:
            start.wait()
            return stores[number].rewrap({one: (key, b"%d" % number) for one, key in keys.items()})

        def look() -> set[frozenset[bytes]]:
            seen = set()
            while not done.is_set():
                seen.add(frozenset(keys_of(stores[-1]).values()))
            return seen

        with ThreadPoolExecutor(_WRITERS + 1) as pool:
            looking = pool.submit(look)
            replaced = list(pool.map(replace, range(_WRITERS)))
            done.set()
            seen = looking.result()
        assert sorted(replaced) == [0] * (_WRITERS - 1) + [_HOUSEHOLDS]
        winner = b"%d" % replaced.index(_HOUSEHOLDS)
        assert set(keys_of(store).values()) == {winner}
        assert seen <= {frozenset(keys.values()), frozenset({winner})}

    @needing(Capability.ENCRYPTION)
    def test_no_key_of_an_erased_household_is_left_however_often_it_was_replaced(self) -> None:
        """ST-73 After an erasure neither the key that held nor one replaced before stands in the store's files.

        Fix: a replaced key is overwritten, or lies where an erasure goes.
        """
        store = self.new()
        store.commit([new_case(number, wrapped_key=b"first: %d;" % number) for number in range(3)])
        for before, after in ((b"first", b"second"), (b"second", b"third")):
            keys = keys_of(store)
            assert store.rewrap({one: (key, key.replace(before, after)) for one, key in keys.items()}) == 3
        assert store.erase(household(1))
        raw = self.stored_bytes(store)
        assert [word for word in (b"first", b"second", b"third") if written(word + b": 1;", raw)] == []
        assert all(written(b"third: %d;" % number, raw) for number in (0, 2))
