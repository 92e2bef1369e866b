"""The landlord: when they may be told of guarantees, what a mediation needs, what is due, what is no exchange."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.commands import WithdrawSharing
from prevexp.casework.contract.commands import PromiseUndertaking
from prevexp.casework.decide import decide
from prevexp.casework.due import Task
from prevexp.casework.evolve import evolve
from prevexp.casework.evolve import replay
from prevexp.casework.landlord import commands
from prevexp.casework.landlord.grounds import information_ground
from prevexp.casework.landlord.mediation import OPEN
from prevexp.casework.landlord.mediation import MediationState
from prevexp.casework.landlord.mediation import mediation_on
from prevexp.casework.landlord.mediation import mediations_on
from prevexp.casework.landlord.plan import GuaranteeEntry
from prevexp.casework.landlord.plan import InformFrom
from prevexp.casework.landlord.plan import LandlordPlan
from prevexp.casework.landlord.standing import landlord_due
from prevexp.casework.landlord.standing import landlord_standing
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.case import ListedFacts
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.events import ProcedureRead
from prevexp.domain.landlord import InformationGround
from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.procedure import Procedure
from prevexp.domain.said import last_exchange_on
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import Stage

SIGNED = {"proof": ProofKind.SIGNED_FORM}
STEPS = {"partner": "landlord", "groups": (FieldGroup.STEPS,)}
CALLED = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED}
VISALE = {"guarantees": ("visale",)}
PLAN = LandlordPlan(
    guarantees={
        "visale": GuaranteeEntry(id="visale", at_signing=True, source="invented", since=date(2021, 5, 10)),
        "adil": GuaranteeEntry(id="adil", at_signing=False, source="invented"),
    },
    inform_within_days=30,
    answer_within_days=15,
    source="invented",
)


@pytest.fixture
def office(desk):
    """Return a desk whose territory sets something for landlords."""
    return attrs.evolve(desk, plan=attrs.evolve(desk.plan, landlord=PLAN), events=desk.events)


@pytest.fixture
def mediating(office):
    """Return a desk on which a mediation was offered on day 10, the household letting the team."""
    office.say(GiveAgreement, 10, **SIGNED)
    office.say(AuthoriseSharing, 10, **STEPS, **SIGNED)
    office.say(commands.OfferMediation, 10)
    return office


def read_on_documents(desk, day, **read):
    said = {"case_id": "c1", "occurred_on": desk.day(day), "recorded_at": utc(2021, 6, 1)}
    desk.events.append(ProcedureRead(**said, procedure=Procedure(**read)))


def listed(desk, day, **facts):
    said = {"case_id": "c1", "occurred_on": desk.day(day), "recorded_at": utc(2021, 6, 1)}
    row = {"transfer": "t2", "line": 2, "reference": "62-1", "changed": ("stade_procedure",)}
    desk.events.append(CaseListedAgain(**said, **row, facts=ListedFacts(**facts)))


def ground(desk, day):
    return information_ground(desk.case, desk.day(day))


def test_an_act_of_the_landlord_lets_them_be_informed_from_its_day(office):
    """Not the day before; the household's refusal or agreement changes nothing of it."""
    read_on_documents(office, 20, commandement_served_on=office.day(15))
    assert [ground(office, day) for day in (14, 15)] == [None, InformationGround.PROCEDURE]
    office.say(RefuseAgreement, 16)
    assert ground(office, 17) is InformationGround.PROCEDURE


def test_a_stage_on_the_list_is_an_act_and_a_signal_is_none(office):
    """A signal may be the CAF's: it is none of the landlord's doing; a hearing is."""
    listed(office, 3, stage=Stage.SIGNALEMENT, signalled_on=office.day(1))
    assert ground(office, 5) is None
    listed(office, 6, stage=Stage.AUDIENCE)
    assert [ground(office, day) for day in (5, 6)] == [None, InformationGround.PROCEDURE]
    listed(office, 7, stage=Stage.AUDIENCE, act_on=office.day(-30))
    assert ground(office, 1) is InformationGround.PROCEDURE


def test_a_landlord_who_came_to_the_team_may_be_informed_and_one_whom_the_team_called_not(office):
    """Who sought the contact makes the difference."""
    office.say(commands.RecordLandlordContact, 5, **CALLED)
    assert office.say(commands.InformLandlord, 6, guarantees=("adil",)).code is RefusalCode.LANDLORD_NO_GROUND
    office.say(commands.RecordLandlordContact, 7, **CALLED, initiative=Initiative.LANDLORD)
    assert [ground(office, day) for day in (6, 7)] == [None, InformationGround.LANDLORD_ASKED]
    (event,) = office.say(commands.InformLandlord, 7, guarantees=("adil",))
    assert (event.ground, event.needs_agreement) == (InformationGround.LANDLORD_ASKED, False)


