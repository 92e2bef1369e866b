"""Every day from 1990 to 2060 beside two libraries of holidays; each difference is explained, or it is our fault."""

from collections import defaultdict
from datetime import date
from datetime import timedelta

import attrs
import holidays
import pytest
from dateutil.easter import easter as easter_of_dateutil
from workalendar.europe.france import France
from workalendar.europe.france import FranceAlsaceMoselle

from prevexp.law.holidays import easter

DAY = timedelta(days=1)
YEARS = range(1990, 2061)
ALSACE_MOSELLE = ("57", "67", "68")
OVERSEAS = ("971", "972", "973", "974", "975", "976", "977", "978")
SUBDIVISIONS = dict(zip(OVERSEAS, ("971", "972", "973", "974", "PM", "976", "BL", "MF"), strict=True)) | {
    "57": "57",
    "67": "6AE",  # "GES" is still taken by holidays with a warning, and gives no day of Alsace at all
    "68": "6AE",
}
PLACES = [("62", None), ("75", None), ("2A", None)]
PLACES += [(department, temple) for department in ALSACE_MOSELLE for temple in (True, False)]
PLACES += [(department, None) for department in OVERSEAS]


@attrs.frozen
class Difference:
    """A day that only we (`ours`) or only the library keeps, in these places and years, and why we are right.

    `day` is month and day, or days from Easter Sunday.
    """

    departments: tuple[str, ...]
    day: tuple[int, int] | int
    ours: bool
    why: str
    first: int = YEARS.start
    last: int = YEARS.stop - 1
    temple: bool | None = None

    def dates(self):
        for year in range(self.first, self.last + 1):
            yield date(year, *self.day) if isinstance(self.day, tuple) else easter(year) + self.day * DAY

    def concerns(self, department, temple):
        return department in self.departments and self.temple in {None, temple}


EVERYWHERE = tuple(sorted({department for department, _ in PLACES}))
NO_TEMPLE = "kept in communes with a Protestant temple or a mixed church only; no library knows communes"
CUSTOM = "custom, or leave granted to officials each year: neither Code du travail L.3133-1 nor décret 83-1003 names it"
OF_HOLIDAYS = (
    Difference(
        EVERYWHERE,
        50,
        ours=True,
        first=2005,
        last=2007,
        why="loi 2004-626 had Whit Monday worked as day of solidarity; it stayed in the list of holidays of L.222-1",
    ),
    Difference(ALSACE_MOSELLE, -2, ours=False, temple=False, why=NO_TEMPLE),
    Difference(("971",), -2, ours=False, why=CUSTOM),
    Difference(("971",), -24, ours=False, why=CUSTOM),  # Mi-Carême
    Difference(("971", "972"), (7, 21), ours=False, why=CUSTOM),  # Victor Schœlcher
    Difference(("978",), (7, 21), ours=False, first=2012, why=CUSTOM),
    Difference(
        ("977",),
        (5, 27),
        ours=True,
        last=2007,
        why="Saint-Barthélemy was a commune of Guadeloupe until 15 July 2007 and kept its day",
    ),
    Difference(
        ("978",),
        (5, 27),
        ours=True,
        last=2017,
        why="Saint-Martin kept the day of Guadeloupe, named in décret 2012-553 of 23 April 2012, until 2017",
    ),
    Difference(
        ("978",),
        (5, 28),
        ours=False,
        first=2012,
        last=2017,
        why="28 May is kept since 2018 (circulaire du 4 mai 2018); the decree of 2016 wrote 28 March by mistake",
    ),
)
OF_WORKALENDAR = (
    Difference(ALSACE_MOSELLE, -2, ours=False, temple=False, why=NO_TEMPLE),
    *(
        Difference((department,), day, ours=True, first=first, last=last, why="workalendar has no overseas calendar")
        for department, day, first, last in (
            ("971", (5, 27), 1990, 2060),
            ("972", (5, 22), 1990, 2060),
            ("973", (6, 10), 1990, 2060),
            ("974", (12, 20), 1990, 2060),
            ("976", (4, 27), 1990, 2060),
            ("977", (5, 27), 1990, 2007),
            ("977", (10, 9), 2012, 2060),
            ("978", (5, 27), 1990, 2017),
            ("978", (5, 28), 2018, 2060),
        )
    ),
)


def of_holidays(department):
    return set(holidays.country_holidays("FR", subdiv=SUBDIVISIONS.get(department), years=YEARS))


