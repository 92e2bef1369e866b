"""From a command to the events it makes, or to a refusal. Pure: the instant and the territory's plan are passed in."""

from datetime import datetime
from datetime import timedelta

from ..domain.archive import archived_on
from ..domain.case import Case
from ..domain.events import Event
from ..domain.said import agreed
from .archiving.subject import IN_ARCHIVE
from .command import Command
from .contact_plan import WorkPlan
from .days import implausible_day
from .refusal import Refusal
from .refusal import RefusalCode
from .rights.standstill import stopped_by_the_person
from .subject import Decision
from .subject import Situation
from .subjects import AFTER_THE_END
from .subjects import DECIDERS

PARIS_AHEAD = timedelta(hours=2)
"""Paris is never further ahead of UTC: a later day has not begun there."""


def decide(case: Case, command: Command, *, at: datetime, plan: WorkPlan) -> Decision:
    """Return the events a command makes on a case, or why it is refused; `at` is the instant of noting it, UTC.

    Whatever the command, an event that needs the household's agreement comes only with one in force on its day.
    """
    now = Situation(case=case, on=command.on, at=at, plan=plan)
    refusal = impossible(now, command)
    if refusal is not None:
        return refusal
    if type(command) not in DECIDERS:
        raise TypeError(f"no decision is known for a {type(command).__name__}")
    decided = DECIDERS[type(command)](now, command)
    return decided if isinstance(decided, Refusal) else checked(case, decided)


def checked(case: Case, events: tuple[Event, ...]) -> Decision:
    """Return the events, or a refusal: the person stopped the work, or no agreement that one needs is in force."""
    stopped = stopped_by_the_person(case, events)
    if stopped is not None:
        return stopped
    for event in events:
        if event.wants_agreement() and not agreed(case, event.occurred_on):
            return Refusal(code=RefusalCode.AGREEMENT_MISSING, params={"on": event.occurred_on.isoformat()})
    return events


def admitted(case: Case, event: Event, *, at: datetime, plan: WorkPlan) -> Decision:
    """Return an event that no command makes, or why it cannot be: its day, the end of the case, the agreement."""
    refusal = impossible(Situation(case=case, on=event.occurred_on, at=at, plan=plan), event)
    return refusal or checked(case, (event,))


def impossible(now: Situation, said: Command | Event) -> Refusal | None:
    """Refuse a day to come, one before the list named the case, and, but for some commands, one after its end."""
    on, closure, astray = now.on, now.case.closure_on(now.on), implausible_day(said)
    if on > (now.at + PARIS_AHEAD).date():
        return now.refuse(RefusalCode.IN_THE_FUTURE, on=on)
    if on < now.case.received_on:
        return now.refuse(RefusalCode.BEFORE_RECEPTION, on=on, received_on=now.case.received_on)
    if astray is not None:
        return now.refuse(RefusalCode.IMPLAUSIBLE_DAY, day=astray)
    archived = archived_on(now.case, on)
    if archived is not None and type(said) not in IN_ARCHIVE:
        return now.refuse(RefusalCode.CASE_ARCHIVED, on=on, since=archived.on)
    if closure is not None and on > closure.on and type(said) not in AFTER_THE_END:
        return now.refuse(RefusalCode.CASE_CLOSED, on=on, closed_on=closure.on)
    return None
