"""How a repayment plan stands on a day: kept, broken, resumed, finished; what is paid and what remains.

An instalment whose day is over and of which nobody noted anything is to be checked: it reads neither as paid nor as
missed. Source: call C10; indicator I20.
"""

from datetime import date

import attrs

from ...domain.assessment_vocabulary import RentResumed
from ...domain.case import Case
from ...domain.dated import last_by
from ...domain.engagement import Instalment
from ...domain.engagement import InstalmentFact
from ...domain.engagement import RepaymentPlan
from ...domain.engagement_vocabulary import InstalmentState
from ...domain.engagement_vocabulary import PlanEnd
from ...domain.engagement_vocabulary import PlanState
from ...domain.groups import Veiled
from .instalments import month_after
from .stopping import stopped_on

RUNNING = frozenset({PlanState.KEPT, PlanState.TO_CHECK, PlanState.BROKEN, PlanState.RESUMED})
"""States in which instalments are still to be paid."""

_PAID = frozenset({InstalmentState.PAID, InstalmentState.PAID_LATE})
_SETTLED_ENDS = frozenset({PlanEnd.PAID_OTHERWISE, PlanEnd.DEBT_ERASED})


@attrs.frozen(kw_only=True)
class InstalmentStanding(Veiled):
    """One instalment on a day; `paid_on` is the day on which it was wholly paid."""

    rank: int
    instalment: Instalment
    state: InstalmentState
    paid_cents: int
    paid_on: date | None

    @property
    def left_cents(self) -> int:
        """What is still to be paid of it."""
        return self.instalment.cents - self.paid_cents

    @property
    def failed(self) -> bool:
        """Whether it was not wholly paid on its day, as far as is known."""
        return self.state in {InstalmentState.MISSED, InstalmentState.PARTLY_PAID, InstalmentState.PAID_LATE}


@attrs.frozen(kw_only=True)
class PlanStanding(Veiled):
    """A repayment plan on a day; `over_on` is the day on which it was replaced, ended or stopped."""

    plan: RepaymentPlan
    state: PlanState
    instalments: tuple[InstalmentStanding, ...]
    over_on: date | None = None

    @property
    def number(self) -> int:
        """The number of the plan in its case."""
        return self.plan.number

    @property
    def paid_cents(self) -> int:
        """What is paid so far."""
        return sum(one.paid_cents for one in self.instalments)

    @property
    def left_cents(self) -> int:
        """What remains to be paid."""
        return self.plan.total_cents - self.paid_cents


def plan_standings(case: Case, on: date) -> tuple[PlanStanding, ...]:
    """Return every plan signed by a day, in the order of signing, as it stands on that day."""
    return tuple(_standing(case, plan, on) for plan in case.engagement.plans if plan.on <= on)


def plan_standing(case: Case, number: int, on: date) -> PlanStanding | None:
    """Return the plan of a number, None if none was signed by a day."""
    return next((one for one in plan_standings(case, on) if one.number == number), None)


def rent_paid(case: Case, on: date) -> RentResumed | None:
    """Return what was last found of the current rent by a day, None if nobody noted it (indicator I21)."""
    fact = last_by(case.engagement.rents, on)
    return fact.payment if fact else None


def kept_after(case: Case, number: int, *, months: int, on: date) -> bool | None:
    """Say whether a plan was kept so many months after it was signed, by what is known on a day (indicator I20).

    Kept: on that day nothing that had fallen due was left unpaid, be it paid late; or the debt was paid or erased. Not
    kept: something was, or the plan had been ended or replaced. None, not known: the day has not come, an instalment
    was not checked, the agreement had ended, or there is no such plan.
    """
    plan = next((one for one in case.engagement.plans if one.number == number), None)
    if plan is None:
        return None
    day = month_after(plan.on, months)
    standing = plan_standing(case, number, day)
    if day > on or standing is None or standing.state is PlanState.STOPPED:
        return None
    if standing.state is PlanState.FINISHED:
        return True
    if standing.over_on is not None:
        return _reason(case, plan, day) in _SETTLED_ENDS
    short = [one for one in standing.instalments if one.instalment.due_on <= day and one.state not in _PAID]
    if any(_known_short(case, plan, one, on) for one in short):
        return False
    return None if short else True


