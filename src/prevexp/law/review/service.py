"""How an act was served: by whom, when, with which mentions, in which way.

Source: loi 89-462 art. 24; CPC art. 648, 655 to 659, 664.
"""

from datetime import date
from enum import StrEnum

from ..clocktime import Hours
from ..clocktime import TimeOfDay
from ..reasoning import Note
from ..reasoning import Reasoning
from .finding import Ask
from .finding import Because
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_seen
from .finding import ok
from .finding import unknown
from .finding import worst


class ServedBy(StrEnum):
    """Who or what brought an act."""

    HUISSIER_DE_JUSTICE = "huissier-de-justice"
    COMMISSAIRE_DE_JUSTICE = "commissaire-de-justice"
    POST = "post"
    EMAIL = "email"
    SOMEBODY_ELSE = "somebody-else"


class ServiceMode(StrEnum):
    """How an officer served an act (CPC art. 654 to 659)."""

    TO_THE_PERSON = "to-the-person"
    AT_HOME = "at-home"
    AT_THE_OFFICE = "at-the-office"
    SEARCHED_IN_VAIN = "searched-in-vain"


_OFFICERS = frozenset({ServedBy.HUISSIER_DE_JUSTICE, ServedBy.COMMISSAIRE_DE_JUSTICE})


def serving_officer(reason: Reasoning, *, served_on: date | None = None, served_by: ServedBy | None = None) -> Found:
    """Return whether the officer of that day served the act, and not the post (C3).

    The day of the act picks the officer: huissier de justice, then commissaire de justice.
    """
    if served_by is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_by")
    if served_by not in _OFFICERS:
        reason.read("serving-officer", served_on)
        return defect(because(Why.NO_OFFICER))
    expected = reason.value("serving-officer", served_on)
    if expected is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    return ok() if served_by == expected else defect(because(Why.OTHER_OFFICER, expected=ServedBy(str(expected))))


def day_and_hour(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    served_at: TimeOfDay | None = None,
    judge_permission: bool | None = None,
) -> Found:
    """Return whether the act was served on a day and at an hour that are allowed (C4).

    Neither Sunday nor holiday of the place, not before or after the hours, unless the judge permits.
    """
    hours = Hours.parse(str(reason.value("service-hours", served_on)))
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    forbidden = [*_forbidden_day(reason, served_on), *_forbidden_hour(served_at, hours)]
    maybe = reason.setting.calendar.unsure(served_on)
    if judge_permission and (forbidden or maybe or served_at is None):
        return ok(*forbidden, because(Why.PERMITTED))
    if forbidden and judge_permission is False:
        return defect(*forbidden)
    if forbidden:
        return unknown(Ask.BAILIFF_OR_ACT, *forbidden, because(Why.NOT_SEEN, inputs=("judge_permission",)))
    if maybe:
        reason.remark(Note.GOOD_FRIDAY)
        return unknown(Ask.TOWN_HALL, because(Why.MAYBE_HOLIDAY, day=served_on))
    return ok() if served_at is not None else not_seen(Ask.BAILIFF_OR_ACT, "served_at")


def mentions_of_any_act(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    act_dated: bool | None = None,
    requester_identified: bool | None = None,
    officer_identified: bool | None = None,
    addressee_identified: bool | None = None,
) -> Found:
    """Return whether the act bears its date, requérant, officer and addressee (C5, CPC art. 648)."""
    reason.read("act-mentions", served_on)
    return all_read(
        Ask.BAILIFF_OR_ACT,
        act_dated=act_dated,
        requester_identified=requester_identified,
        officer_identified=officer_identified,
        addressee_identified=addressee_identified,
    )


def mode_of_service(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    service_mode: ServiceMode | None = None,
    notice_left: bool | None = None,
    letter_sent: bool | None = None,
    letter_sent_on: date | None = None,
    letter_registered: bool | None = None,
) -> Found:
    """Return whether the service left a notice and was followed by the letter in time (CPC art. 655 to 659).

    The letter goes the same day or the next jour ouvrable; it is registered where the addressee was searched in vain.
    """
    reason.read("service-letter", served_on)
    if service_mode is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "service_mode")
    if service_mode is ServiceMode.TO_THE_PERSON:
        return ok()
    sent = True if letter_sent_on is not None else letter_sent
    if service_mode is ServiceMode.SEARCHED_IN_VAIN:
        formal = all_read(Ask.BAILIFF_OR_ACT, letter_sent=sent, letter_registered=letter_registered)
    else:
        formal = all_read(Ask.BAILIFF_OR_ACT, notice_left=notice_left, letter_sent=sent)
    return worst(formal, _letter(reason, served_on, letter_sent_on))


def _letter(reason: Reasoning, served_on: date | None, sent_on: date | None) -> Found:
    """Return whether the letter went in time; a day that may be a holiday leaves it open."""
    if served_on is None or sent_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, *(["served_on"] if served_on is None else ["letter_sent_on"]))
    period = reason.period("service-letter", served_on)
    assert period is not None  # noqa: S101 - the delay is in force on every day
    calendar = reason.setting.calendar
    first = period.after(served_on)
    due = calendar.next_ouvrable(first)
    if sent_on > due:
        return defect(because(Why.LETTER_LATE, sent=sent_on, due=due))
    if sent_on > first and calendar.unsure(first):
        reason.remark(Note.GOOD_FRIDAY)
        return unknown(Ask.TOWN_HALL, because(Why.MAYBE_HOLIDAY, day=first))
    return ok()


def _forbidden_day(reason: Reasoning, day: date) -> list[Because]:
    calendar = reason.setting.calendar
    holiday = calendar.holiday(day)
    if holiday is None:
        return [] if calendar.ouvrable(day) else [because(Why.SUNDAY, day=day)]
    return [] if calendar.unsure(day) else [because(Why.HOLIDAY, day=day, holiday=holiday.name)]


def _forbidden_hour(at: TimeOfDay | None, hours: Hours) -> list[Because]:
    if at is None or at in hours:
        return []
    return [because(Why.OUTSIDE_HOURS, at=at, first=hours.first, last=hours.last)]
