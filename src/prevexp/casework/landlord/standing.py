"""How a case stands with its landlord on a day, and what that makes due. Source: call C10, C12; I19."""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta

import attrs

from ...domain.case import Case
from ...domain.dated import last_by
from ...domain.groups import Veiled
from ...domain.landlord import LANDLORD
from ...domain.landlord import InformationGround
from ...domain.landlord import Initiative
from ...domain.landlord import LandlordContact
from ...domain.landlord import LandlordInformation
from ...domain.landlord import LandlordStatement
from ...domain.said import agreement_on
from ...domain.vocabulary import AgreementStatus
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from .grounds import information_ground
from .mediation import MediationStanding
from .mediation import MediationState
from .mediation import mediations_on
from .plan import InformFrom
from .plan import LandlordPlan

_HOUSEHOLD = "household"


@attrs.frozen(kw_only=True)
class LandlordStanding(Veiled):
    """What passed with the landlord by a day. `ground` None: they may not be approached about this case.

    `without_ground` are contacts that the team sought on a day on which nothing allowed it.
    """

    ground: InformationGround | None
    informed: tuple[LandlordInformation, ...]
    contacts: tuple[LandlordContact, ...]
    without_ground: tuple[LandlordContact, ...]
    statement: LandlordStatement | None
    mediations: tuple[MediationStanding, ...]
    due: tuple[Due, ...]


def landlord_standing(case: Case, plan: WorkPlan, on: date) -> LandlordStanding:
    """Return how a case stands with its landlord on a day."""
    contacts = tuple(one for one in case.landlord.contacts if one.on <= on)
    sought = (one for one in contacts if one.initiative is Initiative.TEAM)
    return LandlordStanding(
        ground=information_ground(case, on),
        informed=tuple(one for one in case.landlord.informed if one.on <= on),
        contacts=contacts,
        without_ground=tuple(one for one in sought if information_ground(case, one.on) is None),
        statement=last_by(case.landlord.statements, on),
        mediations=mediations_on(case, on),
        due=tuple(landlord_due(CaseDay.of(case, on), plan)),
    )


def informed(case: Case, on: date) -> bool:
    """Say whether the landlord was told of guarantees by a day (call C12; I19)."""
    return any(one.on <= on for one in case.landlord.informed)


def landlord_due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Yield the landlord to inform, and the mediation that waits for their answer.

    Without a ground to inform them, the household is asked whether it lets the team.
    """
    if day.closed:
        return
    case, on = day.case, day.on
    by = _inform_by(case, plan.landlord, on)
    if by is not None and not informed(case, on):
        asked = None if information_ground(case, on) is not None else _HOUSEHOLD
        yield Due(task=Task.INFORM_LANDLORD, due_on=by, waiting_for=asked)
    if plan.landlord.answer_within_days is None or not case.landlord.offers:
        return
    for one in mediations_on(case, on):
        if one.state is MediationState.OFFERED:
            last = one.offered_on + timedelta(days=plan.landlord.answer_within_days)
            yield Due(task=Task.MEDIATION_ANSWER, due_on=last, number=one.number, waiting_for=LANDLORD)


def _inform_by(case: Case, plan: LandlordPlan, on: date) -> date | None:
    """Return the last day to inform the landlord of a household the team works for, None if there is none."""
    if plan.inform_within_days is None:
        return None
    start: date | None
    if plan.inform_from is InformFrom.ALLOCATION:
        start = case.allocation.allocated_on if case.allocation else None
    else:
        word = agreement_on(case, on)
        start = word.on if word is not None and word.status is AgreementStatus.GIVEN else None
    return None if start is None or on < start else start + timedelta(days=plan.inform_within_days)
