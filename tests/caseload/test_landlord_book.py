"""The landlord through the facade: written, refused, told, with nothing of the household in what is told."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.due import Task
from prevexp.casework.landlord.mediation import MediationState
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.errors import InvalidValue
from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind

MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    """Open a caseload of territory 62 in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in, with a commandement of April, and give it to the team."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    return caseload.cases()[0].case_id


def test_the_whole_of_a_mediation_is_written_and_read_again(caseload, case_id):
    """Offered, accepted, met, ended; what is told of it ends with the household's word."""
    signed, steps = ProofKind.SIGNED_FORM, (FieldGroup.STEPS,)
    caseload.give_agreement(case_id, on=TEN, proof=signed)
    caseload.do(case_id, AuthoriseSharing(on=TEN, partner="landlord", groups=steps, proof=signed))
    number = caseload.offer_mediation(case_id, on=TEN, workers=("social-1",)).landlord.offers[0].number
    caseload.answer_mediation(case_id, on=date(2021, 5, 12), mediation=number, answer=MediationAnswer.ACCEPTED)
    caseload.hold_mediation_meeting(case_id, on=date(2021, 5, 20), mediation=number)
    last = caseload.end_mediation(case_id, on=date(2021, 6, 1), mediation=number, result=MediationResult.AGREEMENT)
    assert last == caseload.case(case_id)
    (one,) = caseload.landlord(case_id, on=date(2021, 6, 1)).mediations
    assert (one.number, one.state) == (number, MediationState.ENDED)
    assert caseload.mediation_to_tell(case_id, number, on=date(2021, 6, 1)).agreed
    caseload.withdraw_agreement(case_id, on=date(2021, 6, 5))
    assert caseload.mediation_to_tell(case_id, number, on=date(2021, 6, 5)) is None


def test_information_contacts_and_statements_are_written(caseload, case_id):
    """The list's commandement is the ground; the household's contact plan does not move."""
    before = caseload.next_contact(case_id, on=TEN)
    caseload.inform_landlord(case_id, on=TEN, guarantees=("visale", "adil"))
    said = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED, "initiative": Initiative.LANDLORD}
    caseload.record_landlord_contact(case_id, on=TEN, **said)
    caseload.record_landlord_statement(case_id, on=TEN, arrears_cents=120_000)
    standing = caseload.landlord(case_id, on=TEN)
    assert (len(standing.informed), len(standing.contacts), standing.statement.arrears_cents) == (1, 1, 120_000)
    assert caseload.next_contact(case_id, on=TEN) == before
    assert caseload.follow_up(case_id, on=TEN) is None


def test_the_default_delays_of_the_territory_make_things_due(caseload, case_id):
    """Thirty days after the agreement, an assumption that the data say."""
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    (due,) = caseload.landlord(case_id, on=TEN).due
    assert (due.task, due.due_on) == (Task.INFORM_LANDLORD, date(2021, 6, 9))


def test_what_is_refused_writes_nothing(caseload, case_id):
    """A guarantee nobody knows, a mediation without an agreement; a worker of no team is an invalid value."""
    before = caseload.case(case_id)
    unknown = caseload.inform_landlord(case_id, on=TEN, guarantees=("lottery",))
    assert unknown.code is RefusalCode.GUARANTEE_NOT_KNOWN
    assert caseload.offer_mediation(case_id, on=TEN).code is RefusalCode.AGREEMENT_MISSING
    with pytest.raises(InvalidValue):
        caseload.inform_landlord(case_id, on=TEN, guarantees=("visale",), workers=("social-99",))
    assert caseload.case(case_id) == before


def test_what_a_landlord_is_told_is_the_same_whatever_the_household_did(caseload, write_list):
    """Two households with one landlord's facts, one of which agreed, was met and said much: no difference."""
    caseload.receive(write_list({}, {"id_dossier": "62-2021-2", "locataire_nom": "Zzautrenom"}), received_on=MAY)
    one, other = (case.case_id for case in caseload.cases())
    caseload.give_agreement(one, on=TEN, proof=ProofKind.SIGNED_FORM)
    caseload.record_attempt(one, on=TEN, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    caseload.refuse_agreement(other, on=TEN)
    assert caseload.guarantees_to_tell(one, on=TEN) == caseload.guarantees_to_tell(other, on=TEN)
    for case_id in (one, other):
        caseload.inform_landlord(case_id, on=TEN, guarantees=("visale",))
    assert caseload.case(one).landlord == caseload.case(other).landlord
