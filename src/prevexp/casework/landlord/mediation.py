"""How the mediations of a case stand on a day: computed from what was noted and from what the household says.

A mediation stops by itself on the day the household takes its agreement or its authorisation back, and does not come
back with a new one: it is offered anew. Source: call C10, C22, C23.
"""

from datetime import date
from enum import StrEnum

import attrs

from ...domain.case import Case
from ...domain.dated import last_by
from ...domain.groups import Veiled
from ...domain.landlord import LANDLORD
from ...domain.landlord import MediationAnswer
from ...domain.landlord import MediationOffer
from ...domain.landlord import MediationResult
from ...domain.vocabulary import AgreementStatus
from ...domain.vocabulary import FieldGroup


class MediationState(StrEnum):
    """How a mediation stands on a day."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"
    STOPPED = "stopped"


OPEN = frozenset({MediationState.OFFERED, MediationState.ACCEPTED})
"""States in which a mediation goes on."""


@attrs.frozen(kw_only=True)
class MediationStanding(Veiled):
    """One mediation on a day: its state, since when, and its result once it ended."""

    number: int
    state: MediationState
    offered_on: date
    since: date
    result: MediationResult | None = None
    undertaking: int | None = None


def mediations_on(case: Case, on: date) -> tuple[MediationStanding, ...]:
    """Return the mediations offered by a day, in the order of their offers."""
    return tuple(_standing(case, offer, on) for offer in case.landlord.offers if offer.on <= on)


def mediation_on(case: Case, number: int, on: date) -> MediationStanding | None:
    """Return the mediation of a number as it stands on a day, None if it was not offered by then."""
    return next((one for one in mediations_on(case, on) if one.number == number), None)


def open_mediation(case: Case, on: date) -> MediationStanding | None:
    """Return the mediation that goes on on a day, None if there is none."""
    return next((one for one in mediations_on(case, on) if one.state in OPEN), None)


def _standing(case: Case, offer: MediationOffer, on: date) -> MediationStanding:
    offered = MediationStanding(number=offer.number, state=MediationState.OFFERED, offered_on=offer.on, since=offer.on)
    end = last_by((one for one in case.landlord.ends if one.mediation == offer.number), on)
    stopped = _stopped_on(case, offer.on, on)
    if end is not None and (stopped is None or end.on <= stopped):
        return attrs.evolve(
            offered, state=MediationState.ENDED, since=end.on, result=end.result, undertaking=end.undertaking
        )
    if stopped is not None:
        return attrs.evolve(offered, state=MediationState.STOPPED, since=stopped)
    reply = last_by((one for one in case.landlord.replies if one.mediation == offer.number), on)
    if reply is None:
        return offered
    accepted = reply.answer is MediationAnswer.ACCEPTED
    state = MediationState.ACCEPTED if accepted else MediationState.DECLINED
    return attrs.evolve(offered, state=state, since=reply.on)


def _stopped_on(case: Case, offered_on: date, on: date) -> date | None:
    """Return the first day on or after the offer on which the household took its word back, None if it did not."""
    ends = [one.on for one in case.agreements if one.status is not AgreementStatus.GIVEN]
    ends += [
        one.on
        for one in case.sharing
        if one.partner == LANDLORD and one.group is FieldGroup.STEPS and not one.authorised
    ]
    return min((day for day in ends if offered_on <= day <= on), default=None)
