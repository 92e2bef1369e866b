"""Repayment plans and the current rent: signed, paid, missed, ended, found. Source: call C10; indicators I20, I21."""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import Any

import attrs

from ...domain import contract_events as said
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.engagement import InstalmentFact
from ...domain.engagement import PlanEnding
from ...domain.engagement import RentFact
from ...domain.engagement import RepaymentPlan
from ...domain.engagement_vocabulary import PlanState
from ...domain.engagement_vocabulary import UndertakingKind
from ...domain.engagement_vocabulary import UndertakingResult
from ...domain.engagement_vocabulary import UndertakingStatus
from ...domain.events import Event
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from . import commands
from .repayment import RUNNING
from .repayment import InstalmentStanding
from .repayment import PlanStanding
from .repayment import plan_standing
from .repayment import plan_standings
from .undertakings import no_such_undertaking
from .undertakings import steps_of
from .undertakings import undertaking_standing


def sign_plan(now: Situation, command: commands.SignRepaymentPlan) -> Decision:
    """Sign a plan whose instalments add up; one runs at a time for a creditor, and another must replace it."""
    added = sum(one.cents for one in command.instalments)
    if added != command.total_cents:
        return now.refuse(RefusalCode.INSTALMENTS_DO_NOT_ADD_UP, added_cents=added, total_cents=command.total_cents)
    misplaced = _misplaced(now, command)
    if misplaced is not None:
        return misplaced
    carried = _carried(now, command.undertaking)
    if carried is not None:
        return carried
    if command.replaces is not None:
        replaced = _running(now, command.replaces)
        if isinstance(replaced, Refusal):
            return replaced
    for other in plan_standings(now.case, command.on):
        same = other.plan.creditor is command.creditor and other.number != command.replaces
        if same and other.state in RUNNING:
            return now.refuse(RefusalCode.PLAN_RUNNING, number=other.number)
    return (
        now.say(
            said.RepaymentPlanSigned,
            number=now.number,
            creditor=command.creditor,
            total_cents=command.total_cents,
            instalments=command.instalments,
            replaces=command.replaces,
            undertaking=command.undertaking,
        ),
    )


def _carried(now: Situation, number: int | None) -> Refusal | None:
    """Refuse an undertaking that no plan can carry out: of another kind, over, or with a later status that denies it.

    One that is signed already may be carried by a second plan, after the first.
    """
    if number is None:
        return None
    found = undertaking_standing(now.case, number, now.on)
    if found is None:
        return no_such_undertaking(now, number)
    kind, signed = found.undertaking.kind, UndertakingStatus.SIGNED
    if kind is not UndertakingKind.REPAYMENT_PLAN:
        return now.refuse(RefusalCode.STATUS_NOT_OF_KIND, kind=kind, status=signed)
    if found.stopped_on is not None:
        return now.refuse(RefusalCode.STOPPED_BY_WITHDRAWAL, number=number, on=found.stopped_on)
    if found.result is not UndertakingResult.OPEN and found.status is not signed:
        return now.refuse(RefusalCode.STATUS_FINAL, number=number, status=found.status, on=found.since)
    later = next((step.status for step in steps_of(now.case, number) if step.on > now.on), signed)
    return None if later is signed else now.refuse(RefusalCode.STATUS_NOT_NEXT, before=signed, status=later)


def _misplaced(now: Situation, command: commands.SignRepaymentPlan) -> Refusal | None:
    """Refuse an instalment before the signing, or not after the one before it."""
    last = command.on - timedelta(days=1)
    for one in command.instalments:
        if one.due_on <= last:
            return now.refuse(RefusalCode.INSTALMENT_TOO_EARLY, due_on=one.due_on, on=last)
        last = one.due_on
    return None


def pay(now: Situation, command: commands.NotePayment) -> Decision:
    """Note a payment; without a rank the oldest instalment is paid first (Code civil art. 1342-10)."""
    found = _running(now, command.number)
    if isinstance(found, Refusal):
        return found
    known = plan_standing(now.case, command.number, _last_day(now))
    assert known is not None  # noqa: S101 - it was found on an earlier day
    chosen = [one for one in known.instalments if one.left_cents and command.rank in {None, one.rank}]
    if not 1 <= (command.rank or 1) <= len(known.instalments):
        return now.refuse(RefusalCode.NO_SUCH_ENTRY, number=command.rank, on=command.on)
    left = sum(one.left_cents for one in chosen)
    if command.cents > left:
        return now.refuse(RefusalCode.PAID_TOO_MUCH, left_cents=left)
    return _spread(now, command, chosen)


