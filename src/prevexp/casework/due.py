"""What is to be done for a case by a day, whatever part of the work asks for it. Computed, never stored."""

from datetime import date
from enum import StrEnum

import attrs

from ..domain.groups import Veiled


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
    ANSWER_RIGHT = "answer_right"
    TELL_RECIPIENT = "tell_recipient"
    ERASE = "erase"


@attrs.frozen(kw_only=True)
class Due(Veiled):
    """One thing to do: `due_on` is its last day, after which it is overdue until it is done.

    `number` is that of the entry it is about (see `Situation.number`), `about` a slug of its kind, `waiting_for` the
    slug of who is to act if it is not the team. `by_law` marks what the law asks of the team whatever became of the
    household's word: it stays due while the case is held, after a refusal and after the closure. Thousands are made for
    one list, of facts that were checked when they were said: nothing is checked again.
    """

    task: Task
    due_on: date
    number: int | None = None
    about: str | None = None
    waiting_for: str | None = None
    by_law: bool = False

    def overdue(self, on: date) -> bool:
        """Say whether its last day is over on a day."""
        return self.due_on < on

    def order(self) -> tuple[date, str, int, str]:
        """Return what sorts it among the things to do for one case: by last day, which puts first what is overdue."""
        return (self.due_on, self.task, self.number or 0, self.about or "")
