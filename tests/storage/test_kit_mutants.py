"""The kit is worth its name: stores that are broken on purpose fail it, each at the number that says why."""

import attrs
import pytest
from hypothesis import Phase
from hypothesis import settings

from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreConflict
from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.storage.memory import _Contents
from prevexp.storage.memory import _Household
from prevexp.storage.port import Page
from prevexp.storage.searching import Filters
from prevexp.testing.storage import StoreConformance


class UncheckedVersion(MemoryStore):
    """Writes at whatever version the stream has."""

    def commit(self, writes, *, receipt=None):
        known = self._contents.streams
        fresh = (
            attrs.evolve(one, expected_version=known[one.stream].version) if one.stream in known else one
            for one in writes
            if one.stream not in known or one.expected_version
        )
        return super().commit(fresh, receipt=receipt)


class HalfBatch(MemoryStore):
    """Writes one by one and stops at the first that is refused."""

    def commit(self, writes, *, receipt=None):
        for write in writes:
            super().commit([write])
        return super().commit([], receipt=receipt)


class Aliasing(MemoryStore):
    """Hands out what it keeps."""

    def summaries(self, streams):
        return self._contents.streams


class IncompleteErasure(MemoryStore):
    """Destroys key and identity, and leaves the index."""

    def erase(self, household):
        known = self._contents.households.get(household)
        if known is None or known.wrapped_key is None:
            return False
        self._contents.households[household] = _Household(None, None)
        return True


class KeyInMemory(MemoryStore):
    """Remembers keys it has once handed out."""

    def summaries(self, streams):
        found = super().summaries(streams)
        self.wrapped_keys([one.household for one in found.values()])
        return {name: attrs.evolve(one, wrapped_key=self.kept.get(one.household)) for name, one in found.items()}

    def wrapped_keys(self, households):
        self.kept = getattr(self, "kept", {}) | dict(super().wrapped_keys(households))
        return {one: self.kept[one] for one in households if one in self.kept}


class UnstablePaging(MemoryStore):
    """Pages by offset, in the order of ids."""

    def find(self, *, territory=None, status=None, month=None, cursor=None, limit=1000):
        super().find(territory=territory, status=status, month=month, limit=limit)
        filters = Filters(territory=territory, status=status, month=month)
        start = int(filters.after(cursor) or 0)
        found = sorted(self._matching(filters), key=lambda one: one.stream)
        end = start + limit
        return Page(tuple(found[start:end]), filters.cursor(str(end)) if end < len(found) else None)


class ForgetfulFilter(MemoryStore):
    """Counts without the month."""

    def count(self, *, territory=None, status=None, month=None):
        return super().count(territory=territory, status=status)


class SilentUpsert(MemoryStore):
    """Takes a receipt that is there for a success."""

    def commit(self, writes, *, receipt=None):
        known = receipt is not None and self.receipt(receipt.digest) is not None
        return super().commit(writes, receipt=None if known else receipt)


class LatePosition(MemoryStore):
    """Shows the journal to followers with the newest row first on the page."""

    def follow(self, after=0, limit=1000):
        return tuple(sorted(super().follow(after, limit), key=lambda row: -row.position))


class BlindChain(MemoryStore):
    """Verifies without looking."""

    def verify(self, anchor=None):
        return self.head()


class AnchorIgnored(MemoryStore):
    """Verifies what is there and does not ask what was."""

    def verify(self, anchor=None):
        return super().verify()


