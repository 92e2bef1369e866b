"""The calendar of a place: public holidays, working days of the two kinds, and the days on which a delay may end.

Three calendars that are never mixed: days on which a delay may end (CPC art. 642: neither Saturday, Sunday nor
holiday), jours ouvrables (Monday to Saturday, no holiday) and jours ouvrés (Monday to Friday, no holiday).
"""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta

import attrs

from .holidays import Holiday

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6

TEMPLE = "temple"


@attrs.frozen(kw_only=True)
class Calendar:
    """The holidays of one département and, within it, of one commune.

    `temple` says whether the commune has a Protestant temple or a mixed church, which makes Good Friday a holiday in
    Alsace-Moselle; None is not known, and `unsure` then names the days it matters on.
    """

    department: str
    holidays: tuple[Holiday, ...] = attrs.field(repr=False)
    temple: bool | None = None
    _years: dict[int, dict[date, Holiday]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def of(cls, department: str, holidays: Iterable[Holiday], *, temple: bool | None = None) -> "Calendar":
        """Return the calendar of a département out of all holidays."""
        kept = tuple(holiday for holiday in holidays if holiday.holds_in(department))
        return cls(department=department, holidays=kept, temple=temple)

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday a day is, None if it is none; one that only may be a holiday is returned as one."""
        return self._of_year(day.year).get(day)

    def unsure(self, day: date) -> bool:
        """Say whether the day is a holiday only if the commune has a temple, and nobody said."""
        found = self.holiday(day)
        return found is not None and found.where == TEMPLE and self.temple is None

    def ouvrable(self, day: date) -> bool:
        """Say whether a day is ouvrable: Monday to Saturday, no holiday."""
        return day.weekday() != _SUNDAY and self.holiday(day) is None

    def ouvre(self, day: date) -> bool:
        """Say whether a day is ouvré: Monday to Friday, no holiday; a delay may end on it (CPC art. 642)."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def next_ouvre(self, day: date) -> date:
        """Return the day itself if a delay may end on it, else the first one after on which it may."""
        while not self.ouvre(day):
            day += _DAY
        return day

    def next_ouvrable(self, day: date) -> date:
        """Return the day itself if it is ouvrable, else the first one after that is."""
        while not self.ouvrable(day):
            day += _DAY
        return day

    def _of_year(self, year: int) -> dict[date, Holiday]:
        known = self._years.get(year)
        if known is None:
            dated = ((holiday.in_year(year), holiday) for holiday in self.holidays if self._kept(holiday))
            known = self._years[year] = {day: holiday for day, holiday in dated if day is not None}
        return known

    def _kept(self, holiday: Holiday) -> bool:
        return holiday.where != TEMPLE or self.temple is not False
