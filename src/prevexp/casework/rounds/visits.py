"""Which households one worker is to visit: appointments, steps of the contact plan at the door, follow-ups."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ...domain.appointment import Appointment
from ...domain.case import Case
from ...domain.groups import Veiled
from ...domain.said import unsafe_channels
from ...domain.values import CaseId
from ...domain.vocabulary import Channel
from ...domain.vocabulary import Place
from ..agenda import at_the_door
from ..appointments.subject import standing
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..doors import doors
from ..doors import team
from ..due import Due
from ..due import Task
from ..legal import next_legal_date
from ..life.answering import answering
from .rules import RoundsRules

IN_TOWN = frozenset({Place.HOME, Place.NEAR_HOME})
"""Places in the commune of the household; without one, the meeting is at home."""


class LeftOut(StrEnum):
    """Why a visit has no day in a plan."""

    NO_ROOM = "no_room"
    TOO_FAR = "too_far"
    HELD = "held"
    DOOR_TAKEN = "door_taken"
    NO_COMMUNE = "no_commune"
    APPOINTMENT_LATER = "appointment_later"
    APPOINTMENT_DOES_NOT_FIT = "appointment_does_not_fit"


@attrs.frozen(kw_only=True, cache_hash=True)
class Visit(Veiled):
    """One household to visit. `last_day` is the day after which it is late, `waits_since` the day it was due.

    With an `appointment` it has its day; `away` says that it is met at the team's base or an office, not at home.
    """

    case_id: CaseId
    reference: str
    commune: str | None
    task: Task
    waits_since: date
    last_day: date
    legal_on: date | None = None
    appointment: Appointment | None = None
    away: bool = False

    @property
    def order(self) -> tuple[date, date, str, str, str]:
        """What sorts visits: the one whose last day comes first, then who waits longest; no random id decides."""
        return (self.last_day, self.waits_since, self.commune or "", self.reference, self.case_id)


def visits_of(
    cases: Iterable[Case],
    dues: Mapping[CaseId, tuple[Due, ...]],
    plan: WorkPlan,
    rules: RoundsRules,
    *,
    on: date,
    worker: str,
) -> tuple[tuple[Visit, ...], tuple[tuple[Visit, LeftOut], ...]]:
    """Return the visits of one worker from a day on, and those that cannot be made, with the reason.

    The social worker of a case goes to visits that are due; an appointment names who goes, or it is that one too. A
    household with an appointment to come is not visited before it.
    """
    known = [case for case in cases if CaseDay.of(case, on).worked_on]
    plan = attrs.evolve(plan, law=plan.law.remembering())
    everybody = [
        (case, visit) for case in known for visit in _visits(case, dues.get(case.case_id, ()), plan, rules, on)
    ]
    mine = [(case, visit) for case, visit in everybody if _goes(case, visit, worker, on)]
    shut = _shut(known, everybody, on)
    found, left = [], []
    for case, visit in mine:
        day = visit.appointment.day if visit.appointment else on
        if (until := CaseDay.of(case, on).held_until) is not None and day <= until:
            left.append((visit, LeftOut.HELD))
        elif (visit.case_id, visit.appointment) in shut:
            left.append((visit, LeftOut.DOOR_TAKEN))
        else:
            found.append(visit)
    return tuple(found), tuple(left)


def _visits(case: Case, dues: Sequence[Due], plan: WorkPlan, rules: RoundsRules, on: date) -> list[Visit]:
    legal = next_legal_date(case, plan.law, on=on)
    legal_on = legal.on if legal else None
    visit = Visit(
        case_id=case.case_id,
        reference=case.reference,
        commune=case.facts.commune,
        legal_on=legal_on,
        task=Task.APPOINTMENT,
        waits_since=on,
        last_day=on,
    )
    coming = [one for one in standing(case, on) if one.day >= on and one.place is not Place.REMOTE]
    if coming:
        return [
            attrs.evolve(
                visit,
                waits_since=one.on,
                last_day=one.day,
                appointment=one,
                away=one.place is not None and one.place not in IN_TOWN,
            )
            for one in coming
        ]
    due = next((due for due in dues if _by_visit(case, due, rules, on)), None)
    if due is None:
        return []
    wait = due.due_on + timedelta(days=rules.longest_wait_days)
    last = due.due_on if due.task is Task.FOLLOW_UP else min(wait, legal_on or wait)
    return [attrs.evolve(visit, task=due.task, waits_since=due.due_on, last_day=last)]


def _by_visit(case: Case, due: Due, rules: RoundsRules, on: date) -> bool:
    if due.task is Task.FOLLOW_UP:
        return rules.follow_up_by_visit and Channel.VISIT_PLANNED not in unsafe_channels(case, on)
    return at_the_door(due)


def _goes(case: Case, visit: Visit, worker: str, on: date) -> bool:
    named = visit.appointment.workers if visit.appointment else ()
    if named:
        return worker in named
    who = answering(case, on)
    return who is not None and who.social_worker == worker


def _shut(
    cases: Sequence[Case], visits: Sequence[tuple[Case, Visit]], on: date
) -> set[tuple[CaseId, Appointment | None]]:
    """Return the visits whose door another team goes to: appointments hold, then the visit whose last day comes first.

    A visit that is due waits while another team has any visit behind its door; of two appointments only those of one
    day meet there.
    """
    door = doors(cases)
    ordered = sorted(visits, key=lambda one: (one[1].appointment is None, one[1].order))
    any_day: dict[CaseId, frozenset[str]] = {}
    that_day: dict[tuple[CaseId, date], frozenset[str]] = {}
    shut: set[tuple[CaseId, Appointment | None]] = set()
    for case, visit in ordered:
        fixed, place = visit.appointment, door[case.case_id]
        who = frozenset(fixed.workers) if fixed and fixed.workers else team(case, fixed.day if fixed else on)
        first = that_day.setdefault((place, fixed.day), who) if fixed else any_day.setdefault(place, who)
        if not first & who:
            shut.add((visit.case_id, fixed))
        elif fixed:
            any_day.setdefault(place, who)
    return shut
