"""The access journal on a server: writers at once, and a reader that may not see it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from prevexp.domain.access import AccessAction
from prevexp.domain.access import AccessLine
from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.access_chain import walk_access
from prevexp.storage.anchors import anchor_of
from prevexp.storage.anchors import verify_journals
from prevexp.storage.keys import MasterKey
from prevexp.storage.records import Records
from prevexp.storage.sealing import Sealer
from prevexp.testing.stored_cases import new_case

WRITERS, EACH = 8, 4


def line(writer, number):
    at = datetime(2021, 5 + number // 2, 4, tzinfo=UTC)
    return AccessLine(at=at, actor=f"w{writer}", action=AccessAction.READ, about=str(number))


def test_eight_writers_neither_lose_a_line_nor_fork_the_chain(opened, schema):
    """Each on a connection of its own; each line is there once, in its writer's order."""
    key = MasterKey(bytes(32))
    Sealer.open(opened(schema), key)

    def write(writer):
        store = opened(schema, busy_seconds=60)
        journal = Records(store, Sealer.open(store, key)).access
        for number in range(EACH):
            journal.note(line(writer, number))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    store = opened(schema)
    journal = Records(store, Sealer.open(store, key)).access
    found = [one for month in journal.months() for one in journal.lines(month)]
    assert (len(found), journal.verify().lines) == (WRITERS * EACH, WRITERS * EACH)
    for writer in range(WRITERS):
        assert [one.about for one in found if one.actor == f"w{writer}"] == [str(number) for number in range(EACH)]


def test_a_reader_verifies_the_journal_of_the_cases_and_is_told_that_it_sees_no_more(opened, team):
    """Keys are settings, so that a reader reads none: the access journal is not said to be whole, nor to be broken."""
    roles = team()
    written = opened(roles.schema, user=roles.writer)
    written.commit([new_case(1, events=2)])
    anchor = anchor_of(written, day=date(2021, 5, 31), new_id="a" * 32)
    reader = opened(roles.schema, user=roles.reader)
    assert (verify_journals(reader).access, verify_journals(reader, anchor).journal) == (None, anchor.journal)
    for ask in (lambda: walk_access(reader), lambda: anchor_of(reader, day=date(2021, 5, 31), new_id="b" * 32)):
        with pytest.raises(StoreUnavailable):
            ask()
