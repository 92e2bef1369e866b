"""Finding cases: ST-27, ST-33 to ST-40."""

from itertools import product

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import IndexKind
from prevexp.storage.port import Store
from prevexp.storage.port import Summary
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Kit

_TERRITORIES = ("98", "99")
_MONTHS = ("2021-04", "2021-05", "2021-06")
_MIXED = list(product(_TERRITORIES, CaseStatus, _MONTHS))


def fill(store: Store, rounds: int = 3) -> None:
    """Write a case of every territory, status and month, several times."""
    store.commit(
        new_case(number, territory=territory, status=status, month=month)
        for number, (territory, status, month) in enumerate(_MIXED * rounds)
    )


def pages(store: Store, limit: int, **filters: object) -> list[Summary]:
    """Return all that a search lists, page by page."""
    found: list[Summary] = []
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=limit, **filters)  # type: ignore[arg-type]  # filters of `find`
        found += page.summaries
        assert len(page.summaries) <= limit
        if (cursor := page.cursor) is None:
            return found


class Queries(Kit):
    """Queries."""

    @conformance
    def test_territories_are_apart(self) -> None:
        """ST-27 A search in one territory never shows a case of another.

        Fix: filter by territory before paging.
        """
        store = self.new()
        fill(store)
        for territory in _TERRITORIES:
            found = pages(store, 4, territory=territory)
            assert {summary.territory for summary in found} == {territory}
            assert len(found) == 27

    @conformance
    def test_filters_conjoin_and_what_is_no_filter_is_refused(self) -> None:
        """ST-33 Every filter narrows the others; a status that does not exist is an error, not an empty answer.

        Fix: join filters with AND; check what comes in.
        """
        store = self.new()
        fill(store)
        for territory, status, month in _MIXED:
            found = pages(store, 100, territory=territory, status=status, month=month)
            assert len(found) == store.count(territory=territory, status=status, month=month) == 3
            assert {(one.territory, one.status, one.month) for one in found} == {(territory, status, month)}
        with pytest.raises(InvalidValue):
            store.find(status="no-status")  # type: ignore[arg-type]  # on purpose
        with pytest.raises(InvalidValue):
            store.count(month=5)  # type: ignore[arg-type]  # on purpose

    @conformance
    def test_limits_are_kept_and_checked(self) -> None:
        """ST-34 A page never holds more than was asked for, and a limit that is none is refused.

        Fix: refuse limits outside 1 to 10,000 with InvalidValue.
        """
        store = self.new()
        fill(store, rounds=1)
        assert [len(pages(store, limit)) for limit in (1, 17, 18, 19, 10_000)] == [18] * 5
        assert store.find(limit=18).cursor is None
        for limit in (0, -1, 10_001, True, "5"):
            with pytest.raises(InvalidValue):
                store.find(limit=limit)  # type: ignore[arg-type]  # on purpose

    @conformance
    def test_each_case_comes_once_while_cases_are_added(self) -> None:
        """ST-35 Whoever leafs through the cases while a list is taken in meets each case that was there exactly once.

        Fix: page by "stream id after the last one", never by offset.
        """
        store = self.new()
        fill(store, rounds=2)
        there = {summary.stream for summary in pages(store, 1000)}
        met: list[str] = []
        cursor, number = None, 1000
        while True:
            page = store.find(cursor=cursor, limit=5)
            met += [summary.stream for summary in page.summaries]
            store.commit([new_case(number + one) for one in range(5)])
            number += 5
            if (cursor := page.cursor) is None or number > 3000:
                break
        assert len(met) == len(set(met))
        assert there <= set(met)
        assert met == sorted(met)

    @conformance
    def test_a_cursor_outlives_reopening_and_fits_its_search_only(self) -> None:
        """ST-36 A cursor goes on after the store was opened again; a changed one, or another search's, is refused.

        Fix: put a check of the filters and the last id into the cursor.
        """
        store = self.new()
        fill(store)
        first = store.find(territory="99", limit=10)
        assert first.cursor is not None
        again = self.closing(self.reopen(store))
        rest = again.find(territory="99", cursor=first.cursor, limit=100)
        assert [*first.summaries, *rest.summaries] == pages(again, 100, territory="99")
        with pytest.raises(InvalidValue):
            again.find(territory="98", cursor=first.cursor)
        for changed in (first.cursor[:-1], first.cursor + "0", "0" + first.cursor[1:] + "0", "", "nonsense"):
            with pytest.raises(InvalidValue):
                again.find(territory="99", cursor=changed)

    @conformance
    def test_counting_agrees_with_listing(self) -> None:
        """ST-37 A count is the length of the list it stands for, also after cases moved on.

        Fix: one condition for both.
        """
        store = self.new()
        fill(store, rounds=2)
        store.commit(more(number, 1, status=CaseStatus.CLOSED) for number in range(0, 36, 5))
        for status in CaseStatus:
            assert store.count(status=status) == len(pages(store, 7, status=status))
        assert sum(store.count(status=status) for status in CaseStatus) == store.count() == 36

    @conformance
    def test_none_filters_nothing_and_leaves_things_as_they_are(self) -> None:
        """ST-38 None as a filter means all; None in a write means unchanged.

        Fix: never compare with NULL, never write it over a value.
        """
        store = self.new()
        store.commit([new_case(1, status=CaseStatus.ALLOCATED)])
        store.commit([more(1, 1, month="2021-09")])
        assert store.find(territory=None, status=None, month=None) == store.find()
        summary, key = store.summaries([name(1)])[name(1)], store.wrapped_keys([name(1, "household")])
        household = name(1, "household")
        assert summary == Summary(name(1), "99", CaseStatus.ALLOCATED, "2021-05", 2, household, key[household])
        assert store.identities([name(1, "household")]) == {name(1, "household"): b"sealed identity 1"}

    @conformance
    def test_a_month_is_that_month_and_no_other(self) -> None:
        """ST-39 The month asked for excludes the one before and the one after.

        Fix: compare months whole, not by prefix.
        """
        store = self.new()
        fill(store)
        assert {summary.month for summary in pages(store, 5, month="2021-05")} == {"2021-05"}
        assert (store.count(month="2021-07"), store.count(month="2021")) == (0, 0)

    @conformance
    def test_an_empty_store_answers(self) -> None:
        """ST-40 A store without cases lists none, counts 0 and has the head of an empty journal.

        Fix: treat nothing as an answer.
        """
        store = self.new()
        assert store.find().summaries == ()
        assert (store.find().cursor, store.count(), store.follow(), store.receipts()) == (None, 0, (), ())
        assert store.head() == store.verify()
        assert store.head().count == 0

    @conformance
    def test_blind_indexes_find_by_kind_and_digest_the_oldest_first(self) -> None:
        """ST-33 An index entry is found under its kind only, and who was there first comes first.

        Fix: the kind is part of the key; order by the first event, not by the moment of indexing.
        """
        store = self.new()
        shared, phone = entry("shared"), entry("shared", IndexKind.PHONE)
        store.commit([new_case(number, index=(entry(f"{number}"),)) for number in (3, 1, 2)])
        store.commit([more(number, 1, index=(shared, shared)) for number in (1, 2, 3)])
        store.commit([more(2, 2, index=(phone, shared))])
        assert store.lookup(IndexKind.NAME, [shared.digest]) == {shared.digest: (name(3), name(1), name(2))}
        assert store.lookup(IndexKind.PHONE, [shared.digest]) == {shared.digest: (name(2),)}
        store.commit([more(1, 2, unindex=(shared, entry("never there")))])
        assert store.lookup(IndexKind.NAME, [shared.digest]) == {shared.digest: (name(3), name(2))}
