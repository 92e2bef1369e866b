"""What goes to a landlord is built from the landlord's side alone: by type, and tried with canaries."""

import inspect
import typing
from datetime import date

import attrs
import pytest
from hypothesis import given

from prevexp.casework.landlord import telling
from prevexp.casework.landlord.plan import LandlordPlan
from prevexp.casework.landlord.telling import guarantees_to_tell
from prevexp.casework.landlord.telling import mediation_to_tell
from prevexp.domain.case import Case
from prevexp.domain.landlord import LandlordSide
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationEnd
from prevexp.domain.landlord import MediationMeeting
from prevexp.domain.landlord import MediationOffer
from prevexp.domain.landlord import MediationReply
from prevexp.domain.landlord import MediationResult
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.registry.landlord_files import default_landlord_plan
from prevexp.testing.strategies import days
from prevexp.testing.strategies import maybe

FUNCTIONS = (guarantees_to_tell, mediation_to_tell)
THEIRS = {LandlordSide, LandlordPlan, date, int, date | None}
TOLD = (telling.GuaranteeTold, telling.MediationTold)
DAY = date(2021, 5, 4)
CANARY = "canary-worker-7"


def side(result=MediationResult.AGREEMENT, undertaking=777_777):
    """Return a mediation with canaries in everything that is not for the landlord."""
    return LandlordSide(
        offers=(MediationOffer(on=DAY, number=5, channel=Channel.LETTER, workers=(CANARY,)),),
        replies=(MediationReply(on=date(2021, 5, 10), mediation=5, answer=MediationAnswer.ACCEPTED),),
        meetings=(MediationMeeting(on=date(2021, 5, 20), mediation=5, place=Place.HOME, workers=(CANARY,)),),
        ends=(MediationEnd(on=date(2021, 6, 1), mediation=5, result=result, undertaking=undertaking),),
    )


def test_the_functions_that_tell_a_landlord_take_no_case():
    """By their types they reach the landlord's side, the territory's data and days, and nothing else."""
    named = {f for _, f in inspect.getmembers(telling, inspect.isfunction) if f.__module__ == telling.__name__}
    assert named == set(FUNCTIONS)
    for function in FUNCTIONS:
        hints = typing.get_type_hints(function)
        hints.pop("return")
        assert set(hints.values()) <= THEIRS


def test_the_landlords_side_holds_nothing_of_the_household():
    """No field of it is of the groups that never reach a landlord, however deep; no class of the case but these."""
    never = {
        FieldGroup.BUDGET,
        FieldGroup.HOUSEHOLD,
        FieldGroup.SOCIAL_SITUATION,
        FieldGroup.SENSITIVE,
        FieldGroup.AGREEMENTS,
        FieldGroup.CONTACTS_AND_ANSWERS,
    }
    lists = attrs.fields(attrs.resolve_types(LandlordSide))
    kinds = [LandlordSide, *(typing.get_args(one.type)[0] for one in lists)]
    groups = {field.metadata["group"] for kind in kinds for field in attrs.fields(kind)}
    assert len(kinds) == 8
    assert groups.isdisjoint(never)
    assert Case not in kinds


def test_what_is_told_has_days_and_answers_and_no_canary():
    """Neither who was there nor where, nor which undertaking carries what was agreed."""
    told = mediation_to_tell(side(), 5, on=date(2021, 7, 1))
    assert told == telling.MediationTold(
        offered_on=DAY,
        answer=MediationAnswer.ACCEPTED,
        answered_on=date(2021, 5, 10),
        met_on=(date(2021, 5, 20),),
        ended_on=date(2021, 6, 1),
        agreed=True,
    )
    for canary in (CANARY, "777777", "777_777", "home"):
        assert canary not in repr(told)
    assert {field.name for kind in TOLD for field in attrs.fields(kind)} == {
        *("id", "fits", "label"),
        *("offered_on", "answer", "answered_on", "met_on", "ended_on", "agreed"),
    }


def test_why_a_mediation_ended_without_an_agreement_is_not_told():
    """That the household withdrew reads as any other end."""
    others = [result for result in MediationResult if result is not MediationResult.AGREEMENT]
    told = {mediation_to_tell(side(result), 5, on=date(2021, 7, 1)) for result in others}
    assert len(told) == 1
    assert not told.pop().agreed


@pytest.mark.parametrize(
    ("on", "known"),
    [(date(2021, 5, 3), None), (DAY, (None, None)), (date(2021, 5, 31), (MediationAnswer.ACCEPTED, None))],
)
def test_a_mediation_is_told_as_of_a_day(on, known):
    """Nothing before its offer, no answer before it was given, no end before its day."""
    told = mediation_to_tell(side(), 5, on=on)
    assert (told and (told.answer, told.ended_on)) == known


def test_another_mediation_of_the_case_is_not_told():
    """The number names one."""
    assert mediation_to_tell(side(), 6, on=date(2021, 7, 1)) is None


def fits(lease):
    return {one.id: one.fits for one in guarantees_to_tell(default_landlord_plan(), on=DAY, lease_concluded_on=lease)}


def test_whether_a_guarantee_fits_the_lease_has_three_answers():
    """Visale from its first day, Loca-Pass until its last; what stays open after signing always fits."""
    assert [fits(day)["visale"] for day in (date(2016, 1, 31), date(2016, 2, 1), None)] == [False, None, None]
    assert [fits(day)["loca_pass"] for day in (date(2019, 5, 10), date(2019, 5, 11))] == [None, False]
    assert fits(None)["fsl_maintien"] is fits(date(1990, 1, 1))["adil"] is True


@given(on=days, lease=maybe(days))
def test_not_known_never_reads_as_yes_for_what_is_taken_at_signing(on, lease):
    """Whether the landlord took it only the landlord knows; nothing is told before it exists."""
    plan = default_landlord_plan()
    told = guarantees_to_tell(plan, on=on, lease_concluded_on=lease)
    assert all(one.fits is not True for one in told if plan.guarantees[one.id].at_signing)
    assert all(plan.guarantees[one.id].exists(on) for one in told)