def test_the_household_may_let_the_team_speak_to_the_landlord(office):
    """From the day it does, until it takes that back."""
    office.say(GiveAgreement, 2, **SIGNED)
    office.say(AuthoriseSharing, 5, **STEPS, **SIGNED)
    office.say(WithdrawSharing, 9, **STEPS)
    assert [ground(office, day) for day in (4, 5, 8, 9)] == [
        None,
        InformationGround.HOUSEHOLD_AUTHORISED,
        InformationGround.HOUSEHOLD_AUTHORISED,
        None,
    ]


def test_only_guarantees_of_the_territory_that_exist_that_day_are_told(office):
    """Refused the day before it exists, told on its day; another one is not known."""
    office.say(commands.RecordLandlordContact, 1, **CALLED, initiative=Initiative.LANDLORD)
    early = office.say(commands.InformLandlord, date(2021, 5, 9), **VISALE)
    assert (early.code, early.params["since"]) == (RefusalCode.GUARANTEE_NOT_YET, "2021-05-10")
    assert not isinstance(office.say(commands.InformLandlord, date(2021, 5, 10), **VISALE), Refusal)
    other = office.say(commands.InformLandlord, 20, guarantees=("visale", "gli"))
    assert other.code is RefusalCode.GUARANTEE_NOT_KNOWN
    assert set(other.params) == {"known"}  # what somebody typed is told to nobody
    assert "gli" not in other.params["known"]


def test_a_contact_with_the_landlord_is_always_noted_and_is_no_exchange_with_the_household(office):
    """What happened is written down; what nothing allowed that day is told apart."""
    office.say(commands.RecordLandlordContact, 5, **CALLED)
    office.say(commands.RecordLandlordContact, 8, **CALLED, initiative=Initiative.LANDLORD)
    office.say(commands.RecordLandlordContact, 9, **CALLED)
    assert (office.case.attempts, last_exchange_on(office.case, office.day(20))) == ((), None)
    standing = landlord_standing(office.case, office.plan, office.day(20))
    assert [one.on for one in standing.without_ground] == [office.day(5)]


def test_the_landlord_says_something_and_it_replaces_nothing(office):
    """The list's account stays; the latest statement by a day is told; one that says nothing cannot be made."""
    office.say(commands.RecordLandlordStatement, 5, arrears_cents=90_000, arrears_on=office.day(4))
    office.say(commands.RecordLandlordStatement, 9, payment_resumed=True)
    assert office.case.facts.arrears_cents is None
    told = [landlord_standing(office.case, office.plan, office.day(day)).statement for day in (4, 5, 9)]
    assert [one and (one.arrears_cents, one.payment_resumed) for one in told] == [None, (90_000, None), (None, True)]
    late = office.say(commands.RecordLandlordStatement, 5, arrears_cents=1, arrears_on=office.day(6))
    assert late.code is RefusalCode.IN_THE_FUTURE
    with pytest.raises(InvalidValue):
        commands.RecordLandlordStatement(on=office.day(5), arrears_on=office.day(4))


def test_a_mediation_needs_the_agreement_then_the_authorisation(office):
    """Each is told by its own refusal."""
    assert office.say(commands.OfferMediation, 9).code is RefusalCode.AGREEMENT_MISSING
    office.say(GiveAgreement, 10, **SIGNED)
    assert office.say(commands.OfferMediation, 10).code is RefusalCode.MEDIATION_NOT_AUTHORISED
    office.say(AuthoriseSharing, 11, **STEPS, **SIGNED)
    (offered,) = office.say(commands.OfferMediation, 11)
    assert offered.number == office.case.version


def promise(desk, day):
    """Promise a repayment plan and return its number."""
    said = {"kind": UndertakingKind.REPAYMENT_PLAN, "objective": Objective.CLEAR_DEBT}
    (event,) = desk.say(PromiseUndertaking, day, **said, owner=UndertakingOwner.HOUSEHOLD, due_on=desk.day(day + 30))
    return event.number


def states(desk, *days, number=None):
    number = number or desk.case.landlord.offers[0].number
    found = [mediation_on(desk.case, number, desk.day(day)) for day in days]
    return [one and one.state for one in found]


