"""What others are told of plans and mediation: the landlord what is theirs, the CAF how the plan is kept."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.caseload.sharing import computed_of
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.telling import StepsKind
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanState
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.view import view
from prevexp.testing.households import addressee
from prevexp.testing.households import all_grounds

MAY, NOW = date(2021, 5, 4), datetime(2021, 8, 1, 12, tzinfo=UTC)
SIGNED, JUNE, JULY = date(2021, 5, 20), date(2021, 6, 5), date(2021, 7, 5)
PROOF = {"proof": ProofKind.SIGNED_FORM}
FULL = Matrix(rows=core_matrix().rows, grounds=all_grounds())


def day(number):
    return date(2021, 5, number)


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    with prevexp.open(store, territory="62", key_file=tmp_path / "keys" / "k", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in; its household agrees on 10 May and lets the team speak to the landlord of steps."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    case_id = caseload.cases()[0].case_id
    caseload.give_agreement(case_id, on=day(10), **PROOF)
    authorise(caseload, case_id, 10)
    return case_id


def authorise(caseload, case_id, number):
    said = {"partner": "landlord", "groups": (FieldGroup.STEPS,)}
    caseload.do(case_id, AuthoriseSharing(on=day(number), **said, **PROOF))


def sign(caseload, case_id, total, creditor=Creditor.LANDLORD, on=SIGNED, **more):
    parts = equal_instalments(total, months=2, first_due_on=JUNE)
    said = {"total_cents": total, "instalments": parts, "creditor": creditor}
    return caseload.sign_repayment_plan(case_id, on=on, **said, **more)


def landlord(caseload, case_id, on):
    """Return the single facts a landlord is told on a day."""
    return caseload.view(case_id, partner="landlord", purpose="mediation", on=on).extracts


def caf(caseload, case_id, on):
    """Return the state of the plan that the CAF is told where a convention lets it."""
    case = caseload.case(case_id, on=on)
    found = view(
        case,
        None,
        partner=addressee(Recipient.CAF),
        purpose=SharingPurpose.BENEFIT_RIGHTS,
        on=on,
        matrix=FULL,
        computed=computed_of(case, on, None),
    )
    return found.extracts[Extract.PLAN_STATUS]


def test_the_landlord_sees_the_plan_they_signed_from_its_day_on(caseload, case_id):
    """The day before: none is known; on the day, its sum and instalments; the one with a guarantor, never."""
    sign(caseload, case_id, 7_777_77, Creditor.GUARANTOR)
    sign(caseload, case_id, 10_001)
    assert landlord(caseload, case_id, day(19))[Extract.ACCEPTED_PLAN] is None
    told = landlord(caseload, case_id, SIGNED)
    assert told[Extract.ACCEPTED_PLAN] == {
        "signed_on": SIGNED,
        "total_cents": 10_001,
        "instalments": ({"due_on": JUNE, "cents": 5_000}, {"due_on": JULY, "cents": 5_001}),
    }
    assert "777777" not in repr(told)


def test_the_caf_is_told_how_the_plan_is_kept_and_nothing_of_its_sums(caseload, case_id):
    """No plan, kept, to check, broken; a plan with a guarantor is none of theirs."""
    sign(caseload, case_id, 7_777_77, Creditor.GUARANTOR)
    number = sign(caseload, case_id, 10_000).engagement.plans[-1].number
    caseload.note_missed_instalment(case_id, on=date(2021, 6, 20), number=number, rank=1)
    days = (day(19), SIGNED, date(2021, 6, 6), date(2021, 6, 20))
    seen = [caf(caseload, case_id, on) for on in days]
    assert seen == [None, PlanState.KEPT, PlanState.TO_CHECK, PlanState.BROKEN]


def test_that_an_agreement_had_ended_is_not_told_by_a_plan_that_stopped(caseload, case_id):
    """Once the household agrees again, the old plan is as if there had been none; a new one is told."""
    sign(caseload, case_id, 10_000)
    caseload.withdraw_agreement(case_id, on=day(25))
    caseload.give_agreement(case_id, on=day(27), **PROOF)
    authorise(caseload, case_id, 27)
    assert (caf(caseload, case_id, day(28)), landlord(caseload, case_id, day(28))[Extract.ACCEPTED_PLAN]) == (
        None,
        None,
    )
    sign(caseload, case_id, 20_000, on=day(29))
    assert caf(caseload, case_id, day(29)) is PlanState.KEPT


def test_a_plan_that_ended_is_no_longer_the_landlords_accepted_plan(caseload, case_id):
    """A second plan takes its place at once."""
    first = sign(caseload, case_id, 10_000).engagement.plans[-1].number
    sign(caseload, case_id, 20_000, on=day(29), replaces=first)
    totals = [landlord(caseload, case_id, on)[Extract.ACCEPTED_PLAN]["total_cents"] for on in (day(28), day(29))]
    assert totals == [10_000, 20_000]


def test_the_landlord_is_told_the_mediation_as_they_lived_it(caseload, case_id):
    """Offered, answered, ended; the undertaking that carries it, and why the household left it, are not."""
    assert landlord(caseload, case_id, day(11))[Extract.MEDIATION_OFFER] is None
    offered = caseload.offer_mediation(case_id, on=day(12)).landlord.offers[0].number
    caseload.answer_mediation(case_id, on=day(14), mediation=offered, answer=MediationAnswer.ACCEPTED)
    caseload.end_mediation(case_id, on=day(18), mediation=offered, result=MediationResult.HOUSEHOLD_WITHDREW)
    seen = [landlord(caseload, case_id, day(number))[Extract.MEDIATION_OFFER] for number in (12, 14, 18)]
    assert [one["answer"] for one in seen] == [None, MediationAnswer.ACCEPTED, MediationAnswer.ACCEPTED]
    assert set(seen[2]) == {"offered_on", "answer", "answered_on", "met_on", "ended_on", "agreed"}
    assert (seen[2]["ended_on"], seen[2]["agreed"]) == (day(18), False)


def test_undertakings_and_plans_are_told_with_the_steps_of_a_household(caseload, case_id):
    """To the CCAPEX, which has the group; the landlord, who has single facts of it, is told none."""
    said = {"kind": UndertakingKind.DALO, "objective": Objective.REHOUSE, "owner": UndertakingOwner.HOUSEHOLD}
    caseload.sign_contract(case_id, on=day(12), until=date(2021, 11, 12))
    caseload.promise_undertaking(case_id, on=day(12), due_on=JULY, **said)
    sign(caseload, case_id, 10_000)
    told = caseload.view(case_id, partner="ccapex", purpose="instruction", on=SIGNED).told
    assert {one.kind for one in told} == set(StepsKind)
    assert caseload.view(case_id, partner="landlord", purpose="mediation", on=SIGNED).told == ()
