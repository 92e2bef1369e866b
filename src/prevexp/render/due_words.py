"""What is to be done for a household, told in French: each kind in its own words, any other in those all have."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date

from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.next_contact import ContactState
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.vocabulary import Channel

from . import french
from .contract_text import who
from .labels import fact_label
from .labels import label

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


WORDS: Mapping[Task, Callable[[Due, date], str]] = {
    Task.FIRST_CONTACT: _first_contact,
    Task.FOLLOW_UP: _follow_up,
    Task.DECIDE: _decide,
    Task.APPOINTMENT: _appointment,
}
"""Kind of thing to do -> how it is told, without its kind."""


def _purpose(about: str) -> str:
    return label(ReferralPurpose(about))


ABOUT: Mapping[Task, Callable[[str], str]] = {
    Task.UNDERTAKING: lambda about: label(UndertakingKind(about)),
    Task.INSTALMENT: "rang {}, plan".format,
    Task.SEND_REFERRAL: _purpose,
    Task.REMIND_PARTNER: _purpose,
    Task.REMIND_ABOVE: _purpose,
    Task.TELL_PARTNER: _purpose,
    Task.DECIDE_REFERRAL: _purpose,
}
"""Kind of thing to do -> what the slug it is about says; of any other, the label a fact has."""


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
    late = "en retard, " if due.overdue(on) else ""
    awaited = f" (attendu : {who(due.waiting_for)})" if due.waiting_for else ""
    return f"{words + ', ' if words else ''}{late}au plus tard le {french.short_day(due.due_on)}{awaited}"


def _about(due: Due) -> str:
    return ABOUT.get(due.task, fact_label)(due.about) if due.about else ""