def test_a_mediation_is_offered_answered_met_and_ended(mediating):
    """Its state is that of the day asked for; the undertaking is named by its number."""
    number = mediating.case.landlord.offers[0].number
    assert mediating.say(commands.HoldMediationMeeting, 12, mediation=number).code is RefusalCode.MEDIATION_NOT_ACCEPTED
    mediating.say(commands.AnswerMediation, 15, mediation=number, answer=MediationAnswer.ACCEPTED)
    mediating.say(commands.HoldMediationMeeting, 20, mediation=number)
    agreement = {"mediation": number, "result": MediationResult.AGREEMENT}
    assert mediating.say(commands.EndMediation, 25, **agreement, undertaking=12).code is RefusalCode.NO_SUCH_UNDERTAKING
    promised = promise(mediating, 20)
    assert (
        mediating.say(commands.EndMediation, 19, **agreement, undertaking=promised).code
        is RefusalCode.NO_SUCH_UNDERTAKING
    )
    mediating.say(commands.EndMediation, 25, **agreement, undertaking=promised)
    assert states(mediating, 9, 10, 14, 15, 24, 25) == [
        None,
        MediationState.OFFERED,
        MediationState.OFFERED,
        MediationState.ACCEPTED,
        MediationState.ACCEPTED,
        MediationState.ENDED,
    ]
    (ended,) = mediations_on(mediating.case, mediating.day(30))
    assert (ended.result, ended.undertaking) == (MediationResult.AGREEMENT, promised)
    again = mediating.say(commands.EndMediation, 22, mediation=number, result=MediationResult.NO_AGREEMENT)
    assert again.code is RefusalCode.MEDIATION_OVER
    assert not isinstance(mediating.say(commands.HoldMediationMeeting, 22, mediation=number), Refusal)
    assert mediating.say(commands.HoldMediationMeeting, 26, mediation=number).code is RefusalCode.MEDIATION_OVER


def test_one_mediation_goes_on_at_a_time(mediating):
    """Another is offered once the first is declined or ended; then the first is answered no more."""
    first = mediating.case.landlord.offers[0].number
    assert mediating.say(commands.OfferMediation, 12).code is RefusalCode.MEDIATION_OPEN
    mediating.say(commands.AnswerMediation, 15, mediation=first, answer=MediationAnswer.DECLINED)
    (second,) = mediating.say(commands.OfferMediation, 20)
    assert mediating.say(commands.OfferMediation, 18).code is RefusalCode.MEDIATION_OPEN
    late = mediating.say(commands.AnswerMediation, 21, mediation=first, answer=MediationAnswer.ACCEPTED)
    assert late.code is RefusalCode.MEDIATION_OVER
    nobody = mediating.say(commands.AnswerMediation, 21, mediation=99, answer=MediationAnswer.ACCEPTED)
    assert nobody.code is RefusalCode.NO_MEDIATION
    ended = {"mediation": second.number, "result": MediationResult.NO_ANSWER}
    assert not isinstance(mediating.say(commands.EndMediation, 40, **ended), Refusal)


@pytest.mark.parametrize(
    "stop", [(WithdrawAgreement, {}), (WithdrawSharing, STEPS)], ids=["agreement", "authorisation"]
)
def test_a_mediation_stops_with_the_word_of_the_household_and_does_not_come_back(mediating, stop):
    """On its day, with nothing else noted; a new agreement and authorisation let a new one be offered."""
    kind, said = stop
    mediating.say(kind, 14, **said)
    assert states(mediating, 13, 14) == [MediationState.OFFERED, MediationState.STOPPED]
    if kind is WithdrawAgreement:
        mediating.say(GiveAgreement, 16, **SIGNED)
    mediating.say(AuthoriseSharing, 17, **STEPS, **SIGNED)
    assert states(mediating, 18) == [MediationState.STOPPED]
    first = mediating.case.landlord.offers[0].number
    answered = mediating.say(commands.AnswerMediation, 18, mediation=first, answer=MediationAnswer.ACCEPTED)
    assert answered.code is RefusalCode.MEDIATION_OVER
    assert not isinstance(mediating.say(commands.OfferMediation, 18), Refusal)


def due(desk, day, plan=None):
    plan = plan or desk.plan
    return {one.task: (one.due_on, one.waiting_for) for one in landlord_due(CaseDay.of(desk.case, desk.day(day)), plan)}


