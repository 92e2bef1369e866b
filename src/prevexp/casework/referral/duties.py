"""What referrals make due: sending, reminding, telling a partner that it is over, deciding who acts instead.

Computed from facts and a day: a week in which nobody looked loses no reminder, and none is sent twice, since the next
step counts from the day the one before was sent. Source: call C11, C14, C26; RGPD art. 19; field notes R10.
"""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from ...domain.case import Case
from ...domain.referral import ReferralStatus
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from .plan import ReferralPlan
from .plan import ReminderKind
from .standing import FAILED
from .standing import Standing
from .standing import ladder_of
from .standing import standing

_REMINDS = {ReminderKind.PARTNER: Task.REMIND_PARTNER, ReminderKind.ABOVE: Task.REMIND_ABOVE}


def standings(case: Case, plan: ReferralPlan, *, on: date) -> tuple[Standing, ...]:
    """Return how each referral proposed by a day stands on it, the oldest first."""
    return tuple(standing(case, one, plan, on=on) for one in case.referrals if one.on <= on)


def referrals_due(day: CaseDay, plan: WorkPlan) -> Iterator[Due]:
    """Yield what referrals make due on a day; after the end of the case, only what a partner must still be told."""
    for stand in standings(day.case, plan.referral, on=day.on):
        due = _duty(stand, plan.referral)
        if due is None or (day.closed and due.task is not Task.TELL_PARTNER):
            continue
        if due.due_on <= day.on or due.task is Task.SEND_REFERRAL:
            yield due


def next_reminder(stand: Standing, plan: ReferralPlan) -> Due | None:
    """Return the reminder that comes next if the partner stays silent, with its day; None if none comes."""
    ladder, start = ladder_of(stand, plan), stand.silent_since
    if ladder is None or start is None or len(stand.reminders) >= len(ladder.steps):
        return None
    step = ladder.steps[len(stand.reminders)]
    last = stand.reminders[-1].on if stand.reminders else start
    return _due(stand, _REMINDS[step.kind], last + timedelta(days=step.after_days))


def _duty(stand: Standing, plan: ReferralPlan) -> Due | None:
    if stand.ended_on is not None:
        return _due(stand, Task.TELL_PARTNER, stand.ended_on) if stand.to_tell else None
    if stand.status is ReferralStatus.PROPOSED:
        return _due(stand, Task.SEND_REFERRAL, stand.since + timedelta(days=plan.send_within_days))
    if stand.status in FAILED:
        return _due(stand, Task.DECIDE_REFERRAL, stand.since)
    return next_reminder(stand, plan)


def _due(stand: Standing, task: Task, due_on: date) -> Due:
    waits = {Task.REMIND_PARTNER, Task.REMIND_ABOVE}
    return Due(
        task=task,
        due_on=due_on,
        number=stand.referral.number,
        about=stand.referral.purpose.value,
        waiting_for=stand.referral.partner if task in waits else None,
    )
