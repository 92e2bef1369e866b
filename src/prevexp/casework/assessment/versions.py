"""The versions of an assessment by a day, and the current one with its budget and its account read."""

from datetime import date

import attrs

from ...domain.assessment import Assessment
from ...domain.case import Case
from ...domain.groups import Veiled
from .budget import Budget
from .budget import BudgetRules
from .budget import budget_of
from .debt import DebtReading
from .debt import debt_of


@attrs.frozen(kw_only=True)
class AssessmentRead(Veiled):
    """One version of the assessment of a case, with what is computed from it; `version` counts from 1, by days."""

    assessment: Assessment
    version: int
    versions: tuple[Assessment, ...] = attrs.field(repr=False)
    rules: BudgetRules
    budget: Budget = attrs.field(repr=False)
    debt: DebtReading | None = attrs.field(repr=False)


def versions(case: Case, on: date) -> tuple[Assessment, ...]:
    """Return the versions made by a day, in the order of their days, whenever they were noted."""
    return tuple(one for one in case.assessments if one.on <= on)


def read_assessment(case: Case, on: date, rules: BudgetRules, *, version: int | None = None) -> AssessmentRead | None:
    """Return the current version of a day, or an earlier one by its rank; None if there is none."""
    made = versions(case, on)
    rank = len(made) if version is None else version
    if not 0 < rank <= len(made):
        return None
    chosen = made[rank - 1]
    debt = chosen.findings.debt
    return AssessmentRead(
        assessment=chosen,
        version=rank,
        versions=made,
        rules=rules,
        budget=budget_of(chosen.findings, rules),
        debt=None if debt is None else debt_of(debt),
    )
