"""Counting as articles 640 to 642 of the Code de procédure civile do, and the two other calendars; every step is told.

Forward delays: the day that starts them is not counted; months end on the same day number or on the last of the month;
a delay that ends on a Saturday, a Sunday or a holiday moves to the next working day where its rule says so. Backward
delays never move (avis Cass. 25-70.018).
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType

import attrs

from ..domain.groups import Veiled
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
    KEPT = "kept"
    ACQUIRED = "acquired"
    COVID_DAY = "covid-day"
    PLAN_BY = "plan-by"
    SEIZED = "seized"
    CUT = "cut"
    JUDGE_TIME = "judge-time"
    REHOUSED = "rehoused"
    PREMATURE = "premature"
    RENEWED = "renewed"
    NO_SERVICE = "no-service"
    SAID = "said"
    FOUND = "found"


def _frozen(params: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(params))


@attrs.frozen
class Step(Veiled):
    """One step of a computation: what was done, and the days, periods and words it was done with."""

    code: StepCode
    params: Mapping[str, object] = attrs.field(factory=dict, converter=_frozen)


@attrs.frozen
class Count(Veiled):
    """A counted delay: the last day as it falls, the last day as the law moves it, the day the effect begins.

    `told` gives the steps of the count, which are worked out only when somebody asks for them.
    """

    start: date
    nominal_last_day: date
    last_day: date
    effect_day: date
    told: Callable[[], Iterable[Step]] = attrs.field(eq=False, repr=False)
    unsure: bool = attrs.field(
        default=False, metadata={"description": "a day was taken for a holiday which may be none"}
    )
    kept: bool = attrs.field(
        default=False, metadata={"description": "the end stays where it falls, though it is counted forward"}
    )

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the count."""
        return tuple(self.told())

    def days(self) -> dict[str, date]:
        """Return the three days by the names results give them."""
        return {"nominal_last_day": self.nominal_last_day, "last_day": self.last_day, "effect_day": self.effect_day}


def forward(start: date, period: Period, calendar: Calendar | None = None) -> Count:
    """Count a delay forward from the day of an act, which is not counted.

    With a calendar the end moves to the next working day, without one it does not. Source: CPC art. 640 to 642.
    """
    nominal = period.after(start)
    last = nominal if calendar is None else calendar.next_ouvre(nominal)
    unsure = calendar is not None and last != nominal and any(map(calendar.unsure, _days(nominal, last)))
    told = partial(_forward_steps, start, period, last, calendar)
    return Count(start, nominal, last, last + _DAY, told, unsure, kept=calendar is None)


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
    code = StepCode.SAME_DAY_NUMBER if same_day_number else StepCode.ENDS_AS_DAY_BEGINS
    steps = (
        Step(StepCode.EVE_IS_FIRST, {"day": end, "eve": end - _DAY}),
        Step(StepCode.PERIOD_ENDS, {"period": period, "day": reached}),
        Step(code, {"day": latest}),
        Step(StepCode.NOT_MOVED, {"day": latest}),
    )
    return Count(end, latest, latest, latest + _DAY, lambda: steps)


def working_days(start: date, number: int, calendar: Calendar) -> Count:
    """Count jours ouvrés from a day that is not counted: forward, or back if `number` is negative.

    Where a day only may be a holiday, whoever must act is given the earlier of the two ends. Source: décret 2021-8 (its
    jours ouvrés are read as Monday to Friday without holidays).
    """
    step = _DAY if number > 0 else -_DAY
    day, left, unsure = start, abs(number), False
    skipped: list[Step] = []
    while left:
        day += step
        unsure = unsure or calendar.unsure(day)
        if calendar.ouvre(day) or (number > 0 and calendar.unsure(day)):
            left -= 1
        elif (holiday := calendar.holiday(day)) is not None:
            skipped.append(Step(StepCode.SKIPPED, {"day": day, "holiday": holiday.name}))
    counted = Step(StepCode.WORKING_DAYS, {"number": abs(number), "day": day, "back": number < 0})
    steps = (Step(StepCode.NOT_COUNTED, {"day": start}), *skipped, counted)
    return Count(start, day, day, day + _DAY, lambda: steps, unsure)


def _days(first: date, end: date) -> Iterator[date]:
    """Yield the days from the first up to the end, which is left out."""
    day = first
    while day < end:
        yield day
        day += _DAY


def _forward_steps(start: date, period: Period, last: date, calendar: Calendar | None) -> Iterator[Step]:
    nominal = period.after(start)
    yield Step(StepCode.NOT_COUNTED, {"day": start})
    yield Step(StepCode.PERIOD_ENDS, {"period": period, "day": nominal})
    if period.months and period.clips(start):
        yield Step(StepCode.NO_SUCH_DAY, {"number": start.day, "day": nominal})
    if calendar is not None:
        for day in _days(nominal, last):
            holiday = calendar.holiday(day)
            yield Step(StepCode.MOVED, {"day": day, "holiday": holiday.name if holiday else ""})
    if last != nominal:
        yield Step(StepCode.PERIOD_ENDS, {"day": last})
    yield Step(StepCode.EFFECT, {"day": last + _DAY})