def test_the_landlord_of_an_accompanied_household_is_to_be_informed(office):
    """Within the territory's delay after the agreement, until it is done; the household is asked where it must be."""
    office.say(GiveAgreement, 10, **SIGNED)
    assert [due(office, day).get(Task.INFORM_LANDLORD) for day in (9, 10, 400)] == [
        None,
        (office.day(40), "household"),
        (office.day(40), "household"),
    ]
    office.say(commands.RecordLandlordContact, 12, **CALLED, initiative=Initiative.LANDLORD)
    assert due(office, 12)[Task.INFORM_LANDLORD] == (office.day(40), None)
    office.say(commands.InformLandlord, 41, **VISALE)
    assert [Task.INFORM_LANDLORD in due(office, day) for day in (40, 41)] == [True, False]


def test_a_territory_may_count_from_the_allocation_so_that_a_letter_tells_nothing_of_the_agreement(office):
    """Then every landlord is informed, agreed or not; a delay that is not set makes nothing due."""
    from_the_start = attrs.evolve(office.plan, landlord=attrs.evolve(PLAN, inform_from=InformFrom.ALLOCATION))
    assert due(office, 0, from_the_start)[Task.INFORM_LANDLORD][0] == office.day(30)
    unset = attrs.evolve(office.plan, landlord=LandlordPlan())
    assert due(office, 0, unset) == {}


def test_nothing_is_due_to_a_landlord_after_a_withdrawal_or_the_end(mediating):
    """The mediation stops, and a case that is closed waits for nobody."""
    assert set(due(mediating, 12)) == {Task.INFORM_LANDLORD, Task.MEDIATION_ANSWER}
    assert due(mediating, 12)[Task.MEDIATION_ANSWER] == (mediating.day(25), "landlord")
    said = {"case_id": "c1", "occurred_on": mediating.day(15), "recorded_at": utc(2021, 7, 1)}
    closed = attrs.evolve(mediating, events=[*mediating.events, CaseClosed(**said, reason=ClosureReason.LEFT)])
    assert (set(due(closed, 14)) != set(), due(closed, 15)) == (True, {})
    mediating.say(WithdrawAgreement, 13)
    assert due(mediating, 13) == {}


_DAYS = st.integers(0, 20)
_NOTES = st.one_of(
    st.builds(lambda on: (commands.OfferMediation, on, {}), _DAYS),
    st.builds(lambda on, a: (commands.AnswerMediation, on, {"answer": a}), _DAYS, st.sampled_from(MediationAnswer)),
    st.builds(lambda on: (commands.HoldMediationMeeting, on, {}), _DAYS),
    st.builds(lambda on, r: (commands.EndMediation, on, {"result": r}), _DAYS, st.sampled_from(MediationResult)),
    st.builds(lambda on: (commands.RecordLandlordContact, on, CALLED), _DAYS),
    st.builds(lambda on: (commands.RecordLandlordStatement, on, {"payment_resumed": True}), _DAYS),
    st.builds(lambda on: (commands.InformLandlord, on, {"guarantees": ("adil",)}), _DAYS),
    st.builds(lambda on: (WithdrawAgreement, on, {}), _DAYS),
    st.builds(lambda on: (GiveAgreement, on, SIGNED), _DAYS),
    st.builds(lambda on: (AuthoriseSharing, on, {**STEPS, **SIGNED}), _DAYS),
)


@given(notes=st.lists(_NOTES, max_size=25), which=st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_whatever_is_noted_in_whatever_order_the_state_is_what_happened(plan, notes, which):
    """Replay of the notes by day gives the same case; on no day do two mediations go on."""
    from .conftest import ALLOCATION
    from .conftest import RECEIVED
    from .conftest import RECEPTION

    set_up = attrs.evolve(plan, landlord=PLAN)
    events, case = [RECEPTION, ALLOCATION], replay([RECEPTION, ALLOCATION])
    for (kind, day, said), chosen in zip(notes, which, strict=False):
        fields = dict(said)
        if kind in {commands.AnswerMediation, commands.HoldMediationMeeting, commands.EndMediation}:
            offers = case.landlord.offers
            fields["mediation"] = offers[chosen % len(offers)].number if offers else 1
        command = kind(on=RECEIVED + timedelta(days=day), **fields)
        decided = decide(case, command, at=utc(2022, 1, 1), plan=set_up)
        for event in () if isinstance(decided, Refusal) else decided:
            events.append(event)
            case = evolve(case, event)
    assert case == replay(sorted(events, key=lambda one: one.occurred_on))
    for day in range(22):
        on = RECEIVED + timedelta(days=day)
        going_on = [one for one in mediations_on(case, on) if one.state in OPEN]
        assert len(going_on) <= 1
