"""Public holidays as rules: a day of the year or so many days from Easter, in some départements, in some years."""

from datetime import date
from datetime import timedelta

import attrs


@attrs.frozen(kw_only=True)
class Holiday:
    """A public holiday. Without `departments` it is national; with `where` it holds in some communes only."""

    name: str
    month: int | None = None
    day: int | None = None
    easter: int | None = attrs.field(default=None, metadata={"description": "days from Easter Sunday"})
    departments: frozenset[str] = frozenset()
    where: str | None = attrs.field(default=None, metadata={"description": "'temple': communes with one only"})
    from_year: int | None = None
    to_year: int | None = None
    article: str = ""

    def holds_in(self, department: str) -> bool:
        """Say whether the holiday is kept in a département, in all of its communes or in some."""
        return not self.departments or department in self.departments

    def in_year(self, year: int) -> date | None:
        """Return its date in a year, None in years without it."""
        if (self.from_year is not None and year < self.from_year) or (self.to_year is not None and year > self.to_year):
            return None
        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        assert self.month is not None  # noqa: S101 - loading lets no holiday through that has neither
        assert self.day is not None  # noqa: S101
        return date(year, self.month, self.day)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quads, odd = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quads - epact - odd) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