def _known_short(case: Case, plan: RepaymentPlan, short: InstalmentStanding, on: date) -> bool:
    """Say whether it is known on a later day that an instalment was not wholly paid: noted missed, or paid after."""
    facts = _facts(case, plan, short.rank, on)
    return short.paid_cents > 0 or bool(facts)


def _standing(case: Case, plan: RepaymentPlan, on: date) -> PlanStanding:
    instalments = tuple(_instalment(case, plan, rank, on) for rank in range(1, len(plan.instalments) + 1))
    state, over_on = _over(case, plan, on)
    if all(one.state in _PAID for one in instalments):
        state, over_on = PlanState.FINISHED, max(one.paid_on for one in instalments if one.paid_on)
    return PlanStanding(
        plan=plan,
        state=state or _running(case, plan, instalments, on),
        instalments=instalments,
        over_on=over_on,
    )


def _instalment(case: Case, plan: RepaymentPlan, rank: int, on: date) -> InstalmentStanding:
    due, facts = plan.instalments[rank - 1], _facts(case, plan, rank, on)
    paid, paid_on = 0, None
    for fact in facts:
        paid += fact.cents or 0
        if paid_on is None and paid >= due.cents:
            paid_on = fact.on
    if paid_on is not None:
        state = InstalmentState.PAID if paid_on <= due.due_on else InstalmentState.PAID_LATE
    elif on <= due.due_on:
        state = InstalmentState.TO_COME
    elif paid:
        state = InstalmentState.PARTLY_PAID
    else:
        state = InstalmentState.MISSED if facts else InstalmentState.TO_CHECK
    return InstalmentStanding(rank=rank, instalment=due, state=state, paid_cents=paid, paid_on=paid_on)


def _running(case: Case, plan: RepaymentPlan, instalments: tuple[InstalmentStanding, ...], on: date) -> PlanState:
    failed = [one.instalment.due_on for one in instalments if one.failed]
    unknown = [one.instalment.due_on for one in instalments if one.state is InstalmentState.TO_CHECK]
    if failed:
        paid = [f.on for f in case.engagement.instalment_facts if f.number == plan.number and f.cents and f.on <= on]
        if max(paid, default=plan.on) <= max(failed):
            return PlanState.BROKEN
    if unknown:
        return PlanState.TO_CHECK
    return PlanState.RESUMED if failed else PlanState.KEPT


def _over(case: Case, plan: RepaymentPlan, on: date) -> tuple[PlanState | None, date | None]:
    """Return how and when a plan was over without being paid, by a day: the first thing that ended it."""
    over = [(one.on, PlanState.REPLACED) for one in case.engagement.plans if one.replaces == plan.number]
    over += [(one.on, PlanState.ENDED) for one in case.engagement.plan_endings if one.number == plan.number]
    stopped = stopped_on(case, plan.on, on)
    over += [(stopped, PlanState.STOPPED)] if stopped else []
    day, state = min(((day, state) for day, state in over if day <= on), default=(None, None))
    return state, day


def _reason(case: Case, plan: RepaymentPlan, on: date) -> PlanEnd | None:
    ends = (one for one in case.engagement.plan_endings if one.number == plan.number and one.on <= on)
    end = next(ends, None)
    return end.reason if end else None


def _facts(case: Case, plan: RepaymentPlan, rank: int, on: date) -> tuple[InstalmentFact, ...]:
    known = case.engagement.instalment_facts
    return tuple(fact for fact in known if fact.number == plan.number and fact.rank == rank and fact.on <= on)
