"""What is to be done for a case by a day, whatever part of the work asks for it. Computed, never stored."""

from datetime import date
from enum import StrEnum

import attrs

from ..domain.values import Maybe
from ..domain.values import entry_number
from ..domain.values import identifier
from ..domain.values import one_of
from ..domain.values import plain_date


class Task(StrEnum):
    """What is to be done for a household."""

    FIRST_CONTACT = "first_contact"
    FOLLOW_UP = "follow_up"
    DECIDE = "decide"
    SEND_REFERRAL = "send_referral"
    REMIND_PARTNER = "remind_partner"
    REMIND_ABOVE = "remind_above"
    TELL_PARTNER = "tell_partner"
    DECIDE_REFERRAL = "decide_referral"


@attrs.frozen(kw_only=True)
class Due:
    """One thing to do: `due_on` is its last day, after which it is overdue until it is done.

    `number` is that of the entry it is about (see `Situation.number`), `about` a slug of its kind, `waiting_for` the
    slug of who is to act if it is not the team.
    """

    task: Task = attrs.field(validator=one_of(Task))
    due_on: date = attrs.field(validator=plain_date)
    number: int | None = attrs.field(default=None, validator=Maybe(entry_number))
    about: str | None = attrs.field(default=None, validator=Maybe(identifier))
    waiting_for: str | None = attrs.field(default=None, validator=Maybe(identifier))

    def overdue(self, on: date) -> bool:
        """Say whether its last day is over on a day."""
        return self.due_on < on
