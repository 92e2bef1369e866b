"""How a case stands with its landlord on a day, and what that makes due. Source: call C10, C12; I19."""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta

import attrs

from ...domain.case import Case
from ...domain.dated import last_by
from ...domain.landlord import LANDLORD
from ...domain.landlord import InformationGround
from ...domain.landlord import Initiative
from ...domain.landlord import LandlordContact
from ...domain.landlord import LandlordInformation
from ...domain.landlord import LandlordStatement
from ...domain.said import agreed
from ...domain.vocabulary import AgreementStatus
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
class LandlordStanding:
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
        due=tuple(landlord_due(case, plan, on)),
    )


def informed(case: Case, on: date) -> bool:
    """Say whether the landlord was told of guarantees by a day (call C12; I19)."""
    return any(one.on <= on for one in case.landlord.informed)


def landlord_due(case: Case, plan: WorkPlan, on: date) -> Iterable[Due]:
    """Yield the landlord to inform, and the mediation that waits for their answer.

    Without a ground to inform them, the household is asked whether it lets the team.
    """
    if case.closure_on(on) is not None:
        return
    by = _inform_by(case, plan.landlord, on)
    if by is not None and not informed(case, on):
        asked = None if information_ground(case, on) is not None else _HOUSEHOLD
        yield Due(task=Task.INFORM_LANDLORD, due_on=by, waiting_for=asked)
    if plan.landlord.answer_within_days is None:
        return
    for one in mediations_on(case, on):
        if one.state is MediationState.OFFERED:
            last = one.offered_on + timedelta(days=plan.landlord.answer_within_days)
            yield Due(task=Task.MEDIATION_ANSWER, due_on=last, number=one.number, waiting_for=LANDLORD)


def _inform_by(case: Case, plan: LandlordPlan, on: date) -> date | None:
    """Return the last day to inform the landlord of a household the team works for, None if there is none."""
    if plan.inform_within_days is None:
        return None
    start: date | None = None
    match plan.inform_from:
        case InformFrom.AGREEMENT:
            given = (one for one in case.agreements if one.status is AgreementStatus.GIVEN)
            last = last_by(given, on) if agreed(case, on) else None
            start = last.on if last else None
        case InformFrom.ALLOCATION:
            allocated = case.allocation.allocated_on if case.allocation else None
            start = allocated if allocated is not None and allocated <= on else None
    return None if start is None else start + timedelta(days=plan.inform_within_days)
