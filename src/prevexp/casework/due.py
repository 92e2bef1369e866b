"""What is to be done for a case by a day, whatever part of the work asks for it. Computed, never stored."""

import re
from datetime import date
from enum import StrEnum

import attrs

from ..domain.values import Matching
from ..domain.values import Maybe
from ..domain.values import entry_number
from ..domain.values import one_of
from ..domain.values import plain_date

_slug = Matching(re.compile(r"[\w.:-]{1,64}", re.ASCII), "a slug of 1 to 64 letters, digits or _.:-")


class Task(StrEnum):
    """What is to be done for a household."""

    FIRST_CONTACT = "first_contact"
    FOLLOW_UP = "follow_up"
    DECIDE = "decide"
    APPOINTMENT = "appointment"
    UNDERTAKING = "undertaking"
    INSTALMENT = "instalment"
    CONTRACT = "contract"
    DECIDE_REOPENING = "decide_reopening"
    INFORM_LANDLORD = "inform_landlord"
    MEDIATION_ANSWER = "mediation_answer"
    INFORM = "inform"
    SEND_REFERRAL = "send_referral"
    REMIND_PARTNER = "remind_partner"
    REMIND_ABOVE = "remind_above"
    TELL_PARTNER = "tell_partner"
    DECIDE_REFERRAL = "decide_referral"


@attrs.frozen(kw_only=True)
class Due:
    """One thing to do: `due_on` is its last day, after which it is overdue until it is done.

    `number` is that of the entry it is about (see `Situation.number`), `about` a slug of its kind, `waiting_for` the
    slug of who is to act if it is not the team. `by_law` marks what the law asks of the team whatever became of the
    household's word: it stays due while the case is held, after a refusal and after the closure.
    """

    task: Task = attrs.field(validator=one_of(Task))
    due_on: date = attrs.field(validator=plain_date)
    number: int | None = attrs.field(default=None, validator=Maybe(entry_number))
    about: str | None = attrs.field(default=None, validator=Maybe(_slug))
    waiting_for: str | None = attrs.field(default=None, validator=Maybe(_slug))
    by_law: bool = attrs.field(default=False, validator=one_of(bool))

    def overdue(self, on: date) -> bool:
        """Say whether its last day is over on a day."""
        return self.due_on < on

    def order(self, on: date) -> tuple[bool, date, str, int, str]:
        """Return what sorts it among the things to do for one case on a day: overdue first, then by last day."""
        return (not self.overdue(on), self.due_on, self.task, self.number or 0, self.about or "")
