"""Whether two cases are one: a person says it on both at once; nothing is merged by itself, nothing is copied.

Facts stay where they were noted. An agreement does not pass from the closed case to the one that goes on: it is the
word of a person, given on a day with its proof, and whether that person is the tenant of the kept case is what somebody
must know before noting it there on its own day. A refusal may not get lost either: it is noted on the kept case first.
Source: call C14, C22; field notes R17.
"""

from datetime import datetime

import attrs

from ...domain.case import Case
from ...domain.events import Event
from ...domain.groups import Veiled
from ...domain.life_events import CaseClosed
from ...domain.life_events import SameCaseDecided
from ...domain.said import agreed
from ...domain.said import refused
from ...domain.vocabulary import ClosureReason
from ..contact_plan import WorkPlan
from ..decide import impossible
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..rights.standstill import stopped_by_the_person
from ..subject import Situation
from .closing import outcome_of
from .commands import DecideSameCase
from .standing import closed
from .standing import merged_into
from .subject import closed_again


@attrs.frozen(kw_only=True)
class TwoDecided(Veiled):
    """What a comparison makes happen to the case it was said on, and to the other; written together or not at all."""

    here: tuple[Event, ...]
    there: tuple[Event, ...]


def decide_same_case(
    case: Case, other: Case, command: DecideSameCase, *, at: datetime, plan: WorkPlan
) -> TwoDecided | Refusal:
    """Return what becomes of two cases once a person has compared them; `case` goes on if they are the same."""
    here = Situation(case=case, on=command.on, at=at, plan=plan)
    there = Situation(case=other, on=command.on, at=at, plan=plan)
    stands = impossible(here, command) or impossible(there, command) or _stands_in_the_way(here, there, command)
    if stands is not None:
        return stands
    kept = case.case_id if command.same else None
    said_here = (here.say(SameCaseDecided, other_case=other.case_id, kept_case=kept),)
    said_there: tuple[Event, ...] = (there.say(SameCaseDecided, other_case=case.case_id, kept_case=kept),)
    if command.same and not closed(other, command.on):
        ended = closed_again(there)
        if isinstance(ended, Refusal):
            return ended
        reason = ClosureReason.DUPLICATE
        said_there += (there.say(CaseClosed, reason=reason, outcome=outcome_of(reason)),)
    stopped = stopped_by_the_person(case, said_here) or stopped_by_the_person(other, said_there)
    return stopped or TwoDecided(here=said_here, there=said_there)


def _stands_in_the_way(here: Situation, there: Situation, command: DecideSameCase) -> Refusal | None:
    if here.case.case_id == there.case.case_id:
        return here.refuse(RefusalCode.ITSELF)
    if any(merged_into(one) is not None for one in (here.case, there.case)):
        return here.refuse(RefusalCode.ALREADY_MERGED)
    if not command.same:
        return None
    if closed(here.case, here.on):
        return here.refuse(RefusalCode.KEPT_IS_CLOSED, on=here.on)
    said_no = refused(there.case, here.on) and not refused(here.case, here.on)
    return here.refuse(RefusalCode.REFUSAL_TO_CARRY) if said_no and not agreed(here.case, here.on) else None