def miss(now: Situation, command: commands.NoteMissedInstalment) -> Decision:
    """Note that an instalment was not wholly paid, once its day is over."""
    found = _running(now, command.number)
    if isinstance(found, Refusal):
        return found
    one = next((one for one in found.instalments if one.rank == command.rank), None)
    if one is None:
        return now.refuse(RefusalCode.NO_SUCH_ENTRY, number=command.rank, on=command.on)
    if one.paid_on is not None:
        return now.refuse(RefusalCode.INSTALMENT_PAID, number=command.rank, on=one.paid_on)
    if command.on <= one.instalment.due_on:
        return now.refuse(RefusalCode.INSTALMENT_NOT_DUE, due_on=one.instalment.due_on)
    return (now.say(said.InstalmentMissed, number=command.number, rank=command.rank),)


def end_plan(now: Situation, command: commands.EndRepaymentPlan) -> Decision:
    """End a plan before all of it is paid."""
    found = _running(now, command.number)
    if isinstance(found, Refusal):
        return found
    return (now.say(said.RepaymentPlanEnded, number=command.number, reason=command.reason),)


def note_rent(now: Situation, command: commands.NoteRent) -> Decision:
    """Note whether the current rent is paid."""
    return (now.say(said.RentPaymentFound, payment=command.payment),)


def _running(now: Situation, number: int) -> PlanStanding | Refusal:
    found = plan_standing(now.case, number, now.on)
    if found is None:
        return now.refuse(RefusalCode.NO_SUCH_ENTRY, number=number, on=now.on)
    if found.state is PlanState.STOPPED:
        return now.refuse(RefusalCode.STOPPED_BY_WITHDRAWAL, number=number, on=found.over_on)
    if found.state not in RUNNING:
        return now.refuse(RefusalCode.PLAN_OVER, number=number, on=found.over_on)
    return found


def _last_day(now: Situation) -> date:
    """Return the day by which all facts are counted: what was paid later, and noted before, is paid too."""
    return max([now.on, *(fact.on for fact in now.case.engagement.instalment_facts)])


def _spread(now: Situation, command: commands.NotePayment, chosen: list[InstalmentStanding]) -> tuple[Event, ...]:
    events, rest = [], command.cents
    for one in chosen:
        part = min(rest, one.left_cents)
        if part:
            events.append(now.say(said.InstalmentPaid, number=command.number, rank=one.rank, cents=part))
        rest = type(command.cents)(rest - part)
    return tuple(events)


def plan_signed(case: Case, event: said.RepaymentPlanSigned) -> Mapping[str, Any]:
    """Add a plan."""
    fact = RepaymentPlan(
        on=event.occurred_on,
        number=event.number,
        creditor=event.creditor,
        total_cents=event.total_cents,
        instalments=event.instalments,
        replaces=event.replaces,
        undertaking=event.undertaking,
    )
    return {"engagement": attrs.evolve(case.engagement, plans=inserted(case.engagement.plans, fact))}


def instalment_found(case: Case, event: said.InstalmentPaid | said.InstalmentMissed) -> Mapping[str, Any]:
    """Add what is known of an instalment."""
    cents = event.cents if isinstance(event, said.InstalmentPaid) else None
    fact = InstalmentFact(on=event.occurred_on, number=event.number, rank=event.rank, cents=cents)
    known = case.engagement.instalment_facts
    return {"engagement": attrs.evolve(case.engagement, instalment_facts=inserted(known, fact))}


def plan_ended(case: Case, event: said.RepaymentPlanEnded) -> Mapping[str, Any]:
    """End a plan."""
    fact = PlanEnding(on=event.occurred_on, number=event.number, reason=event.reason)
    return {"engagement": attrs.evolve(case.engagement, plan_endings=inserted(case.engagement.plan_endings, fact))}


def rent_found(case: Case, event: said.RentPaymentFound) -> Mapping[str, Any]:
    """Add what was found of the current rent."""
    fact = RentFact(on=event.occurred_on, payment=event.payment)
    return {"engagement": attrs.evolve(case.engagement, rents=inserted(case.engagement.rents, fact))}
