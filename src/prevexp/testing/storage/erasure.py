"""Forgetting a household: ST-13, ST-60 to ST-64."""

from base64 import b64encode
from collections.abc import Iterator

import attrs
import pytest

from prevexp.domain.case import Identity
from prevexp.domain.errors import Erased
from prevexp.domain.values import Secret
from prevexp.storage.port import Store
from prevexp.storage.port import Summary
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Capability
from .kit import Kit
from .kit import everything
from .round_trip import put
from .round_trip import reception
from .round_trip import records_of


class Erasure(Kit):
    """Erasure."""

    @conformance
    def test_erasing_nothing_changes_nothing(self) -> None:
        """ST-13 An unknown household, or one erased before, is nothing to erase: 0, no error, nothing changed.

        Fix: erasing may be repeated until it has succeeded.
        """
        store = self.new()
        store.commit([new_case(1), new_case(2)])
        assert not store.erase(name(9, "household"))
        assert store.erase(name(1, "household"))
        after = everything(store)
        assert not store.erase(name(1, "household"))
        assert everything(store) == after

    @conformance
    def test_key_identity_and_index_are_gone_and_the_rest_stands(self) -> None:
        """ST-60 The key is destroyed: nothing of the household is found or read anywhere; counts and chain stand.

        Fix: delete key, identity and every index entry of every case of the household; never a journal row.
        """
        store = self.new()
        shared, later = entry("shared"), entry("later")
        household = name(1, "household")
        store.commit([new_case(1, index=(shared, entry("own"))), new_case(2, index=(shared,))])
        store.commit([more(1, 1, index=(later,)), new_case(3, household=household, wrapped_key=None, index=(shared,))])
        head, count = store.head(), store.count()
        assert store.erase(household)
        assert dict(store.wrapped_keys([household])) == dict(store.identities([household])) == {}
        found = store.lookup(shared.kind, [shared.digest, later.digest, entry("own").digest])
        assert dict(found) == {shared.digest: (name(2),)}
        assert (store.head(), store.count(), store.verify(head)) == (head, count, head)
        assert len(store.load(name(1))) == 2
        assert store.identities([name(2, "household")])
        assert store.summaries([name(1)])[name(1)].wrapped_key is None
        assert {one.stream for one in store.find().summaries if one.wrapped_key} == {name(2)}

    @conformance
    def test_an_erased_household_cannot_be_read_again(self) -> None:
        """ST-60 What was sealed under a destroyed key is refused as erased, whoever asks; others are read.

        Fix: never keep a household's key outside its row.
        """
        store = self.new()
        records = records_of(store)
        first, second = reception(1), reception(2)
        for told in (first, second):
            put(records, told, identity=Identity(surname=Secret("Nobody")))
        assert records.erase(first.household_id)
        for opened in (records, records_of(self.closing(self.second_connection(store)))):
            with pytest.raises(Erased):
                opened.events_of(first.case_id)
            with pytest.raises(Erased):
                opened.identity(first.household_id)
            assert dict(opened.all_events()) == {second.case_id: (second,)}
            assert list(opened.identities([first.household_id, second.household_id])) == [second.household_id]

    @conformance
    def test_an_erasure_is_seen_at_once_by_who_has_the_store_open(self) -> None:
        """ST-61 Another who has the store open can read nothing more of the household from that moment on.

        Fix: ask the store for the key each time; no key outlives a question.
        """
        store = self.new()
        other = records_of(self.closing(self.second_connection(store)))
        told = reception(1)
        put(records_of(store), told, identity=Identity(surname=Secret("Nobody")))
        assert other.events_of(told.case_id) == (told,)
        store.erase(told.household_id)
        with pytest.raises(Erased):
            other.events_of(told.case_id)
        with pytest.raises(Erased):
            other.commit([other.write(told.case_id, told.household_id, [told], expected_version=1, month="2021-05")])

    @conformance
    def test_one_persons_export_is_all_of_theirs_and_nothing_else(self) -> None:
        """ST-62 Who asks for their data gets every case, every event and the identity of their household, no other's.

        Fix: the household of a summary is the one its first write named; a mapping holds what was asked for only.
        """
        store = self.new()
        records = records_of(store)
        mine, theirs = reception(1), reception(2)
        for told, who in ((mine, _MINE), (theirs, Identity(surname=Secret("Other")))):
            put(records, told, attrs.evolve(told, line=7), identity=who)
        records.commit([records.write(mine.case_id, mine.household_id, [mine], expected_version=2, month="2022-01")])
        store.commit([new_case(3, household=mine.household_id, wrapped_key=None, identity=None)])
        cases = [one.stream for one in listed(store) if one.household == mine.household_id]
        assert sorted(cases) == sorted([mine.case_id, name(3)])
        assert records.events_of(mine.case_id) == (mine, attrs.evolve(mine, line=7), mine)
        assert dict(records.identities([mine.household_id])) == {mine.household_id: _MINE}
        assert set(store.summaries(cases)) == set(cases)
        assert list(store.wrapped_keys([mine.household_id])) == [mine.household_id]

    @conformance
    def test_a_dated_purge_erases_the_old_and_nothing_younger(self) -> None:
        """ST-63 Households whose last event is before a month are purged; a purge cut short is taken up; no other goes.

        Fix: keep the month of every row; erase one household, whole, and no other.
        """
        store = self.new()
        for number, month in enumerate(("2019-01", "2019-02", "2021-05", "2021-06"), start=1):
            store.commit([new_case(number, month=month, index=(entry("shared"),))])
        store.commit([more(2, 1, month="2021-05")])
        old = purgeable(store, before="2021-05")
        assert old == [name(1, "household")]
        store.commit([new_case(5, month="2018-12", index=(entry("shared"),))])
        assert store.erase(old[0])
        again = self.closing(self.reopen(store))
        assert purgeable(again, before="2021-05") == [name(5, "household")]
        assert again.erase(name(5, "household"))
        assert purgeable(again, before="2021-05") == []
        left = [2, 3, 4]
        households = [name(number, "household") for number in range(1, 6)]
        kept = {name(number, "household") for number in left}
        assert set(again.wrapped_keys(households)) == set(again.identities(households)) == kept
        found = again.lookup(entry("shared").kind, [entry("shared").digest])
        assert dict(found) == {entry("shared").digest: tuple(name(number) for number in left)}
        assert again.verify().count == again.head().count == 6

    @needing(Capability.ENCRYPTION)
    def test_the_bytes_give_nobody_away(self) -> None:
        """ST-64 No byte of the store says who somebody is; after an erasure none of the key, identity, index is left.

        Fix: write what is handed in, nothing made of it; overwrite or rewrite what an erasure takes away.
        """
        store = self.new()
        records = records_of(store)
        told = reception(1)
        put(records, told, identity=Identity(surname=Secret("Zzcanari"), phone=Secret("+33639981234")))
        store.commit([new_case(2, wrapped_key=b"gone: key", identity=b"gone: identity", index=(entry("gone"),))])
        store.commit([more(2, 1, identity=b"gone: later", index=(entry("gone, too"),))])
        store.commit([new_case(3, wrapped_key=b"kept: key", identity=b"kept: identity")])
        store.commit([new_case(number) for number in range(4, 300)])
        assert store.erase(name(2, "household"))
        raw = self.stored_bytes(store)
        clear = (b"Zzcanari", b"639981234", told.reference.encode())
        gone = (b"gone: key", b"gone: identity", b"gone: later", entry("gone").digest, entry("gone, too").digest)
        assert [one for one in (*clear, *gone) if written(one, raw)] == []
        assert all(written(one, raw) for one in (b"kept: key", b"kept: identity"))


_MINE = Identity(surname=Secret("Nobody"), phone=Secret("+33639981234"))


def listed(store: Store) -> Iterator[Summary]:
    """Yield the summaries of all cases."""
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=2)
        yield from page.summaries
        if (cursor := page.cursor) is None:
            return


def purgeable(store: Store, *, before: str) -> list[str]:
    """Return the households not erased whose last row is of a month before this one."""
    last: dict[str, str] = {}
    for summary in listed(store):
        if summary.wrapped_key is not None:
            month = max(row.month for row in store.load(summary.stream))
            last[summary.household] = max(month, last.get(summary.household, ""))
    return [household for household, month in last.items() if month < before]


def written(value: bytes, raw: bytes) -> bool:
    """Say whether a value stands in the bytes: as it is, in hexadecimal or in base 64."""
    return any(one in raw for one in (value, value.hex().encode(), b64encode(value)))
