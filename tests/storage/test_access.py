"""The access journal: a chain of months that nobody cuts, forks or reads without its key, and that goes in time."""

import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.access import AccessAction
from prevexp.domain.access import AccessLine
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.vocabulary import FieldGroup
from prevexp.storage.access import AccessJournal
from prevexp.storage.access_chain import walk_access
from prevexp.storage.access_rows import FIRST
from prevexp.storage.access_rows import HEADS
from prevexp.storage.access_rows import AccessHead
from prevexp.storage.access_rows import Row
from prevexp.storage.access_rows import place_of
from prevexp.storage.keys import MasterKey
from prevexp.storage.opening import open_records

MAY = datetime(2021, 5, 4, 9, tzinfo=UTC)
JUNE, JULY = MAY + timedelta(days=31), MAY + timedelta(days=61)
WRITERS, EACH = 8, 6


def line(at=MAY, number=0, **more):
    said = {"actor": "w1", "action": AccessAction.READ, "about": f"case-{number}", "groups": (FieldGroup.SENSITIVE,)}
    return AccessLine(at=at, **{**said, **more})


def again(records):
    """Return the journal as another process sees it, which remembers nothing."""
    return AccessJournal(records.store, records.sealer, records.codec)


@pytest.fixture(params=["memory:", "sqlite"])
def records(request, tmp_path):
    url = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    opened, _ = open_records(url, key=tmp_path / "keys" / "k")
    yield opened
    opened.close()


def test_what_was_noted_is_read_in_its_order_month_by_month(records):
    """Every field comes back; each line stands in the month of its instant, and the months in theirs."""
    said = [line(number=number, partner="ccapex", purpose="dsf", basis="law", count=number) for number in range(5)]
    for one in (*said, line(JUNE)):
        records.access.note(one)
    assert records.access.lines("2021-05") == tuple(said)
    assert (records.access.months(), records.access.lines("2021-06")) == (("2021-05", "2021-06"), (line(JUNE),))
    assert records.access.verify().lines == 6


def test_a_line_that_comes_late_stands_in_the_month_that_has_begun(records):
    """A month that ended stays as it is: what is noted of its last minute then goes into the next one."""
    for one in (line(), line(JUNE), line(MAY, 7)):
        again(records).note(one)
    assert [len(records.access.lines(month)) for month in records.access.months()] == [1, 2]
    assert records.access.lines("2021-06")[1] == line(MAY, 7)


def test_the_link_of_a_month_opens_the_next(records):
    """The last row of a month names the next, whose first row is hashed over it; the head keeps both links."""
    for one in (line(), line(JUNE), line(JULY)):
        records.access.note(one)
    closing_row = Row.read(records.store.setting(place_of("2021-05", 2)))
    first = Row.read(records.store.setting(place_of("2021-06", 1)))
    after = Row.after(AccessHead("2021-06", 0, closing_row.link), first.sealed)
    assert (closing_row.closes_for, after.link) == ("2021-06", first.link)


@pytest.mark.parametrize("read", [lambda journal: journal.lines("2021-05"), lambda journal: journal.verify()])
def test_a_line_opens_with_the_key_of_its_own_in_its_own_place_only(records, read):
    """What was sealed for another number, or under the key of the store, is refused."""
    for number in range(3):
        records.access.note(line(number=number))
    head = AccessHead("2021-05", 3, Row.read(records.store.setting(place_of("2021-05", 3))).link)
    moved = Row.read(records.store.setting(place_of("2021-05", 1))).sealed
    for sealed in (moved, records.sealer.seal_document("2021-05/4/", b"{}")):
        row = Row.after(head, sealed)
        name = place_of("2021-05", 4)
        records.store.set_setting(name, row.value)
        assert walk_access(records.store).head == AccessHead("2021-05", 4, row.link)  # the chain alone cannot tell
        with pytest.raises(StoreCorrupt):
            read(again(records))
        records.store.drop_settings([name])


def write(folder, writer):
    opened, _ = open_records(f"sqlite:///{folder / 'store.db'}", key=folder / "keys" / "k")
    for number in range(EACH):
        at = MAY + timedelta(days=number * 16)  # three months, which the writers begin as they come
        opened.access.note(line(at, actor=f"w{writer}", number=number))
    opened.close()