def of_workalendar(department):
    library = FranceAlsaceMoselle() if department in ALSACE_MOSELLE else France()
    return {day for year in YEARS for day, _ in library.holidays(year)}


def every_day():
    day = date(YEARS.start, 1, 1)
    while day.year in YEARS:
        yield day
        day += DAY


@pytest.mark.parametrize(
    ("library", "differences"),
    [
        pytest.param(of_holidays, OF_HOLIDAYS, id="holidays"),
        pytest.param(of_workalendar, OF_WORKALENDAR, id="workalendar"),
    ],
)
@pytest.mark.parametrize(("department", "temple"), PLACES)
def test_every_day_is_a_holiday_as_in_the_library(calendar_of, department, temple, library, differences):
    """Day by day over 71 years our calendar and the library's agree, but for the differences explained above."""
    calendar, theirs = calendar_of(department, temple=temple), library(department)
    explained = defaultdict(set)
    for difference in differences:
        if difference.concerns(department, temple):
            explained[difference.ours].update(difference.dates())
    ours = {day for day in every_day() if calendar.holiday(day) is not None}
    # An explained day that falls on another holiday, such as 27 May on Whit Monday in 1996, makes no difference.
    assert ours - theirs == {day for day in explained[True] if day not in theirs}
    assert theirs - ours == {day for day in explained[False] if day not in ours}


@pytest.mark.parametrize(
    ("library", "difference"),
    [*((of_holidays, one) for one in OF_HOLIDAYS), *((of_workalendar, one) for one in OF_WORKALENDAR)],
)
def test_each_explained_difference_exists(calendar_of, library, difference):
    """An explanation of something that is not there would hide the next mistake."""
    for department, temple in PLACES:
        if difference.concerns(department, temple):
            calendar, theirs = calendar_of(department, temple=temple), library(department)
            seen = {(calendar.holiday(day) is not None, day in theirs) for day in difference.dates()}
            assert (difference.ours, not difference.ours) in seen


def test_holidays_loses_alsace_under_its_old_name(calendar_of):
    """The subdivision GES of the library is taken with a warning and silently lacks both days of Alsace."""
    with pytest.warns(DeprecationWarning, match="subdivision is deprecated"):
        theirs = holidays.country_holidays("FR", subdiv="GES", years=2025)
    assert date(2025, 12, 26) not in theirs
    assert date(2025, 4, 18) not in theirs
    assert calendar_of("67", temple=True).holiday(date(2025, 12, 26)) is not None


@pytest.mark.parametrize("year", range(1950, 2101))
def test_easter_is_where_another_library_has_it(year):
    """Easter Sunday agrees with dateutil for every year a date may be given in, and is a Sunday of March or April."""
    found = easter(year)
    assert found == easter_of_dateutil(year)
    assert found.isoweekday() == 7
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@pytest.mark.parametrize(
    "day", [date(1818, 3, 22), date(1943, 4, 25), date(2038, 4, 25), date(2008, 3, 23), date(2024, 3, 31)]
)
def test_the_earliest_and_latest_easters(day):
    """The extremes of the published tables: 22 March 1818, 25 April 1943 and 2038."""
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("971", (5, 27)),
        ("972", (5, 22)),
        ("973", (6, 10)),
        ("974", (12, 20)),
        ("976", (4, 27)),
        ("977", (10, 9)),
        ("978", (5, 28)),
    ],
)
def test_the_day_of_abolition_is_kept_where_it_happened(calendar_of, department, day):
    """Each territory overseas keeps its own day of the abolition of slavery, and none the day of another."""
    kept = [place for place in OVERSEAS if calendar_of(place).holiday(date(2021, *day)) is not None]
    assert kept == [department]


def test_no_day_of_abolition_before_the_decree(calendar_of):
    """The decree is of 23 November 1983: that year only La Réunion kept its day, the others began in 1984."""
    abolition = {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27)}
    kept = [place for place, day in abolition.items() if calendar_of(place).holiday(date(1983, *day)) is not None]
    assert kept == ["974"]
    assert all(calendar_of(place).holiday(date(1984, *day)) is not None for place, day in abolition.items())


def test_every_holiday_names_its_text(law):
    """A holiday without an article would be a day nobody could check."""
    assert [holiday.name for holiday in law.holidays if not holiday.article] == []
