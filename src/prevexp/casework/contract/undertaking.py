"""Undertakings: promised, moved, postponed, gone through at a follow-up. Source: call C10, C11, C13."""

from collections.abc import Mapping
from typing import Any

import attrs

from ...domain import contract_events as said
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.engagement import Undertaking
from ...domain.engagement import UndertakingPostponement
from ...domain.engagement import UndertakingReview
from ...domain.engagement import UndertakingStep
from ...domain.engagement_vocabulary import UndertakingResult
from ...domain.undertaking_courses import COURSES
from ...domain.vocabulary import FollowUpEnd
from ..commands import EndFollowUp
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..watching import WATCHING
from . import commands
from .contracts import contract_promised_under
from .undertakings import UndertakingStanding
from .undertakings import steps_of
from .undertakings import undertaking_standing


def promise(now: Situation, command: commands.PromiseUndertaking) -> Decision:
    """Open an undertaking under the contract of its day; some territories want one (field notes V10)."""
    if command.due_on < command.on:
        return now.refuse(RefusalCode.DUE_TOO_EARLY, due_on=command.due_on, on=command.on)
    contract = contract_promised_under(now.case, command.on)
    if contract is None and now.plan.engagement.undertakings_need_contract:
        return now.refuse(RefusalCode.NO_CONTRACT, on=command.on)
    return (
        now.say(
            said.UndertakingPromised,
            number=now.number,
            contract=contract.number if contract else None,
            kind=command.kind,
            objective=command.objective,
            owner=command.owner,
            partner=command.partner,
            due_on=command.due_on,
            proof=command.proof,
        ),
    )


def move(now: Situation, command: commands.MoveUndertaking) -> Decision:
    """Give an undertaking a status its course allows after the one before and before the one after."""
    found = _open(now, command.number)
    if isinstance(found, Refusal):
        return found
    course, status = COURSES[found.undertaking.kind], command.status
    if status not in course.statuses:
        return now.refuse(RefusalCode.STATUS_NOT_OF_KIND, kind=found.undertaking.kind, status=status)
    later = (step.status for step in steps_of(now.case, command.number) if step.on > command.on)
    for before, after in ((found.status, status), (status, next(later, None))):
        if after is not None and after not in course.following[before]:
            return now.refuse(RefusalCode.STATUS_NOT_NEXT, before=before, status=after)
    if command.cents is not None and status not in course.amounts:
        return now.refuse(RefusalCode.AMOUNT_NOT_EXPECTED, kind=found.undertaking.kind, status=status)
    fields = {"status": status, "cents": command.cents, "proof": command.proof}
    return (now.say(said.UndertakingMoved, number=command.number, **fields),)


def postpone(now: Situation, command: commands.PostponeUndertaking) -> Decision:
    """Give an undertaking a later due date."""
    found = _open(now, command.number)
    if isinstance(found, Refusal):
        return found
    earliest = max(found.due_on, command.on)
    if command.due_on <= earliest:
        return now.refuse(RefusalCode.DUE_TOO_EARLY, due_on=command.due_on, on=earliest)
    return (now.say(said.UndertakingPostponed, number=command.number, due_on=command.due_on, reason=command.reason),)


def review(now: Situation, command: commands.ReviewUndertakings) -> Decision:
    """Go through undertakings one by one; what cannot be said of one of them refuses all."""
    events: list[Any] = []
    for answer in command.answers:
        decided = _answered(now, answer)
        if isinstance(decided, Refusal):
            return decided
        events += decided
    if command.done:
        ended = WATCHING.deciders[EndFollowUp](now, EndFollowUp(on=command.on, end=FollowUpEnd.DONE))
        if isinstance(ended, Refusal):
            return ended
        events += ended
    return tuple(events)


def _answered(now: Situation, answer: commands.UndertakingAnswer) -> Decision:
    if answer.status is None:
        found = _open(now, answer.number)
        moved: Decision = found if isinstance(found, Refusal) else ()
    else:
        wanted = commands.MoveUndertaking(
            on=now.on, number=answer.number, status=answer.status, cents=answer.cents, proof=answer.proof
        )
        moved = move(now, wanted)
    if isinstance(moved, Refusal):
        return moved
    return (*moved, now.say(said.UndertakingReviewed, number=answer.number))


def _open(now: Situation, number: int) -> UndertakingStanding | Refusal:
    """Return an undertaking that is still open on the day."""
    found = undertaking_standing(now.case, number, now.on)
    if found is None:
        return now.refuse(RefusalCode.NO_SUCH_UNDERTAKING, number=number, on=now.on)
    if found.stopped_on is not None:
        return now.refuse(RefusalCode.STOPPED_BY_WITHDRAWAL, number=number, on=found.stopped_on)
    if found.result is not UndertakingResult.OPEN:
        return now.refuse(RefusalCode.STATUS_FINAL, number=number, status=found.status, on=found.since)
    return found


def promised(case: Case, event: said.UndertakingPromised) -> Mapping[str, Any]:
    """Add an undertaking."""
    fact = Undertaking(
        on=event.occurred_on,
        number=event.number,
        contract=event.contract,
        kind=event.kind,
        objective=event.objective,
        owner=event.owner,
        partner=event.partner,
        due_on=event.due_on,
        proof=event.proof,
    )
    return {"engagement": attrs.evolve(case.engagement, undertakings=inserted(case.engagement.undertakings, fact))}


def moved(case: Case, event: said.UndertakingMoved) -> Mapping[str, Any]:
    """Give an undertaking a status."""
    fact = UndertakingStep(
        on=event.occurred_on, number=event.number, status=event.status, cents=event.cents, proof=event.proof
    )
    return {"engagement": attrs.evolve(case.engagement, steps=inserted(case.engagement.steps, fact))}


def postponed(case: Case, event: said.UndertakingPostponed) -> Mapping[str, Any]:
    """Give an undertaking a later due date."""
    known = case.engagement.postponements
    fact = UndertakingPostponement(on=event.occurred_on, number=event.number, due_on=event.due_on, reason=event.reason)
    return {"engagement": attrs.evolve(case.engagement, postponements=inserted(known, fact))}


def reviewed(case: Case, event: said.UndertakingReviewed) -> Mapping[str, Any]:
    """Note that an undertaking was gone through."""
    fact = UndertakingReview(on=event.occurred_on, number=event.number)
    return {"engagement": attrs.evolve(case.engagement, reviews=inserted(case.engagement.reviews, fact))}