def test_eight_processes_neither_lose_a_line_nor_fork_the_chain(tmp_path):
    """Each line of each writer is there once, in the writer's own order, and the months follow from each other."""
    opened, _ = open_records(f"sqlite:///{tmp_path / 'store.db'}", key=tmp_path / "keys" / "k")
    processes = multiprocessing.get_context("fork")
    opened.close()
    started = [processes.Process(target=write, args=(tmp_path, writer)) for writer in range(WRITERS)]
    for one in started:
        one.start()
    for one in started:
        one.join(timeout=120)
    assert [one.exitcode for one in started] == [0] * WRITERS
    opened, _ = open_records(f"sqlite:///{tmp_path / 'store.db'}", key=tmp_path / "keys" / "k")
    chain = opened.access.verify()
    found = [one for month in opened.access.months() for one in opened.access.lines(month)]
    assert (chain.lines, len(found)) == (WRITERS * EACH, WRITERS * EACH)
    for writer in range(WRITERS):
        mine = [one.about for one in found if one.actor == f"w{writer}"]
        assert mine == [f"case-{number}" for number in range(EACH)]
    opened.close()


def test_the_end_is_found_without_reading_all_lines():
    """A journal that remembers nothing asks for some twenty rows of three hundred."""
    records, _ = open_records("memory:", key=MasterKey(bytes(32)))
    for number in range(300):
        records.access.note(line(number=number))
    asked = []

    class Counting:
        def __getattr__(self, name):
            return getattr(records.store, name)

        def setting(self, name):
            asked.append(name)
            return records.store.setting(name)

    AccessJournal(Counting(), records.sealer, records.codec).note(line())
    assert len(asked) < 30
    assert records.access.verify().lines == 301


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=25))
def test_whatever_is_noted_when_by_whom_the_chain_is_whole(days):
    """Late and early lines, by one who remembers the end or by somebody new: all are there, the months ascend."""
    records, _ = open_records("memory:", key=MasterKey(bytes(32)))
    for day, new in days:
        (again(records) if new else records.access).note(line(MAY + timedelta(days=day)))
    chain = records.access.verify()
    months = [one.month for one in chain.months]
    assert (chain.lines, months) == (len(days), sorted(set(months)))


def test_old_months_go_their_heads_stay_and_the_chain_is_whole(records, tmp_path):
    """No byte of the old lines is left; that they went is a line; what came after follows from what was before."""
    for at in (MAY, JUNE, JULY):
        records.access.note(line(at, number=99))
    sealed = Row.read(records.store.setting(place_of("2021-05", 1))).sealed
    before = records.access.verify()
    told = line(datetime(2022, 7, 1, tzinfo=UTC), action=AccessAction.FORGOTTEN)
    assert records.access.stale("2021-07") == ("2021-05", "2021-06")
    assert again(records).forget("2021-07", told) == ("2021-05", "2021-06")
    assert (records.access.months(), records.access.lines("2021-05")) == (("2021-07", "2022-07"), ())
    chain = records.access.verify(before.head)
    assert [(one.month, one.lines, one.kept) for one in chain.months] == [
        ("2021-05", 1, False), ("2021-06", 1, False), ("2021-07", 1, True), ("2022-07", 1, True),
    ]  # fmt: skip
    assert records.access.lines("2022-07") == (told,)
    assert records.access.forget("2021-07", told) == ()
    assert sealed not in b"".join(one.read_bytes() for one in tmp_path.glob("store.db*"))


def test_the_last_month_goes_too_when_it_is_old(records):
    """A journal nobody has written to for a year ends its last month by the line that says that it goes."""
    records.access.note(line())
    told = line(datetime(2022, 7, 1, tzinfo=UTC), action=AccessAction.FORGOTTEN)
    assert records.access.forget("2021-07", told) == ("2021-05",)
    assert records.access.months() == ("2022-07",)
    assert records.access.verify().lines == 1


def test_going_that_was_interrupted_goes_on(records):
    """Months marked as gone whose lines are still there are stale, and whole; asked again, they go."""
    for at in (MAY, JUNE):
        records.access.note(line(at))
    heads = records.access._heads()
    records.access._mark("2021-05", heads["2021-05"])
    assert records.access.verify().lines == 2
    assert again(records).stale("2021-06") == ("2021-05",)
    assert again(records).forget("2021-06", line(JULY)) == ("2021-05",)
    assert records.access.verify().lines == 2  # June's, and the one that tells of it


def test_a_month_that_ended_while_its_head_was_not_kept_is_whole(records):
    """The head says nothing that the rows do not: killed in between, it is kept by whoever comes next."""
    for at in (MAY, JUNE):
        records.access.note(line(at))
    records.store.drop_settings([f"{HEADS}2021-05", place_of("2021-06", 1)])
    assert [one.lines for one in walk_access(records.store).months] == [1, 0]
    again(records).note(line(JUNE))
    assert (records.access.verify().lines, records.store.setting(f"{HEADS}2021-05") is None) == (2, False)


