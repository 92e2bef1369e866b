"""What a contract makes due on a day: undertakings near or past their day, instalments to check, a term that nears.

Computed from facts and a day. Nothing is due once the household has refused or withdrawn, or the case is closed. A hold
on contact takes nothing away: a service's deadline passes whether or not the household is approached.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from ...domain.case import Case
from ...domain.engagement_vocabulary import ContractState
from ...domain.engagement_vocabulary import InstalmentState
from ...domain.engagement_vocabulary import UndertakingOwner
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from .contracts import last_contract
from .repayment import RUNNING
from .repayment import plan_standings
from .undertakings import to_go_through

_LAPSING = frozenset({ContractState.IN_FORCE, ContractState.EXPIRED})


def engagement_due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Return what is due for a case on a day."""
    case, on = day.case, day.on
    promised = case.engagement
    if day.stopped or not (promised.contracts or promised.undertakings or promised.plans):
        return ()
    return (*_undertakings(case, plan, on), *_instalments(case, plan, on), *_contract(case, plan, on))


def _undertakings(case: Case, plan: WorkPlan, on: date) -> Iterator[Due]:
    """List an open undertaking from some days before its last day until it is over, waiting for whoever is to act."""
    notice = timedelta(days=plan.engagement.undertaking_notice_days)
    for one in to_go_through(case, on):
        if one.due_on - notice <= on:
            waits = None if one.waiting_for == UndertakingOwner.TEAM else one.waiting_for
            kind = one.undertaking.kind.value
            yield Due(task=Task.UNDERTAKING, due_on=one.due_on, number=one.number, about=kind, waiting_for=waits)


def _instalments(case: Case, plan: WorkPlan, on: date) -> Iterator[Due]:
    """List an instalment from the day after its own until somebody noted what became of it."""
    within = timedelta(days=plan.engagement.instalment_check_days)
    for standing in plan_standings(case, on):
        if standing.state not in RUNNING:
            continue
        for one in standing.instalments:
            if one.state is InstalmentState.TO_CHECK:
                day = one.instalment.due_on + within
                yield Due(task=Task.INSTALMENT, due_on=day, number=standing.number, about=str(one.rank))


def _contract(case: Case, plan: WorkPlan, on: date) -> Iterator[Due]:
    """List the contract signed last from some days before its term until it is renewed, ended or followed."""
    last = last_contract(case, on)
    notice = timedelta(days=plan.engagement.contract_notice_days)
    if last is not None and last.state in _LAPSING and last.until - notice <= on:
        yield Due(task=Task.CONTRACT, due_on=last.until, number=last.number)
