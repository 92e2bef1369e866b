"""What is to be done for a household, told in French: each kind in its own words, any other in those all have."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.next_contact import ContactState
from prevexp.domain.engagement_vocabulary import DecidingBody
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.landlord import LANDLORD
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.vocabulary import Channel

from . import french
from .contract_text import who
from .labels import fact_label
from .labels import label

_ABOUT: Mapping[Task, type[StrEnum]] = {
    Task.UNDERTAKING: UndertakingKind,
    Task.SEND_REFERRAL: ReferralPurpose,
    Task.REMIND_PARTNER: ReferralPurpose,
    Task.REMIND_ABOVE: ReferralPurpose,
    Task.TELL_PARTNER: ReferralPurpose,
    Task.DECIDE_REFERRAL: ReferralPurpose,
}
"""Of what vocabulary `about` is, where it is of one."""
COUNTED: Mapping[Task, tuple[str, str]] = {
    Task.FOLLOW_UP: ("veille sociale", "veilles sociales"),
    Task.DECIDE: ("dossier à décider", "dossiers à décider"),
    Task.APPOINTMENT: ("rendez-vous", "rendez-vous"),
}
"""What a kind of thing to do is called when it is counted; of any other, its label and the number are told."""


def _first_contact(due: Due, _: date) -> str:
    return f"{label(Channel(due.about or ''))}, depuis le {french.short_day(due.due_on)}"


def _follow_up(due: Due, on: date) -> str:
    in_time = FollowUpState.EXTENDED if due.about else FollowUpState.DUE
    state = FollowUpState.OVERDUE if due.overdue(on) else in_time
    return f"{label(state)}, au plus tard le {french.short_day(due.due_on)}"


def _appointment(due: Due, on: date) -> str:
    noted = ", à noter : ce qui a eu lieu" if due.overdue(on) else ""
    return f"n° {due.number}, le {french.short_day(due.due_on)}{noted}"


def _decide(due: Due, _: date) -> str:
    return label(ContactState(due.about or ""))


def _instalment(due: Due, on: date) -> str:
    return f"échéance {due.about} du plan n° {due.number}, {_last_day(due, on)}"


WORDS: Mapping[Task, Callable[[Due, date], str]] = {
    Task.FIRST_CONTACT: _first_contact,
    Task.FOLLOW_UP: _follow_up,
    Task.DECIDE: _decide,
    Task.APPOINTMENT: _appointment,
}
"""Kind of thing to do -> how it is told, without its kind."""


def due_words(due: Due, on: date) -> str:
    """Say what is to be done and by when, without its kind."""
    told = WORDS.get(due.task)
    return told(due, on) if told else any_due(due, on)


def due_sentence(due: Due, on: date) -> str:
    """Say what is to be done and by when, its kind included."""
    return f"{label(due.task)} : {due_words(due, on)}"


def counted(task: Task, number: int) -> str:
    """Say how many there are of a kind."""
    if task in COUNTED:
        return french.counted(number, *COUNTED[task])
    return f"{label(task)} : {french.number(number)}"


def any_due(due: Due, on: date) -> str:
    """Say what is due in the words all kinds have: what about, its number, its last day, who is to act."""
    number = f"n° {due.number}" if due.number else ""
    words = " ".join(part for part in (_about(due), number) if part)
    awaited = f" (attendu : {who_acts(due.waiting_for)})" if due.waiting_for else ""
    return f"{words + ', ' if words else ''}{_last_day(due, on)}{awaited}"


def who_acts(slug: str) -> str:
    """Return who is meant by the slug of one who is to act; of a partner of a territory, its slug."""
    return label(DecidingBody.LANDLORD) if slug == LANDLORD else who(slug)


def _about(due: Due) -> str:
    kind = _ABOUT.get(due.task)
    if due.about and kind and due.about in set(kind):
        return label(kind(due.about))
    return fact_label(due.about) if due.about else ""


def _last_day(due: Due, on: date) -> str:
    return f"{'en retard, ' if due.overdue(on) else ''}au plus tard le {french.short_day(due.due_on)}"