def test_a_month_nobody_let_go_is_missed(records):
    """Lines that were deleted are no lines that went: the head says nothing of it, or what it says is not sealed."""
    for at in (MAY, JUNE, JULY):
        records.access.note(line(at))
    records.store.drop_settings([place_of("2021-05", 1), place_of("2021-05", 2)])
    with pytest.raises(StoreCorrupt) as found:
        walk_access(records.store)
    assert found.value.params == {"journal": "access", "position": "2021-05/1", "expected": "rows-or-a-head"}
    name, head = f"{HEADS}2021-05", records.access._heads()["2021-05"]
    records.store.replace_setting(name, attrs.evolve(head, mark=b"gone").value, after=head.value)
    assert walk_access(records.store).lines == 2  # who has no key cannot tell
    with pytest.raises(StoreCorrupt):
        records.access.verify()


def test_heads_that_were_taken_away_are_missed(records):
    """Of months that went only heads are left: without the first one the next does not begin where a journal does."""
    for at in (MAY, JUNE, JULY):
        records.access.note(line(at))
    records.access.forget("2021-07", line(JULY))
    store = records.store
    store.drop_settings([f"{HEADS}2021-05"])
    store.replace_setting(FIRST, b"2021-06", after=b"2021-05")
    with pytest.raises(StoreCorrupt) as found:
        walk_access(store)
    assert found.value.params["position"] == "2021-06/1"


def test_a_head_that_says_something_else_than_its_rows_is_refused(records):
    """Another count, another link, another next month; or a head of the month that has not ended."""
    for at in (MAY, JUNE):
        records.access.note(line(at))
    store, name, head = records.store, f"{HEADS}2021-05", records.access._heads()["2021-05"]
    for wrong in ({"count": 3}, {"link": bytes(32)}, {"opening": head.link}, {"next_month": "2021-07"}):
        changed = attrs.evolve(head, **wrong).value
        store.replace_setting(name, changed, after=head.value)
        with pytest.raises(StoreCorrupt):
            walk_access(store)
        store.replace_setting(name, head.value, after=changed)
    assert walk_access(store).lines == 2
    store.set_setting(f"{HEADS}2021-06", head.value)
    with pytest.raises(StoreCorrupt):
        walk_access(store)


def test_nothing_stands_after_the_row_that_ends_a_month(records):
    """A row behind the last one of a month is refused, though its link follows."""
    for at in (MAY, JUNE):
        records.access.note(line(at))
    end = Row.read(records.store.setting(place_of("2021-05", 2)))
    row = Row.after(AccessHead("2021-05", 2, end.link), b"behind")
    records.store.set_setting(place_of("2021-05", 3), row.value)
    with pytest.raises(StoreCorrupt) as found:
        walk_access(records.store)
    assert found.value.params["position"] == "2021-05/2"


@pytest.mark.parametrize(
    "name", ["access/2021-05/x", "access/2021-13/00000001", "access/2020-01/00000001", "access-head/2020-01"]
)
def test_what_is_no_row_of_the_journal_is_refused(records, name):
    """A stray name, or a month that no row leads to."""
    records.access.note(line())
    value = records.store.setting(place_of("2021-05", 1))
    records.store.set_setting(name, value + value)
    with pytest.raises(StoreCorrupt):
        walk_access(records.store)


def test_a_database_holds_nothing_of_a_line_in_clear(records, tmp_path):
    """Actor, case, partner and action are sealed."""
    records.access.note(line(actor="zzworker", about="zzcase", partner="zzpartner"))
    found = b"".join(one.read_bytes() for one in tmp_path.glob("store.db*"))
    assert all(text not in found for text in (b"zzworker", b"zzcase", b"zzpartner", b"read"))


def test_a_row_that_is_none_stops_whoever_would_write_after_it(records, tmp_path):
    """Nothing is noted on top of what was damaged: what would be handed out is not."""
    records.access.note(line())
    name = place_of("2021-05", 1)
    value = records.store.setting(name)
    records.store.replace_setting(name, b"x" * 40, after=value)
    with pytest.raises(StoreCorrupt):
        again(records).note(line())


@pytest.mark.parametrize("actor", ["Jean Dupont", "a" * 65, "é", "w\n1"])
def test_an_actor_is_a_pseudonym(actor):
    """A name with a space, an accent or a line end is refused, and not repeated."""
    with pytest.raises(InvalidValue) as found:
        line(actor=actor)
    assert actor not in str(found.value)


def test_the_key_of_the_access_journal_is_none_of_the_others(records, tmp_path):
    """Three keys of the store are wrapped, each another; opening again gives the same."""
    wrapped = [records.store.setting(name) for name in ("index-key", "store-key", "access-key")]
    assert len({*wrapped}) == 3
    records.access.note(line())
    if list(tmp_path.glob("store.db")):
        opened, _ = open_records(f"sqlite:///{tmp_path / 'store.db'}", key=tmp_path / "keys" / "k")
        assert opened.access.lines("2021-05") == (line(),)
        opened.close()
        with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
            assert connection.execute("SELECT count(*) FROM setting WHERE name LIKE 'access/%'").fetchone() == (1,)
