"""From events to state."""

from datetime import date

import pytest

from prevexp.casework.evolve import replay
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import CaseAllocated
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import ContactAttempted
from prevexp.domain.events import DepartureReported
from prevexp.domain.events import OpenElsewhereReported
from prevexp.domain.events import ReferenceAdded
from prevexp.domain.events import SocialServicesAnswered
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage

RECEIVED = date(2021, 5, 4)


def said(kind, on=RECEIVED, **fields):
    """Build an event of the one case of these tests."""
    return kind(case_id="c1", occurred_on=on, recorded_at=utc(2021, 6, 1), **fields)


def received(**facts):
    """Build the reception of the case."""
    return said(
        CaseReceived,
        household_id="h1",
        territory="62",
        transfer="t1",
        line=2,
        month=Month(2021, 5),
        reference="62-1",
        facts=ListedFacts(**facts),
    )


def test_a_case_begins_with_its_reception():
    """The first event makes the case; without it, or twice, there is none."""
    case = replay([received(stage=Stage.SIGNALEMENT)])
    assert (case.version, case.reference, case.received_on) == (1, "62-1", RECEIVED)
    for wrong in ([], [said(DepartureReported)], [received(), received()]):
        with pytest.raises(InvalidValue):
            replay(wrong)


def test_a_new_list_changes_facts_and_adds_references():
    """A later row replaces the facts, a new reference is one more, the month of the first list stays."""
    later = date(2021, 6, 3)
    case = replay(
        [
            received(),
            said(
                CaseListedAgain,
                on=later,
                transfer="t2",
                line=9,
                reference="62-1",
                changed=("parc",),
                facts=ListedFacts(persons=3),
            ),
            said(ReferenceAdded, on=later, transfer="t2", line=10, reference="62-2"),
        ]
    )
    assert (case.facts.persons, case.references, str(case.month), case.last_listed_on) == (
        3,
        ("62-1", "62-2"),
        "2021-05",
        later,
    )


def test_a_late_answer_never_overwrites_a_newer_one():
    """Each partner's latest answer by its own date counts, in whatever order the answers arrive."""
    first = said(SocialServicesAnswered, on=date(2021, 5, 10), partner="caf", answer=SocialServicesAnswer.FOLLOWED)
    second = said(SocialServicesAnswered, on=date(2021, 5, 20), partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED)
    for order in ((first, second), (second, first)):
        case = replay([received(), *order])
        assert [a.answer for a in case.answers] == [SocialServicesAnswer.NOT_FOLLOWED]


def test_reports_can_be_withdrawn():
    """A departure and an opening elsewhere are facts that a later report may take back."""
    gone = [received(), said(DepartureReported), said(OpenElsewhereReported, partner="adil")]
    assert (replay(gone).departed_on, replay(gone).open_elsewhere) == (RECEIVED, "adil")
    back = [*gone, said(DepartureReported, departed=False), said(OpenElsewhereReported, partner="adil", is_open=False)]
    assert (replay(back).departed_on, replay(back).open_elsewhere) == (None, None)


def test_work_is_kept_in_order():
    """Allocation, attempts and closure stand in the state; an event this version does not know only counts."""
    case = replay(
        [
            received(),
            said(CaseAllocated, quota_month=Month(2021, 5), rank=3, criterion="waiting", social_worker="social-1"),
            said(ContactAttempted, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER),
            said(CaseClosed, on=date(2021, 7, 1), reason=ClosureReason.NEVER_REACHED),
            object(),
        ]
    )
    assert case.allocation is not None
    assert (case.allocation.rank, len(case.attempts), case.closure.reason, case.version) == (
        3,
        1,
        ClosureReason.NEVER_REACHED,
        5,
    )
