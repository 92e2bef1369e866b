"""The next legal date of a case on a day. Computed from facts and a date, never stored."""

from datetime import date

from ..domain.case import Case
from ..domain.vocabulary import Stage
from ..law.clause import plan_by
from .worklist import LegalDate
from .worklist import LegalDateKind


def next_legal_date(case: Case, on: date) -> LegalDate | None:
    """Return the nearest legal date on or after a day: the listed hearing or the earliest end of the clause delay.

    None if no such date is known: that is not the same as "nothing will happen". The clause delay is reckoned after a
    commandement de payer only, as the day to plan by (earliest plausible). Source: loi 89-462, art. 24 I; call C25.
    """
    known = [day for day in (_hearing(case), _clause(case)) if day is not None and day.on >= on]
    return min(known, key=lambda day: (day.on, day.kind), default=None)


def _hearing(case: Case) -> LegalDate | None:
    if case.facts.hearing_on is None:
        return None
    return LegalDate(kind=LegalDateKind.HEARING, on=case.facts.hearing_on, basis="liste du secrétariat de la CCAPEX")


def _clause(case: Case) -> LegalDate | None:
    if case.facts.stage is not Stage.COMMANDEMENT_DE_PAYER or case.facts.act_on is None:
        return None
    end = plan_by(case.facts.act_on)
    return LegalDate(kind=LegalDateKind.CLAUSE_DELAY_ENDS, on=end.on, basis=end.article, inferred=True)
