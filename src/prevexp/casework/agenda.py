"""What the team has to do for each of its cases on a day: a first contact, a follow-up, or a decision.

Source: call C06 (contact), C13 (contact within 15 days of the last exchange), C25 (strong reactivity).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

import attrs

from ..domain.case import Case
from ..domain.groups import NEVER_SHARED
from ..domain.values import CaseId
from ..domain.vocabulary import Channel
from .contact_plan import WorkPlan
from .due import Task
from .follow_up import OPEN
from .follow_up import FollowUp
from .follow_up import follow_up
from .next_contact import ContactState
from .next_contact import NextContact
from .next_contact import contacts_of
from .next_contact import held_until
from .next_contact import unsafe_channels


@attrs.frozen(kw_only=True)
class Duty:
    """What is to be done for a case on a day: the contact that is due or ended without an answer, or the follow-up.

    `unsafe` are the channels that must not be used for it; they reach no partner.
    """

    task: Task
    contact: NextContact
    follow_up: FollowUp | None = None
    unsafe: tuple[Channel, ...] = attrs.field(default=(), metadata=NEVER_SHARED)


_TO_DECIDE = frozenset({ContactState.STOPPED, ContactState.EXHAUSTED, ContactState.NO_CHANNEL})


def agenda(cases: Iterable[Case], plan: WorkPlan, *, on: date) -> Mapping[CaseId, Duty]:
    """Return what is to be done on a day, by case; a case with nothing to do that day is absent.

    A follow-up is listed from some days before its last day (the plan says how many) until it is done, and not while
    the case is held.
    """
    team = [case for case in cases if case.allocation is not None and case.allocation.allocated_on <= on]
    contacts = contacts_of(team, plan.contact, on)
    found = ((case, _duty(case, contacts[case.case_id], plan, on)) for case in team)
    return {case.case_id: duty for case, duty in found if duty is not None}


def _duty(case: Case, contact: NextContact, plan: WorkPlan, on: date) -> Duty | None:
    unsafe = unsafe_channels(case, on)
    if contact.state is ContactState.DUE:
        return Duty(task=Task.FIRST_CONTACT, contact=contact, unsafe=unsafe)
    if contact.state in _TO_DECIDE:
        return Duty(task=Task.DECIDE, contact=contact, unsafe=unsafe)
    pending = follow_up(case, plan.law, on=on)
    if pending is None or pending.state not in OPEN or held_until(case, on) is not None:
        return None
    notice = timedelta(days=plan.contact.follow_up_notice_days)
    if on < pending.due_on - notice:
        return None
    return Duty(task=Task.FOLLOW_UP, contact=contact, follow_up=pending, unsafe=unsafe)