class Talkative(MemoryStore):
    """Puts what was refused into the error."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        try:
            return super().commit(batch, receipt=receipt)
        except StoreConflict:
            raise StoreConflict(f"refused: {batch}") from None


class VersionsUntold(MemoryStore):
    """Refuses a stale writer without saying where the case stands."""

    def commit(self, writes, *, receipt=None):
        try:
            return super().commit(writes, receipt=receipt)
        except StaleVersion as refused:
            raise StaleVersion(refused.stream, expected=refused.expected, actual=0) from None


class DirtyRead(MemoryStore):
    """Lets everybody see a batch while it grows."""

    def commit(self, writes, *, receipt=None):
        memory, before = self._open(), self._contents
        memory.contents = before.copy()
        try:
            for write in writes:
                memory.contents.write(write)
            return super().commit([], receipt=receipt)
        except BaseException:
            memory.contents = before
            raise


class CutText(MemoryStore):
    """Keeps so much of a body and no more."""

    def commit(self, writes, *, receipt=None):
        cut = (attrs.evolve(one, bodies=tuple(body[:60] for body in one.bodies)) for one in writes)
        return super().commit(cut, receipt=receipt)


class OpensEmpty(MemoryStore):
    """Begins anew at each opening."""

    def __init__(self, memory=None):
        super().__init__(memory)
        self._memory.contents = _Contents()


class Immortal(MemoryStore):
    """Goes on after it was closed."""

    def close(self):
        return None


EXPECTED = {
    UncheckedVersion: "ST-20",
    VersionsUntold: "ST-20",
    HalfBatch: "ST-15",
    SilentUpsert: "ST-11",
    DirtyRead: "ST-19",
    Aliasing: "ST-06",
    CutText: "ST-01",
    OpensEmpty: "ST-54",
    Immortal: "ST-28",
    LatePosition: "ST-30",
    BlindChain: "ST-67",
    AnchorIgnored: "ST-68",
    IncompleteErasure: "ST-60",
    KeyInMemory: "ST-61",
    UnstablePaging: "ST-35",
    ForgetfulFilter: "ST-39",
    Talkative: "ST-59",
}


def kit_of(kind, folder):
    """Return the kit on a store class, ready to be called without pytest."""

    class Tried(StoreConformance):
        capabilities = frozenset()

        def make_store(self):
            self.memory = Memory()
            return kind(self.memory)

        def reopen(self, store):
            store.close()
            return kind(self.memory)

        def second_connection(self, store):
            return kind(self.memory)

        def alter_row(self, store, position):
            journal = self.memory.contents.journal
            journal[position - 1] = attrs.evolve(journal[position - 1], body=b"altered")

        def cut_tail(self, store, position):
            del self.memory.contents.journal[position:]

    kit = Tried()
    kit.folder, kit._opened = folder, []
    return kit


def numbered(number):
    """Return the names of the kit's tests with a number."""
    tests = {name: getattr(StoreConformance, name) for name in dir(StoreConformance) if name.startswith("test_")}
    return [name for name, test in tests.items() if test.__doc__.startswith(f"{number} ")]


def failures(kind, number, folder):
    """Run the kit's tests of a number on a store class; return what failed."""
    found = []
    for name in numbered(number):
        try:
            getattr(kit_of(kind, folder), name)()
        except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - whatever the mutant breaks
            found.append(failure)
    return found


@pytest.fixture(autouse=True)
def _any_example_will_do():
    """That a mutant fails is all that is asked; looking for the smallest example takes most of the time."""
    before = settings.get_current_profile_name()
    settings.register_profile("any example", settings.get_profile(before), phases=[Phase.generate])
    settings.load_profile("any example")
    yield
    settings.load_profile(before)


@pytest.mark.parametrize("kind", EXPECTED, ids=lambda kind: kind.__name__)
def test_a_broken_store_fails_at_its_number(kind, tmp_path):
    """Each mutant is caught by a test of the number that names its fault; the store it was made from passes it."""
    number = EXPECTED[kind]
    assert failures(MemoryStore, number, tmp_path) == []
    assert failures(kind, number, tmp_path)


def test_a_failure_tells_number_meaning_and_fix(tmp_path):
    """What fails comes with the text that helps."""
    (failure,) = failures(BlindChain, "ST-67", tmp_path)
    (note,) = failure.__notes__
    assert note.startswith("ST-67 ")
    assert "\nFix: " in note


def test_every_test_of_the_kit_has_number_meaning_and_fix():
    """No test of the kit is without them."""
    for name in dir(StoreConformance):
        if name.startswith("test_"):
            text = getattr(StoreConformance, name).__doc__
            assert text.startswith("ST-"), name
            assert "Fix: " in text, name
