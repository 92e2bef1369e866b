"""What may be told outside the team of undertakings and repayment plans, in words of vocabularies, days and cents.

What stopped with an agreement is told to nobody, not even once the household agrees again: that it stopped would say
that the agreement had ended. Sums stand only in the plan as its creditor signed it. Source: call C10, C23; privacy
notes §2 (G9).
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import attrs

from ...domain.case import Case
from ...domain.engagement import Instalment
from ...domain.engagement_vocabulary import Creditor
from ...domain.engagement_vocabulary import Objective
from ...domain.engagement_vocabulary import PlanState
from ...domain.engagement_vocabulary import UndertakingKind
from ...domain.engagement_vocabulary import UndertakingOwner
from ...domain.engagement_vocabulary import UndertakingResult
from ...domain.engagement_vocabulary import UndertakingStatus
from ...domain.groups import Veiled
from ...domain.vocabulary import FieldGroup
from .repayment import RUNNING
from .repayment import PlanStanding
from .repayment import plan_standings
from .undertakings import UndertakingStanding
from .undertakings import undertaking_standings


class StepsKind(StrEnum):
    """What is told of the steps of a household."""

    UNDERTAKINGS = "undertakings"
    REPAYMENT_PLANS = "repayment_plans"


@attrs.frozen(kw_only=True)
class UndertakingTold(Veiled):
    """An undertaking and what came of it; which partner owns it is not told."""

    kind: UndertakingKind
    objective: Objective
    owner: UndertakingOwner
    promised_on: date
    due_on: date
    status: UndertakingStatus
    since: date
    result: UndertakingResult


@attrs.frozen(kw_only=True)
class PlanTold(Veiled):
    """A repayment plan and how it is kept, without its sums."""

    creditor: Creditor
    state: PlanState
    signed_on: date
    instalments: int
    last_due_on: date


@attrs.frozen(kw_only=True)
class StepsTold(Veiled):
    """The steps of one kind, in the order of their days."""

    kind: StepsKind
    told: tuple[UndertakingTold | PlanTold, ...]
    group: FieldGroup = FieldGroup.STEPS


@attrs.frozen(kw_only=True)
class AcceptedPlan(Veiled):
    """A repayment plan as its creditor signed it."""

    signed_on: date
    total_cents: int = attrs.field(metadata={"unit": "cents"})
    instalments: tuple[Instalment, ...]


def steps_to_tell(case: Case, on: date) -> tuple[StepsTold, ...]:
    """Return the undertakings and the repayment plans of a case as they stand on a day; a kind without any is absent.

    A plan that another took the place of is left out.
    """
    promised = tuple(_undertaking(one) for one in undertaking_standings(case, on) if one.stopped_on is None)
    untold = {PlanState.STOPPED, PlanState.REPLACED}
    plans = tuple(_plan(one) for one in plan_standings(case, on) if one.state not in untold)
    pieces = (
        StepsTold(kind=StepsKind.UNDERTAKINGS, told=promised),
        StepsTold(kind=StepsKind.REPAYMENT_PLANS, told=plans),
    )
    return tuple(piece for piece in pieces if piece.told)


def plan_status(plans: Sequence[PlanStanding]) -> PlanState | None:
    """Return how the plan signed last with the landlord stands, None if there is none to tell of."""
    last = _with_landlord(plans)
    return None if last is None else last.state


def accepted_plan(plans: Sequence[PlanStanding]) -> AcceptedPlan | None:
    """Return the plan in force that the landlord signed; of a plan with another creditor they learn nothing."""
    last = _with_landlord(plans)
    if last is None or last.state not in RUNNING | {PlanState.FINISHED}:
        return None
    signed = last.plan
    return AcceptedPlan(signed_on=signed.on, total_cents=signed.total_cents, instalments=signed.instalments)


def _with_landlord(plans: Sequence[PlanStanding]) -> PlanStanding | None:
    signed = [one for one in plans if one.plan.creditor is Creditor.LANDLORD]
    return signed[-1] if signed and signed[-1].state is not PlanState.STOPPED else None


def _undertaking(one: UndertakingStanding) -> UndertakingTold:
    promised = one.undertaking
    return UndertakingTold(
        kind=promised.kind,
        objective=promised.objective,
        owner=promised.owner,
        promised_on=promised.on,
        due_on=one.due_on,
        status=one.status,
        since=one.since,
        result=one.result,
    )


def _plan(one: PlanStanding) -> PlanTold:
    signed = one.plan
    return PlanTold(
        creditor=signed.creditor,
        state=one.state,
        signed_on=signed.on,
        instalments=len(signed.instalments),
        last_due_on=signed.instalments[-1].due_on,
    )
