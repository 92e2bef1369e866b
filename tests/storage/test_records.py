"""The sealed layer: nothing in clear on disk, nothing read that was touched."""

import sqlite3
from contextlib import closing

import attrs
import pytest

from prevexp.domain.case import Identity
from prevexp.domain.errors import Erased
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import UnknownCase
from prevexp.domain.values import Secret
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import IndexEntry
from prevexp.storage.port import IndexKind


def run(database, statement, *values):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection.execute(statement, values).rowcount


def further(records, event, **more):
    """Return a second write of a case."""
    again = attrs.evolve(event, line=event.line + 1)
    more.setdefault("expected_version", 1)
    return records.write(event.case_id, event.household_id, [again], month="2021-06", **more)


def test_no_clear_byte_of_a_household_is_on_disk(records, put, identity, on_disk):
    """No name, date, phone, address, amount or commune, and no event, stands in the database, its log or its index."""
    event = put(records, index=(IndexEntry(IndexKind.NAME, records.digests(IndexKind.NAME, ["zzexemplard"])[0]),))
    records.commit([further(records, event, identity=identity)])
    bytes_ = on_disk()
    clear = [secret.reveal() for secret in attrs.asdict(identity, recurse=False).values()]
    for text in (*clear, "zzexemplard", "99123", "123456", "case-received", event.reference, "2021-04-12"):
        assert text.encode() not in bytes_
        assert text.encode("utf-16-le") not in bytes_
    assert event.case_id.encode() in bytes_  # the search can find what is there
    assert records.identity(event.household_id) == identity


def test_the_same_words_are_sealed_differently_each_time(records, put, database):
    """Equal identities and equal events cannot be told apart on disk."""
    for _ in range(3):
        put(records)
    with closing(sqlite3.connect(database)) as connection:
        sealed = connection.execute("SELECT identity FROM vault UNION ALL SELECT body FROM journal").fetchall()
    assert len({row[0][:28] for row in sealed}) == 6


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = (SELECT body FROM journal WHERE position = 2) WHERE position = 1",
        "UPDATE journal SET body = substr(body, 1, length(body) - 1) WHERE position = 1",
        "UPDATE journal SET body = x'' WHERE position = 1",
        "UPDATE journal SET body = CAST(body || x'00' AS BLOB) WHERE position = 1",
        "UPDATE journal SET body = 'a text' WHERE position = 1",
        "UPDATE vault SET wrapped_key = (SELECT wrapped_key FROM vault WHERE number = 2) WHERE number = 1",
        "UPDATE vault SET wrapped_key = substr(wrapped_key, 1, 40) WHERE number = 1",
    ],
)
def test_an_event_that_was_altered_or_moved_does_not_open(records, put, database, statement):
    """Whoever edits the file, or puts a sealed body in another's place, is found out when it is read."""
    first, second = put(records), put(records)
    assert run(database, statement) == 1
    with pytest.raises(StoreCorrupt):
        records.events_of(first.case_id)
    assert records.events_of(second.case_id) == (second,)


def test_events_of_one_case_cannot_change_places(records, put, database):
    """Two bodies of the same household, exchanged, do not open: each is sealed for its version."""
    event = put(records)
    records.commit([further(records, event)])
    with closing(sqlite3.connect(database)) as connection, connection:
        (one,), (two,) = connection.execute("SELECT body FROM journal ORDER BY position").fetchall()
        connection.execute("UPDATE journal SET body = ? WHERE position = 1", (two,))
        connection.execute("UPDATE journal SET body = ? WHERE position = 2", (one,))
    with pytest.raises(StoreCorrupt):
        records.events_of(event.case_id)


def test_an_identity_moved_to_another_household_does_not_open(records, put, database):
    """A name put under another file is not shown there."""
    first, second = put(records), put(records)
    run(database, "UPDATE vault SET identity = (SELECT identity FROM vault WHERE number = 2) WHERE number = 1")
    with pytest.raises(StoreCorrupt):
        records.identity(first.household_id)
    assert records.identity(second.household_id)


@pytest.mark.parametrize("position", range(1, 5))
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = CAST(x'00' || body AS BLOB) WHERE position = ?",
        "UPDATE journal SET body = 'a text' WHERE position = ?",
        "UPDATE journal SET month = '2021-07' WHERE position = ?",
        "UPDATE journal SET month = CAST(x'ff' AS TEXT) WHERE position = ?",
        "UPDATE journal SET month = x'00' WHERE position = ?",
        "UPDATE journal SET version = version + 1 WHERE position = ?",
        "UPDATE journal SET version = 'one' WHERE position = ?",
        "UPDATE journal SET link = zeroblob(32) WHERE position = ?",
        "UPDATE journal SET position = position + 100 WHERE position = ?",
        "UPDATE journal SET stream = stream % 4 + 1, version = 9 WHERE position = ?",
        "UPDATE stream SET id = 'another' WHERE number = ?",
        "DELETE FROM journal WHERE position = ?",
    ],
)
def test_every_edited_row_of_the_journal_is_found(records, put, database, statement, position):
    """Whatever of whatever row is edited, or taken away, verifying with the anchor finds it, without any key."""
    for _ in range(4):
        put(records)
    head = records.verify()
    assert run(database, statement, position) == 1
    with pytest.raises(StoreCorrupt):
        records.verify(head)


def test_two_who_read_the_same_version_do_not_both_write(opened, put):
    """The second is refused with both versions, and what it wanted to write is not there."""
    here, there = opened(), opened()
    event = put(here)
    one, two = further(here, event), further(there, event)
    here.commit([one])
    with pytest.raises(StaleVersion) as refused:
        there.commit([two])
    assert (refused.value.expected, refused.value.actual) == (1, 2)
    assert len(there.events_of(event.case_id)) == 2


