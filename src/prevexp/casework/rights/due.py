"""By when a person is to be answered, and what else its rights make due. Computed from facts, the law and a day.

Source: RGPD art. 12-3 (a month; two more if the person is told so within the first), art. 19 (no delay: at once).
"""

from collections.abc import Iterable
from datetime import date

import attrs

from ...domain.case import Case
from ...domain.rights import RightRequest
from ...law.territory_law import TerritoryLaw
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task

_RULE = "O6"


@attrs.frozen(kw_only=True)
class AnswerDue:
    """How a request stands on a day; `due_on` is the last day of its answer, None before the RGPD.

    `extendable_until` is the last day on which the person may be told that it takes longer, None if there is none left.
    """

    request: RightRequest
    due_on: date | None
    extendable_until: date | None

    def late(self, on: date) -> bool:
        """Say whether the last day is over by a day and nothing was answered, or it was answered after it."""
        if self.due_on is None or self.request.taken_back_on is not None:
            return False
        return self.due_on < (self.request.answered_on or on)


def answer_due(case: Case, request: RightRequest, law: TerritoryLaw, *, on: date) -> AnswerDue:
    """Return by when a request is to be answered, as is known on a day: an extension counts from the day it is told."""
    values = law.ruling(_RULE, case.facts.commune, {"right_requested_on": request.on}).values
    first, longer = (_day(values[name]) for name in ("answer_due", "answer_due_extended"))
    extended = request.extended_on is not None and request.extended_on <= on
    return AnswerDue(
        request=request, due_on=longer if extended else first, extendable_until=None if extended else first
    )


def rights_due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Make answers and notices due, whatever became of the case: the law asks for them."""
    case, on = day.case, day.on
    for request in case.rights.requests:
        due_on = answer_due(case, request, plan.law, on=on).due_on if request.open_on(on) else None
        if due_on is not None:
            about = request.right.value
            yield Due(task=Task.ANSWER_RIGHT, due_on=due_on, number=request.number, about=about, by_law=True)
    granted = case.rights.erasure_on(on)
    if granted is not None:
        yield Due(task=Task.ERASE, due_on=granted.answered_on or on, number=granted.number, by_law=True)
    for notice in case.rights.untold_on(on):
        about = notice.subject.value
        yield Due(task=Task.TELL_RECIPIENT, due_on=notice.on, number=notice.number, about=about, by_law=True)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
