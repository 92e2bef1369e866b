"""What the team notes through the facade: written with its version, or refused and nothing written."""

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import ClassVar

import attrs
import pytest

import prevexp
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.due import Task
from prevexp.casework.next_contact import ContactState
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.events import Event
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind

MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)
MET = {"channel": Channel.VISIT_PLANNED, "outcome": AttemptOutcome.MET}


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    """Open a caseload of territory 62 in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in and give it to the team."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    return caseload.cases()[0].case_id


def test_a_command_is_written_and_read_again(caseload, case_id):
    """What the facade gives back is what the store holds."""
    after = caseload.record_attempt(case_id, on=TEN, **MET, place=Place.HOME, workers=("social-1", "legal-1"))
    assert after == caseload.case(case_id)
    assert [(one.place, one.workers) for one in after.attempts] == [(Place.HOME, ("social-1", "legal-1"))]
    assert caseload.next_contact(case_id, on=TEN).state is ContactState.REACHED
    assert caseload.follow_up(case_id, on=TEN).due_on == date(2021, 5, 25)
    assert caseload.follow_up(case_id, on=MAY) is None


def test_several_events_of_one_command_are_written_together(caseload, case_id):
    """One for each group of data."""
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    before = caseload.case(case_id).version
    groups = (FieldGroup.DWELLING, FieldGroup.STEPS)
    after = caseload.do(case_id, AuthoriseSharing(on=TEN, partner="caf", groups=groups, proof=ProofKind.SIGNED_FORM))
    assert after.version == before + 2
    assert caseload.case(case_id) == after


def test_a_refused_command_writes_nothing(caseload, case_id):
    """The refusal comes back as a value; the case stays as it was."""
    before = caseload.case(case_id)
    refused = caseload.do(case_id, ExtendFollowUp(on=TEN, until=date(2021, 6, 1)))
    assert isinstance(refused, Refusal)
    assert refused.code is RefusalCode.NO_FOLLOW_UP
    assert caseload.withdraw_agreement(case_id, on=TEN).code is RefusalCode.NOTHING_TO_WITHDRAW
    assert caseload.case(case_id) == before


def test_workers_and_partners_are_those_of_the_territory(caseload, case_id):
    """Anybody else is an invalid value, and an unknown case an unknown case."""
    with pytest.raises(InvalidValue):
        caseload.record_attempt(case_id, on=TEN, **MET, workers=("social-99",))
    shop = AuthoriseSharing(on=TEN, partner="shop", groups=(FieldGroup.STEPS,), proof=ProofKind.SIGNED_FORM)
    with pytest.raises(InvalidValue):
        caseload.do(case_id, shop)
    with pytest.raises(UnknownCase):
        caseload.do("0" * 32, RecordAttempt(on=TEN, **MET))


def test_an_event_written_past_the_commands_still_needs_the_agreement(caseload, case_id):
    """The door for events of plugins holds the same rule."""

    @attrs.frozen(kw_only=True)
    class AssessmentSketched(Event):
        slug: ClassVar[str] = "assessment-sketched.v1"
        needs_agreement: ClassVar[bool] = True

    case = caseload.case(case_id)
    event = AssessmentSketched(case_id=case.case_id, occurred_on=TEN, recorded_at=datetime(2021, 8, 1, tzinfo=UTC))
    with pytest.raises(InvalidValue, match="agreement"):
        caseload.record(case_id, event, expected_version=case.version)


def test_the_worklist_has_the_follow_up_when_its_last_day_is_near(caseload, case_id):
    """A first contact at first; nothing after the exchange; the follow-up three days before its last day, then late."""
    caseload.inform(case_id, on=MAY, channel=Channel.LETTER)
    assert [entry.task for entry in caseload.worklist(on=MAY)] == [Task.FIRST_CONTACT]
    caseload.record_attempt(case_id, on=TEN, **MET)
    assert caseload.worklist(on=date(2021, 5, 21)) == ()
    for number, late in ((22, False), (25, False), (26, True)):
        day = date(2021, 5, number)
        (entry,) = caseload.worklist(on=day)
        assert ([due.task for due in entry.dues], entry.overdue(day)) == ([Task.FOLLOW_UP], late)


def test_the_worklist_is_kept_to_a_sector_or_a_kind_of_thing_to_do(caseload, case_id):
    """An arrondissement goes by its code or its name; one that nobody knows is refused."""
    assert [len(caseload.worklist(on=MAY, sector=one)) for one in ("621", "Arras", "arras", "627")] == [1, 1, 1, 0]
    assert [len(caseload.worklist(on=MAY, task=task)) for task in (Task.FIRST_CONTACT, Task.FOLLOW_UP)] == [1, 0]
    with pytest.raises(InvalidValue, match="sector"):
        caseload.worklist(on=MAY, sector="Paris")


def test_a_silent_household_is_listed_from_the_day_asked_for(caseload, case_id):
    """Counted from the last exchange; before one, from the day the list named the household. Initials only."""
    assert [len(caseload.silent(on=date(2021, 5, day), days=5)) for day in (8, 9)] == [0, 1]
    caseload.record_attempt(case_id, on=TEN, **MET)
    assert caseload.silent(on=date(2021, 6, 8), days=30) == ()
    (entry,) = caseload.silent(on=date(2021, 6, 9), days=30, worker="legal-1")
    assert (entry.silent_since, entry.initials) == (TEN, "C. Z.")


def test_a_household_that_refused_leaves_every_list(caseload, case_id):
    """From the day of its refusal."""
    caseload.refuse_agreement(case_id, on=TEN)
    assert caseload.worklist(on=TEN) == caseload.worklist(on=date(2021, 7, 30)) == ()
    assert len(caseload.worklist(on=date(2021, 5, 9))) == 1
