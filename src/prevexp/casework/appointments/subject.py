"""Appointments as a part of the casework. Source: call C08 (at home or near it), C25 (strong reactivity)."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...domain.appointment import Appointment
from ...domain.appointment import AppointmentCancellation
from ...domain.appointment_events import AppointmentCancelled
from ...domain.appointment_events import AppointmentFixed
from ...domain.case import Case
from ...domain.dated import inserted
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands


def standing(case: Case, on: date) -> tuple[Appointment, ...]:
    """Return the appointments that were fixed by a day and not cancelled by it, by day and hour."""
    cancelled = {one.number for one in case.appointment_cancellations if one.on <= on}
    found = (one for one in case.appointments if one.on <= on and one.number not in cancelled)
    return tuple(sorted(found, key=lambda one: (one.day, one.starts_at or 0, one.number)))


def _fix(now: Situation, command: commands.FixAppointment) -> Decision:
    if command.day < command.on:
        return now.refuse(RefusalCode.APPOINTMENT_IN_THE_PAST, day=command.day, on=command.on)
    fields = {"day": command.day, "starts_at": command.starts_at, "place": command.place, "workers": command.workers}
    return (now.say(AppointmentFixed, number=now.number, **fields),)


def _cancel(now: Situation, command: commands.CancelAppointment) -> Decision:
    if command.number not in {one.number for one in standing(now.case, command.on)}:
        return now.refuse(RefusalCode.NO_APPOINTMENT, number=command.number, on=command.on)
    return (now.say(AppointmentCancelled, number=command.number, cancelled_by=command.cancelled_by),)


def _fixed(case: Case, event: AppointmentFixed) -> Mapping[str, Any]:
    appointment = Appointment(
        on=event.occurred_on,
        number=event.number,
        day=event.day,
        starts_at=event.starts_at,
        place=event.place,
        workers=event.workers,
    )
    return {"appointments": inserted(case.appointments, appointment)}


def _cancelled(case: Case, event: AppointmentCancelled) -> Mapping[str, Any]:
    end = AppointmentCancellation(on=event.occurred_on, number=event.number, cancelled_by=event.cancelled_by)
    return {"appointment_cancellations": inserted(case.appointment_cancellations, end)}


def _due(day: CaseDay, _: WorkPlan) -> Iterable[Due]:
    """Make an appointment due on its day, and after it until somebody noted what came of it."""
    case, on = day.case, day.on
    if not case.appointments:
        return
    for one in standing(case, on):
        if one.day <= on and not any(one.day <= attempt.on <= on for attempt in case.attempts):
            yield Due(task=Task.APPOINTMENT, due_on=one.day, number=one.number)


APPOINTMENTS = Subject(
    deciders={commands.FixAppointment: _fix, commands.CancelAppointment: _cancel},
    effects={AppointmentFixed: _fixed, AppointmentCancelled: _cancelled},
    due=_due,
)
