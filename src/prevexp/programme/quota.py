"""The volume fixed for a year becomes the places of a month (call C18, C21)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.domain.values import count
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date

_MONTHS = 12


class CarryOver(StrEnum):
    """What becomes of the places a month leaves unused."""

    NONE = "none"
    WITHIN_YEAR = "within-year"


@attrs.frozen(kw_only=True)
class YearlyVolume:
    """How many cases the CCAPEX secretariat passes on in a year.

    `cases` is the volume of twelve months. A year that starts later than 1 January gets its share of it, by months and
    by days of the first month. Source: call C18 (operational on 15 April 2021), C21.
    """

    year: int = attrs.field(validator=count(1900, 9999))
    cases: int = attrs.field(validator=count(0, 1_000_000), metadata={"unit": "cases in twelve months"})
    starts_on: date = attrs.field(validator=plain_date)
    source: str = attrs.field(default="", metadata={"description": "who fixed the volume, or that it is assumed"})

    @starts_on.default
    def _first_of_january(self) -> date:
        return date(self.year, 1, 1)

    def __attrs_post_init__(self) -> None:
        """Refuse a start in another year."""
        if self.starts_on.year != self.year:
            raise InvalidValue("starts_on: a day of the year itself is needed")

    @property
    def total(self) -> int:
        """The cases of the year as it is worked: the whole volume, or its share if the year starts late."""
        return self.until(Month(self.year, _MONTHS))

    def until(self, month: Month) -> int:
        """Return the cases from the start to the end of a month of the year, rounded half up.

        Months are differences of these sums, so that they add up to the total exactly, whatever the volume.
        """
        shares = sum((self._share(Month(self.year, number)) for number in range(1, month.month + 1)), Fraction())
        return int(self.cases * shares / _MONTHS + Fraction(1, 2))

    def in_month(self, month: Month) -> int:
        """Return the cases of one month; 0 in a month of another year."""
        if month.year != self.year:
            return 0
        before = self.until(Month(month.year, month.month - 1)) if month.month > 1 else 0
        return self.until(month) - before

    def _share(self, month: Month) -> Fraction:
        days = month.last_day.day
        worked = (month.last_day - max(month.first_day, self.starts_on)).days + 1
        return Fraction(max(worked, 0), days)


@attrs.frozen(kw_only=True)
class MonthQuota:
    """The places of one month and how they came about; all counts are cases."""

    month: Month
    volume: YearlyVolume | None = attrs.field(metadata={"description": "None: no volume is fixed for the year"})
    base: int = attrs.field(metadata={"description": "the month's own places"})
    carried: int = attrs.field(
        metadata={"description": "from earlier months of the year; negative if they took too many"}
    )
    used: int = attrs.field(metadata={"description": "already allocated in the month"})

    @property
    def left(self) -> int:
        """The places still free; never negative."""
        return max(0, self.base + self.carried - self.used)


def _one_per_year(_: object, __: object, volumes: tuple[YearlyVolume, ...]) -> None:
    years = [volume.year for volume in volumes]
    if len(set(years)) < len(years):
        raise InvalidValue("volumes: one volume per year is needed")


@attrs.frozen(kw_only=True)
class QuotaPlan:
    """The volumes fixed so far and what becomes of unused places. Source: call C21."""

    volumes: tuple[YearlyVolume, ...] = attrs.field(validator=_one_per_year)
    carry_over: CarryOver = attrs.field(default=CarryOver.NONE, validator=one_of(CarryOver))

    def volume_of(self, year: int) -> YearlyVolume | None:
        """Return the volume of a year, None if the secretariat has fixed none."""
        return next((volume for volume in self.volumes if volume.year == year), None)

    def quota_of(self, month: Month, *, allocated: Mapping[Month, int]) -> MonthQuota:
        """Return the places of a month, given how many cases were allocated month by month.

        Without a volume for the year there is no place: not fixed is not unlimited.
        """
        volume = self.volume_of(month.year)
        used = allocated.get(month, 0)
        if volume is None:
            return MonthQuota(month=month, volume=None, base=0, carried=0, used=used)
        base = volume.in_month(month)
        carried = 0
        if self.carry_over is CarryOver.WITHIN_YEAR:
            earlier = sum(taken for then, taken in allocated.items() if then.year == month.year and then < month)
            carried = volume.until(month) - base - earlier
        return MonthQuota(month=month, volume=volume, base=base, carried=carried, used=used)
