"""The winter truce day by day, its extensions included, and the first day on which an eviction may take place."""

from datetime import date
from datetime import timedelta

from .counting import StepCode
from .parameters import Value
from .period import Period
from .reasoning import Reasoning
from .setting import Setting

_DAY = timedelta(days=1)


def truce_ends(day: date, setting: Setting) -> date | None:
    """Return the last day of the winter truce a day lies in, None if it lies in none.

    Source: CPCE art. L.412-6; ordonnances 2020-331 and 2021-141 (law notes E7, E7a, E7b).
    """
    law = setting.law.parameters
    extended = law["truce-extended-to"].on(day).value
    if isinstance(extended, date):
        more = law["truce-extension-overseas"].on(day).value
        if setting.overseas and isinstance(more, Period):
            extended = more.after(extended)
        return extended if day <= extended else None
    last = _in_year(law["truce-last-day"].on(day).value, day.year)
    if day <= last:
        return last
    if day < _in_year(law["truce-first-day"].on(day).value, day.year):
        return None
    # the last day as the law then stood: it was changed within a winter in 2014
    spring = date(day.year + 1, 1, 1)
    return _in_year(law["truce-last-day"].on(spring).value, spring.year)


def note_truce(reason: Reasoning, day: date) -> None:
    """Take into the ruling which text sets the truce on a day."""
    extended = reason.read("truce-extended-to", day)
    if extended is None or extended.value is None:
        reason.read("truce-last-day", day)
    elif reason.setting.overseas:
        reason.read("truce-extension-overseas", day)


def first_eviction_day(reason: Reasoning, day: date, *, shielded: bool = True) -> date:
    """Return the first day from this one on which an eviction may take place: no truce, no Sunday, no holiday.

    Source: CPCE art. L.412-6, L.141-1 (law notes E7, E12). `shielded` is False for who the truce does not protect.
    """
    while True:
        ends = truce_ends(day, reason.setting) if shielded else None
        if ends is not None:
            note_truce(reason, day)
            reason.step(StepCode.TRUCE, day=day, ends=ends)
            day = ends + _DAY
        elif not reason.setting.calendar.ouvrable(day):
            holiday = reason.setting.calendar.holiday(day)
            reason.step(StepCode.NO_ENFORCEMENT, day=day, holiday=holiday.name if holiday else "")
            day += _DAY
        else:
            return day


def _in_year(day_of_year: Value | None, year: int) -> date:
    return date.fromisoformat(f"{year}-{day_of_year}")
