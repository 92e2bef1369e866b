"""Forgetting many households at once, and to the last byte: ST-64, ST-76."""

from base64 import b64encode
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Event
from typing import Any

from prevexp.storage.port import IndexEntry
from prevexp.storage.port import IndexKind
from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import new_case

from .crashes import killed
from .erasure import listed
from .kit import Capability
from .kit import Kit
from .kit import everything
from .rewrapping import household
from .rewrapping import keys_of

_MANY = 40_000
_ERASING = """
for number in range({count}):
    assert store.erase(*(name(2 * number + one, "household") for one in range(2))) == 2
    print(number, flush=True)
sys.stdin.readline()
"""
_PAIRS = 200
_CASES, _BEGINNING = 600, 16


class ErasingMany(Kit):
    """Many at once."""

    @conformance
    def test_many_are_erased_by_one_call(self) -> None:
        """ST-76 Whoever is named is erased, and counted once; nobody else is, and nobody who was erased before counts.

        Fix: one transaction for all of them; none named, named twice or not there is no error.
        """
        store = self.new()
        store.commit([new_case(number, events=2, index=(entry("shared"),)) for number in range(6)])
        store.commit([new_case(9, household=household(1), wrapped_key=None, identity=None, index=(entry("shared"),))])
        other = self.closing(self.second_connection(store))
        keys, before = keys_of(store), everything(store)
        assert store.erase() == 0
        assert everything(store) == before
        assert store.erase(household(0)) == 1
        asked = (household(4), household(1), household(4), household(0), household(7))
        assert store.erase(*(f"unknown {number}" for number in range(_MANY)), *asked) == 2
        assert store.erase(*asked) == 0
        gone = {household(number) for number in (0, 1, 4)}
        for one in self.and_reopened(store, other):
            assert keys_of(one) == {name: key for name, key in keys.items() if name not in gone}
            assert {found.household for found in listed(one) if found.wrapped_key is None} == gone
            left = {household(number): new_case(number).identity for number in (2, 3, 5)}
            assert one.identities([household(number) for number in range(10)]) == left
            found_under = one.lookup(entry("shared").kind, [entry("shared").digest])
            assert dict(found_under) == {entry("shared").digest: tuple(new_case(number).stream for number in (2, 3, 5))}
            assert (one.verify(), tuple(one.follow())) == before[:2]

    @conformance
    def test_nobody_sees_a_part_erased(self) -> None:
        """ST-76 Whoever looks while many are erased finds the keys of all of them or of none.

        Fix: one transaction; readers read one snapshot.
        """
        store, done = self.new(), Event()
        store.commit([new_case(number) for number in range(20)])
        reader = self.closing(self.second_connection(store))

        def look() -> set[int]:
            seen = set()
            while not done.is_set():
                seen.add(len(keys_of(reader, 20)))
            return seen

        with ThreadPoolExecutor(1) as pool:
            looking = pool.submit(look)
            gone = store.erase(*(household(number) for number in range(20)))
            done.set()
            assert looking.result() <= {0, 20}
        assert (gone, keys_of(store, 20)) == (20, {})

    @needing(Capability.CRASH)
    def test_who_is_killed_while_erasing_leaves_all_or_none(self) -> None:
        """ST-76 Killed at any moment, whoever erases many has erased all of them or none, and whom it said it has.

        Fix: one transaction for all of them; acknowledge after the commit is on disk.
        """
        store = self.new()
        store.commit([new_case(number) for number in range(2 * _PAIRS)])
        told = killed(self, store, _ERASING.format(count=_PAIRS), after=0.1)
        store = self.closing(self.reopen(store))
        left = [len(store.wrapped_keys([household(2 * one), household(2 * one + 1)])) for one in range(_PAIRS)]
        erased = left.count(0)
        assert left == [0] * erased + [2] * (_PAIRS - erased)
        assert told[-1] < erased <= told[-1] + 2
        assert store.verify() == store.head()

    @needing(Capability.ENCRYPTION)
    def test_no_copy_is_left_of_rows_that_were_moved(self) -> None:
        """ST-64 Of those erased no byte of a key, an identity, an index entry is left, wherever else it ever stood.

        Fix: overwriting what is deleted is not enough if rows were moved before: write anew all that may hold copies.
        """
        store, brought = self.new(), list[tuple[int, StreamWrite]]()
        for batch in _history():
            store.commit([write for _, write in batch])
            brought += batch
        last = {number: write.identity for number, write in brought}
        doomed = [household(number) for number in range(_CASES) if number % 3]
        assert store.erase(doomed[0]) == 1
        assert store.erase(*doomed) == len(doomed) - 1
        found = _pieces(self.stored_bytes(store))
        gone = [value for number, write in brought if number % 3 for value in _secret(write)]
        assert [value for value in gone if _stands(value, found)] == []
        held = [write for number, write in brought if number % 3 == 0]
        assert all(_stands(value, found) for write in held for value in _secret(write) if value != write.identity)
        left = store.identities([household(number) for number in range(_CASES)])
        assert dict(left) == {household(number): last[number] for number in range(0, _CASES, 3)}


def _history() -> Iterator[list[tuple[int, StreamWrite]]]:
    """Yield batches, each write with its case, of cases that come, grow and shrink: rows are moved again and again."""
    versions = dict.fromkeys(range(_CASES), 0)
    for count in (_CASES // 2, _CASES):
        for numbers in (range(count - _CASES // 2, count), [step * 7 % count for step in range(count * 4 // 5)]):
            batch = []
            for number in numbers:
                version, turn = versions[number], f"{number} {versions[number]}"
                new: dict[str, Any] = {"identity": _value(f"identity {turn}", 60 + (number * 37 + version * 101) % 600)}
                kinds = list(IndexKind)[: 1 if version else 4]
                new["index"] = tuple(IndexEntry(kind, _value(f"{kind} {turn}", 40)) for kind in kinds)
                if version:
                    batch.append((number, more(number, version, **new)))
                else:
                    batch.append((number, new_case(number, wrapped_key=_value(f"key {turn}", 60), **new)))
                versions[number] += 1
            yield batch


def _value(of: str, size: int) -> bytes:
    """Return a value that begins as no other does."""
    return sha256(of.encode()).digest() + bytes(size - 32)


def _secret(write: StreamWrite) -> Iterator[bytes]:
    """Yield what an erasure destroys of what a write brings."""
    yield from (one for one in (write.wrapped_key, write.identity) if one)
    yield from (one.digest for one in write.index)


def _pieces(raw: bytes) -> set[bytes]:
    """Return all that stands in the bytes, in pieces as long as a beginning: looked up at once for thousands."""
    return {raw[start : start + _BEGINNING] for start in range(len(raw))}


def _stands(value: bytes, pieces: AbstractSet[bytes]) -> bool:
    """Say whether a value begins in the bytes: as it is, in hexadecimal or in base 64."""
    return any(one[:_BEGINNING] in pieces for one in (value, value.hex().encode(), b64encode(value)))
