"""What the team has to do for each of its cases on a day: all that the parts of the work make due.

Source: call C06 (contact), C13 (contact within 15 days of the last exchange), C25 (strong reactivity).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

import attrs

from ..domain.case import Case
from ..domain.values import CaseId
from .case_day import CaseDay
from .contact_plan import DOOR
from .contact_plan import WorkPlan
from .doors import taken_doors
from .due import Due
from .due import Task
from .subject import Subject
from .subjects import SUBJECTS


def agenda(
    cases: Iterable[Case], plan: WorkPlan, *, on: date, subjects: Sequence[Subject] = SUBJECTS
) -> Mapping[CaseId, tuple[Due, ...]]:
    """Return what is to be done on a day, by case, the most pressing first; a case with nothing to do is absent.

    Two teams are not sent to one door: of two visits due behind it, the one due first is made. Computed from facts and
    the day alone, so that a week in which nobody looked loses nothing.
    """
    known = list(cases)
    plan = attrs.evolve(plan, law=plan.law.remembering())
    found = {case.case_id: dues_of(case, plan, on, subjects) for case in known}
    for case_id in _shut_out(known, found, on):
        found[case_id] = tuple(due for due in found[case_id] if not at_the_door(due))
    return {case_id: dues for case_id, dues in found.items() if dues}


def dues_of(case: Case, plan: WorkPlan, on: date, subjects: Sequence[Subject] = SUBJECTS) -> tuple[Due, ...]:
    """Return what is to be done for one case on a day, other cases behind its door apart.

    While a case is held, once its household refused or it is closed, and before somebody answers for it, nothing is
    but what the law asks for.
    """
    day = CaseDay.of(case, on)
    free = day.worked_on and day.held_until is None
    dues = [due for subject in subjects for due in subject.due(day, plan) if free or due.by_law]
    if len(dues) > 1:
        dues.sort(key=Due.order)
    return tuple(dues)


def at_the_door(due: Due) -> bool:
    """Say whether a thing to do sends somebody to the dwelling by the contact plan."""
    return due.task is Task.FIRST_CONTACT and due.about in DOOR


def _shut_out(cases: Sequence[Case], found: Mapping[CaseId, tuple[Due, ...]], on: date) -> frozenset[CaseId]:
    """Return the cases whose door another team goes to that day: the one due first, by reference on one day."""
    days = {case.case_id: due.due_on for case in cases for due in found[case.case_id] if at_the_door(due)}
    wanted = [case for case in cases if case.case_id in days]
    wanted.sort(key=lambda case: (days[case.case_id], case.reference, case.case_id))
    return taken_doors(cases, wanted, on)
