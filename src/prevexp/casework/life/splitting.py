"""One case that holds two households: a person says it, and the second one gets a case of its own.

The list named both under one reference, so both were received by the same row and both know what the lists said under
it. What the household said or did stays where it was noted: no agreement, attempt, assessment or document passes.
A refusal is a word of everybody who was of the household that gave it: whoever leaves it is not approached under a new
case. Only where the two never were one household (`listed_together`) has the second one said nothing. Channels that put
somebody at risk are noted on the new case as well: not using one is safe whoever it would have put at risk.
Source: call C14, C22.
"""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any

import attrs

from ...domain.case import Case
from ...domain.casework_events import ChannelSafetyNoted
from ...domain.errors import InvalidValue
from ...domain.events import CaseListedAgain
from ...domain.events import CaseReceived
from ...domain.events import Event
from ...domain.life import SplitReason
from ...domain.life_events import CaseSplit
from ...domain.life_events import SplitFrom
from ...domain.said import refused
from ...domain.said import unsafe_channels
from ...domain.values import CaseId
from ...domain.values import HouseholdId
from ..contact_plan import WorkPlan
from ..decide import impossible
from ..evolve import replay
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..rights.standstill import stopped_by_the_person
from ..subject import Situation
from .commands import SplitCase
from .sameness import TwoDecided


def decide_split(
    events: Sequence[object],
    command: SplitCase,
    new_case: CaseId,
    *,
    known_identity: tuple[str, ...],
    at: datetime,
    plan: WorkPlan,
) -> TwoDecided | Refusal:
    """Return what happens to a case that is split, given all its events, and what the new case begins with.

    `known_identity` names what is known of who the second household is.
    """
    here = Situation(case=replay(events), on=command.on, at=at, plan=plan)
    split = here.say(CaseSplit, other_case=new_case, reason=command.reason)
    stands = (
        impossible(here, command) or stopped_by_the_person(here.case, (split,)) or _stands_in_the_way(here, command)
    )
    if stands is not None:
        return stands
    origin = here.case.case_id
    told: dict[str, Any] = {"case_id": new_case, "occurred_on": command.on, "recorded_at": at}
    unsafe = unsafe_channels(here.case, date.max)
    return TwoDecided(
        here=(split,),
        there=(
            *_listed(events, new_case, known_identity, at),
            SplitFrom(**told, other_case=origin, reason=command.reason),
            *(ChannelSafetyNoted(**told, channel=one, safe=False) for one in unsafe),
        ),
    )


def _stands_in_the_way(here: Situation, command: SplitCase) -> Refusal | None:
    closure = here.case.closure_on(here.on)
    if closure is not None:
        return here.refuse(RefusalCode.CASE_CLOSED, on=here.on, closed_on=closure.on)
    return here.refuse(RefusalCode.REFUSED_BY_BOTH) if _refusal_binds(here.case, command.reason) else None


def _refusal_binds(case: Case, reason: SplitReason) -> bool:
    """Say whether the last word known of the household, on whatever day, is a refusal that binds the second one."""
    return reason is not SplitReason.LISTED_TOGETHER and refused(case, date.max)


def _listed(events: Sequence[object], new_case: CaseId, known_identity: tuple[str, ...], at: datetime) -> list[Event]:
    """Return what the lists said under the first reference, as said of the second household too."""
    first = events[0]
    if not isinstance(first, CaseReceived):
        raise InvalidValue("a case begins with its reception")
    again = [one for one in events if isinstance(one, CaseListedAgain) and one.reference == first.reference]
    of_both: dict[str, Any] = {"case_id": new_case, "recorded_at": at, "known_identity": known_identity}
    received = attrs.evolve(first, household_id=HouseholdId(new_case), **of_both)
    return [received, *(attrs.evolve(one, **of_both) for one in again)]
