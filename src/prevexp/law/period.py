"""A length of time as the law says it: two months, six weeks, fifteen days."""

import calendar
import re
from datetime import date
from datetime import timedelta
from typing import Self

import attrs

from ..domain.errors import InvalidValue
from ..domain.values import count

_WRITTEN = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.ASCII)
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


@attrs.frozen
class Period:
    """A calendar length, written P2M, P6W, P15D or P1Y6M; weeks are days, years are months, the two never mix.

    The writing is kept: P6W and P42D end on the same day and are still not the same text of law.
    """

    months: int = attrs.field(validator=count(0, 12_000), metadata={"unit": "months"})
    days: int = attrs.field(validator=count(0, 100_000), metadata={"unit": "calendar days"})
    text: str = attrs.field(eq=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read P2M, P6W, P15D, P3Y, P1Y6M or a mixture; any other writing is an InvalidValue."""
        found = _WRITTEN.fullmatch(text) if type(text) is str else None
        if found is None:
            raise InvalidValue("a period is written P2M, P6W, P15D, P3Y or P1Y6M")
        years, months, weeks, days = (int(group or 0) for group in found.groups())
        return cls(_MONTHS_A_YEAR * years + months, _DAYS_A_WEEK * weeks + days, text)

    def after(self, start: date) -> date:
        """Return the last day of the period after a day that is not counted.

        Months first, to the same day number or the last of the month, then days. Source: CPC art. 641.
        """
        return _shifted(start, self.months) + timedelta(days=self.days)

    def before(self, end: date) -> date:
        """Return the day that lies the period before another, months first, as `after` counts them."""
        return _shifted(end, -self.months) - timedelta(days=self.days)

    def clips(self, start: date) -> bool:
        """Say whether the month reached has no day of that number, so that its last day stands in."""
        return _shifted(start, self.months).day != start.day

    def __str__(self) -> str:
        return self.text


def _shifted(day: date, months: int) -> date:
    if not months:
        return day
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # the month is shorter
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