def test_what_was_read_is_written_under_the_same_key(opened, put):
    """Who reads and writes in one use case asks for no key again; everybody reads what it wrote."""
    here, there = opened(), opened()
    event = put(here)
    using = here.for_one_use_case()
    assert using.events_of(event.case_id) == (event,)
    using.commit([further(using, event)])
    assert there.events_of(event.case_id) == (event, attrs.evolve(event, line=event.line + 1))


@pytest.mark.parametrize("whole", [True, False], ids=["an event", "an event and an identity"])
def test_who_read_before_an_erasure_writes_nothing_after_it(opened, put, whole):
    """The key of a use case that is still running opens nothing that comes to be stored: the store refuses it."""
    here, there = opened(), opened()
    event = put(here)
    using = here.for_one_use_case()
    assert using.events_of(event.case_id) == (event,)
    assert there.erase(event.household_id)
    head = there.store.head()
    with pytest.raises(Erased):
        using.commit([further(using, event, identity=None if whole else Identity(surname=Secret("Zz")))])
    with pytest.raises(Erased):
        using.events_of(event.case_id)
    assert there.store.head() == head


def test_a_case_opened_by_one_question_is_the_one_two_questions_open(records, put, received):
    """Summary and rows, of one event and of two; without a key once it is erased; None if there is no such case."""
    first, second = put(records), put(records)
    records.commit([further(records, first)])
    records.erase(second.household_id)
    store = records.store
    for event in (first, second):
        assert store.opened(event.case_id) == (
            store.summaries([event.case_id])[event.case_id],
            store.load(event.case_id),
        )
    assert store.opened(received(77).case_id) is None


def test_an_unknown_case_has_no_events_and_cannot_be_written(records, received):
    """Reading finds nothing; a further event of what never began is UnknownCase."""
    event = received(77)
    assert records.events_of(event.case_id) == ()
    with pytest.raises(UnknownCase):
        records.commit([further(records, event)])
    with pytest.raises(Erased):
        records.identity(event.household_id)


def test_a_status_may_change_without_an_event(records, put):
    """Nothing has to be sealed for it, and no key is asked for."""
    event = put(records)
    write = records.write(
        event.case_id, event.household_id, [], expected_version=1, month="2021-06", status=CaseStatus.CLOSED
    )
    records.commit([write])
    assert records.store.count(status=CaseStatus.CLOSED) == 1
    assert records.events_of(event.case_id) == (event,)


def test_an_identity_that_is_not_known_is_empty(records, put):
    """A household without identity has an Identity without names; one whose identity changes has the new one."""
    event = put(records, identity=Identity())
    assert records.identity(event.household_id) == Identity()
    changed = Identity(surname=Secret("Zznouveau"))
    records.commit([further(records, event, identity=changed)])
    assert records.identity(event.household_id) == changed
    assert records.identities([event.household_id, "nobody"]) == {event.household_id: changed}


def test_a_receipt_is_kept_sealed_and_once(records, on_disk):
    """What was counted of a transfer comes back; the same content has the same digest, here and in no other store."""
    digest = records.transfer_digest(b"sha-256 of a file")
    assert records.receipt(digest) is None
    records.commit([], receipt=records.sealed_receipt(digest, "t-1", b'{"zzreceived":12}'))
    assert records.receipt(records.transfer_digest(b"sha-256 of a file")) == b'{"zzreceived":12}'
    assert records.receipts() == (b'{"zzreceived":12}',)
    assert b"zzreceived" not in on_disk()
    with pytest.raises(StoreConflict):
        records.commit([], receipt=records.sealed_receipt(digest, "t-2", b"{}"))


def test_digests_depend_on_store_kind_and_value(tmp_path, records):
    """Equal values of one kind in one store have equal digests of 16 bytes; nothing else has."""
    from prevexp.storage.opening import open_records

    other, _ = open_records(f"sqlite:///{tmp_path / 'other.db'}", key=tmp_path / "keys" / "master.key")
    with other.store:
        made = [one.digests(kind, ["+33639981234"])[0] for one in (records, other) for kind in IndexKind]
    assert len(set(made)) == 2 * len(IndexKind)
    assert {len(digest) for digest in made} == {16}
    again = records.digests(IndexKind.PHONE, ["a", "+33639981234", "a"])
    assert again[0] == again[2] != again[1] == made[list(IndexKind).index(IndexKind.PHONE)]


def test_cases_are_listed_page_after_page(records, put):
    """All cases of a territory come once, erased ones left out, however many there are."""
    events = {event.case_id: (event,) for event in (put(records) for _ in range(30))}
    gone = events.pop(next(iter(events)))
    records.erase(gone[0].household_id)
    assert dict(records.all_events(territory="99")) == events
    assert dict(records.all_events(territory="98")) == {}
    asked = [*reversed(events), gone[0].case_id, "unknown"]
    assert [case_id for case_id, _ in records.events_of_many(asked)] == list(reversed(events))


def test_what_cannot_be_decoded_names_the_case_and_no_value(records, received, put):
    """A body this version cannot read is StoreCorrupt at the boundary."""
    event = received(1)
    body = records.codec.encode(event).replace(b'"99123"', b"99123")
    write = records.new_stream(event.case_id, event.household_id, (body,), territory="99", month="2021-05")
    records.commit([write])
    with pytest.raises(StoreCorrupt) as refused:
        records.events_of(event.case_id)
    assert "facts.commune" in str(refused.value)
    assert "99123" not in str(refused.value)


def test_what_is_about_to_be_sealed_does_not_show(records, put, identity):
    """A write in clear does not print what it holds."""
    event = put(records)
    shown = repr(further(records, event, identity=identity))
    assert "Zzexemplard" not in shown
    assert "99123" not in shown
