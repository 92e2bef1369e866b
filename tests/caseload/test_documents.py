"""What was read on the documents of a case: written, corrected, refused when it contradicts what is known."""

from datetime import date

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LegalInputRefused
from prevexp.law.deadlines import DeadlineKind

ON = date(2021, 5, 10)


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in; its commandement was served on 12 April 2021."""
    caseload.receive(write_list({}), received_on=date(2021, 5, 4))
    return caseload.cases()[0].case_id


def test_what_is_read_moves_the_deadlines_of_the_case(caseload, case_id):
    """A longer delay in the lease protects longer; the day to plan by stays the earliest."""
    before = caseload.deadlines(case_id).found[0]
    caseload.read_documents(case_id, {"lease_concluded_on": "2018-05-01", "clause_delay_in_lease": "P3M"}, on=ON)
    after = caseload.deadlines(case_id).found[0]
    assert (before.kind, before.on) == (after.kind, after.on) == (DeadlineKind.CLAUSE_DELAY_ENDS, date(2021, 6, 12))
    assert (before.latest, after.latest) == (date(2021, 6, 14), date(2021, 7, 12))
    assert after.policies["longest-delay"] == "longest"


def test_a_deadline_of_a_past_day_knows_what_was_read_then(caseload, case_id):
    """The day before the reading nothing is known of it, on the day it is."""
    caseload.read_documents(case_id, {"hearing_on": "2021-09-21"}, on=ON)
    known = {day: {one.kind for one in caseload.deadlines(case_id, on=day).found} for day in (date(2021, 5, 9), ON)}
    assert DeadlineKind.HEARING not in known[date(2021, 5, 9)]
    assert DeadlineKind.HEARING in known[ON]


def test_a_value_read_replaces_the_one_known_and_one_that_was_wrong_is_withdrawn(caseload, case_id):
    """What is not named stays."""
    caseload.read_documents(case_id, {"lease_concluded_on": "2018-05-01", "surety": "oui"}, on=ON)
    caseload.read_documents(case_id, {"lease_concluded_on": "2018-06-01"}, on=ON, withdrawn=("surety",))
    read = caseload.case(case_id).procedure
    assert (read.lease_concluded_on, read.surety) == (date(2018, 6, 1), None)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"lease_concluded_on": "2021-04-13"}, "act-before-lease"),
        ({"assignation_served_on": "2021-04-11"}, "assignation-before-commandement"),
        ({"assignation_served_on": "2021-05-11"}, "read-before-served"),
        ({"lease_conclued_on": "2018-05-01"}, "unknown-input"),
        ({"lease_concluded_on": "2018-02-30"}, "impossible-date"),
        ({"surety": "peut-être"}, "wrong-type"),
        ({"charges_cents": "-1"}, "wrong-type"),
        ({"charges_cents": "60,00"}, "wrong-type"),
    ],
)
def test_what_cannot_be_or_contradicts_what_is_known_is_refused_and_nothing_written(caseload, case_id, said, reason):
    """The reason is named, the case stays as it was."""
    version = caseload.case(case_id).version
    with pytest.raises(LegalInputRefused) as refused:
        caseload.read_documents(case_id, said, on=ON)
    assert refused.value.reason == reason
    assert caseload.case(case_id).version == version


@pytest.mark.parametrize(("said", "withdrawn"), [({}, ()), ({}, ("lease",)), ({"delay_stated": "2 mois"}, ())])
def test_nothing_a_field_that_is_none_and_a_period_that_is_none_are_refused(caseload, case_id, said, withdrawn):
    """An event says something, and in the words of the law."""
    with pytest.raises((InvalidValue, LegalInputRefused)):
        caseload.read_documents(case_id, said, on=ON, withdrawn=withdrawn)
