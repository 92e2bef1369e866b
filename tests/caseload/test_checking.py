"""What stands in clear beside the sealed journal follows from it, and is compared with it."""

from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest

import prevexp
from prevexp.domain.errors import StoreCorrupt
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import IndexKind

DAY = date(2021, 5, 4)
CHANGES = {
    "status": {"status": CaseStatus.CLOSED},
    "territory": {"territory": "59"},
    "version": {"version": 7},
    "month": {"month": "2021-06"},
}


@pytest.fixture
def kept(write_list):
    """Return a caseload with one case, and what its store in memory holds."""
    caseload = prevexp.open("memory:", territory="62", now=lambda: datetime(2021, 5, 4, 9, 30, tzinfo=UTC))
    caseload.receive(write_list({}), received_on=DAY)
    caseload.verify()
    return caseload, caseload.records.store._contents


@pytest.mark.parametrize("what", CHANGES)
def test_a_clear_column_that_differs_from_the_journal_is_found(kept, what):
    """Each clear column by which a case is found is computed anew from what is sealed."""
    caseload, contents = kept
    for stream, summary in contents.streams.items():
        contents.streams[stream] = attrs.evolve(summary, **CHANGES[what])
    with pytest.raises(StoreCorrupt, match=what) as refused:
        caseload.verify()
    assert "Zzexemplard" not in str(refused.value)


@pytest.mark.parametrize("kind", [IndexKind.REFERENCE, IndexKind.NAME, IndexKind.BIRTH])
def test_a_person_who_would_not_be_found_again_is_told(kept, kind):
    """Without its index entry the next list would open a second case for the same household."""
    caseload, contents = kept
    for entry in [entry for entry in contents.index if entry.kind is kind]:
        del contents.index[entry]
    with pytest.raises(StoreCorrupt, match=f"index {kind}"):
        caseload.verify()


def test_a_case_that_is_in_the_journal_and_in_no_list_is_told(kept):
    """A case nobody finds would be lost without a word."""
    caseload, contents = kept
    contents.streams.clear()
    with pytest.raises(StoreCorrupt, match="listing"):
        caseload.verify()
