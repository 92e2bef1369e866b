"""Forgetting a household: ST-13, ST-60, ST-61."""

import pytest

from prevexp.domain.case import Identity
from prevexp.domain.errors import Erased
from prevexp.domain.values import Secret

from .kit import Kit
from .kit import conformance
from .kit import entry
from .kit import everything
from .kit import more
from .kit import name
from .kit import new_case
from .round_trip import put
from .round_trip import reception
from .round_trip import records_of


class Erasure(Kit):
    """Erasure."""

    @conformance
    def test_erasing_nothing_changes_nothing(self) -> None:
        """ST-13 An unknown household, or one erased before, is nothing to erase: False, no error, nothing changed.

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
