"""Anchors: what a third party keeps of both journals, and what it finds."""

import json
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.access import AccessAction
from prevexp.domain.access import AccessLine
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreCorrupt
from prevexp.storage.access_chain import walk_access
from prevexp.storage.access_rows import NOTHING
from prevexp.storage.access_rows import AccessHead
from prevexp.storage.access_rows import Row
from prevexp.storage.access_rows import place_of
from prevexp.storage.anchors import Anchor
from prevexp.storage.anchors import anchor_of
from prevexp.storage.anchors import verify_journals
from prevexp.storage.keys import MasterKey
from prevexp.storage.opening import open_records
from prevexp.storage.port import Head

MAY = datetime(2021, 5, 4, 9, tzinfo=UTC)
JUNE, JULY = MAY + timedelta(days=31), MAY + timedelta(days=61)


def line(at=MAY):
    return AccessLine(at=at, actor="w1", action=AccessAction.READ)


@pytest.fixture
def records():
    opened, _ = open_records("memory:", key=MasterKey(bytes(32)))
    return opened


def test_an_anchor_is_the_same_after_being_written_and_read(records):
    """It says how far both journals reach, and names the store by what was drawn the first time."""
    records.access.note(line())
    anchor = anchor_of(records.store, day=MAY.date(), new_id="a" * 32)
    assert Anchor.read(anchor.text) == anchor
    assert (anchor.store, anchor.access.count) == ("a" * 32, 1)
    assert anchor_of(records.store, day=MAY.date(), new_id="b" * 32) == anchor
    records.access.note(line())
    assert verify_journals(records.store, anchor).access.head.count == 2


def test_an_anchor_of_another_store_is_refused(records):
    """Two stores without a line reach as far, and are not each other."""
    anchor = anchor_of(records.store, day=MAY.date(), new_id="a" * 32)
    other, _ = open_records("memory:", key=MasterKey(bytes(32)))
    anchor_of(other.store, day=MAY.date(), new_id="b" * 32)
    with pytest.raises(StoreCorrupt) as found:
        verify_journals(other.store, anchor)
    assert found.value.params["expected"] == "anchor-of-this-store"


@settings(max_examples=25)
@given(st.sampled_from(["format", "store", "day", "journal", "access"]), st.sampled_from([None, 1, "x y", {}, [], "é"]))
def test_what_is_no_anchor_is_refused(key, value):
    """Another form, or a field that is not what it should be, is an InvalidValue."""
    good = Anchor(store="a" * 32, day=MAY.date(), journal=Head(0, bytes(32)), access=NOTHING).to_json()
    with pytest.raises(InvalidValue):
        Anchor.read(json.dumps(good | {key: value}))


@pytest.mark.parametrize(
    "wrong",
    [{"count": True}, {"count": -1}, {"count": "1"}, {"hash": "00"}, {"hash": "x" * 64}, {"month": 5}, {"x": 1}],
)
def test_what_an_anchor_says_of_a_journal_is_a_count_and_a_hash(wrong):
    """Nothing that is nearly one is taken for one."""
    good = Anchor(store="a" * 32, day=MAY.date(), journal=Head(0, bytes(32)), access=NOTHING).to_json()
    with pytest.raises(InvalidValue):
        Anchor.read(json.dumps({**good, "access": good["access"] | wrong}))


def test_an_anchor_of_a_month_that_went_is_not_compared_and_said_so(records):
    """The chain goes past it; the end of the month still is compared, and a count that never was is refused."""
    for at in (MAY, MAY, JUNE):
        records.access.note(line(at))
    first, second, last = (Row.read(records.store.setting(place_of("2021-05", number))).link for number in (1, 2, 3))
    records.access.forget("2021-06", line(JULY))
    assert walk_access(records.store, AccessHead("2021-05", 1, first)).anchor_gone
    assert not walk_access(records.store, AccessHead("2021-05", 3, last)).anchor_gone
    for wrong in (AccessHead("2021-05", 3, second), AccessHead("2021-05", 4, last), AccessHead("2021-04", 1, first)):
        with pytest.raises(StoreCorrupt):
            walk_access(records.store, wrong)
