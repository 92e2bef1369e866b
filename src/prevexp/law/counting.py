"""Counting as articles 640 to 642 of the Code de procédure civile do, and the two other calendars; every step is told.

Forward delays: the day that starts them is not counted; months end on the same day number or on the last of the month;
a delay that ends on a Saturday, a Sunday or a holiday moves to the next working day where its rule says so. Backward
delays never move (avis Cass. 25-70.018).
"""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

import attrs

from .calendar import Calendar
from .period import Period

_DAY = timedelta(days=1)


class StepCode(StrEnum):
    """What one step of a computation says; the words are in `render`."""

    NOT_COUNTED = "not-counted"
    PERIOD_ENDS = "period-ends"
    NO_SUCH_DAY = "no-such-day"
    MOVED = "moved"
    NOT_MOVED = "not-moved"
    EFFECT = "effect"
    EVE_IS_FIRST = "eve-is-first"
    ENDS_AS_DAY_BEGINS = "ends-as-day-begins"
    SAME_DAY_NUMBER = "same-day-number"
    WORKING_DAYS = "working-days"
    SKIPPED = "skipped"
    VERSION = "version"
    LONGEST = "longest"
    COVID = "covid"
    TRUCE = "truce"
    NO_ENFORCEMENT = "no-enforcement"
    THRESHOLD = "threshold"
    COMPARED = "compared"
    NOT_KNOWN = "not-known"
    SUSPENDED = "suspended"
    SAID = "said"


def _frozen(params: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(params))


@attrs.frozen
class Step:
    """One step of a computation: what was done, and the days, periods and words it was done with."""

    code: StepCode
    params: Mapping[str, object] = attrs.field(factory=dict, converter=_frozen)


@attrs.frozen(kw_only=True)
class Count:
    """A counted delay: the last day as it falls, the last day as the law moves it, the day the effect begins."""

    start: date
    nominal_last_day: date
    last_day: date
    effect_day: date
    unsure: bool = attrs.field(
        default=False, metadata={"description": "a day was taken for a holiday which may be none"}
    )
    steps: tuple[Step, ...]


def forward(start: date, period: Period, calendar: Calendar | None = None) -> Count:
    """Count a delay forward from the day of an act, which is not counted.

    With a calendar the end moves to the next working day, without one it does not. Source: CPC art. 640 to 642.
    """
    nominal = period.after(start)
    steps = [Step(StepCode.NOT_COUNTED, {"day": start})]
    steps.append(Step(StepCode.PERIOD_ENDS, {"period": period, "day": nominal}))
    if period.months and period.clips(start):
        steps.append(Step(StepCode.NO_SUCH_DAY, {"number": start.day, "day": nominal}))
    last, unsure = (nominal, False) if calendar is None else _moved(nominal, calendar, steps)
    steps.append(Step(StepCode.EFFECT, {"day": last + _DAY}))
    return Count(
        start=start,
        nominal_last_day=nominal,
        last_day=last,
        effect_day=last + _DAY,
        unsure=unsure,
        steps=tuple(steps),
    )


def moved(day: date, calendar: Calendar) -> date:
    """Return the day a delay ends on that would end on this one (CPC art. 642)."""
    return calendar.next_ouvre(day)


def backward(end: date, period: Period, *, same_day_number: bool = False) -> Count:
    """Count a delay back from a hearing: `last_day` is the last day on which the act is early enough.

    Day 1 is the eve; the delay ends as its last day begins, so the act must lie before it. `same_day_number` is the
    lenient reading of months. Never moved. Source: avis Cass. 25-70.018; policy `backward-months`.
    """
    reached = period.before(end)
    latest = reached if same_day_number else reached - _DAY
    steps = [
        Step(StepCode.EVE_IS_FIRST, {"day": end, "eve": end - _DAY}),
        Step(StepCode.PERIOD_ENDS, {"period": period, "day": reached}),
        Step(StepCode.SAME_DAY_NUMBER if same_day_number else StepCode.ENDS_AS_DAY_BEGINS, {"day": latest}),
        Step(StepCode.NOT_MOVED, {"day": latest}),
    ]
    return Count(start=end, nominal_last_day=latest, last_day=latest, effect_day=latest + _DAY, steps=tuple(steps))


def working_days(start: date, number: int, calendar: Calendar) -> Count:
    """Count jours ouvrés from a day that is not counted: forward, or back if `number` is negative.

    Where a day only may be a holiday, whoever must act is given the earlier of the two ends. Source: décret 2021-8 (its
    jours ouvrés are read as Monday to Friday without holidays).
    """
    step = _DAY if number > 0 else -_DAY
    day, left, skipped, unsure = start, abs(number), [], False
    while left:
        day += step
        unsure = unsure or calendar.unsure(day)
        if calendar.ouvre(day) or (number > 0 and calendar.unsure(day)):
            left -= 1
        elif (holiday := calendar.holiday(day)) is not None:
            skipped.append(Step(StepCode.SKIPPED, {"day": day, "holiday": holiday.name}))
    steps = (Step(StepCode.NOT_COUNTED, {"day": start}), *skipped)
    told = Step(StepCode.WORKING_DAYS, {"number": abs(number), "day": day, "back": number < 0})
    return Count(
        start=start,
        nominal_last_day=day,
        last_day=day,
        effect_day=day + _DAY,
        unsure=unsure,
        steps=(*steps, told),
    )


def _moved(nominal: date, calendar: Calendar, steps: list[Step]) -> tuple[date, bool]:
    """Move an end to the next working day; say whether a day on the way only may be a holiday."""
    day, unsure = nominal, False
    while not calendar.ouvre(day):
        unsure = unsure or calendar.unsure(day)
        holiday = calendar.holiday(day)
        steps.append(Step(StepCode.MOVED, {"day": day, "holiday": holiday.name if holiday else ""}))
        day += _DAY
    if day != nominal:
        steps.append(Step(StepCode.PERIOD_ENDS, {"day": day}))
    return day, unsure
