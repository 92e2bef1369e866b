"""Dates and months as secretariats write them: ISO or day first, never month first, or a spreadsheet's serial."""

import re
from collections.abc import Mapping
from datetime import MAXYEAR
from datetime import date
from datetime import timedelta

from .aliases import normalise
from .parsed import Parsed

EARLIEST = date(2000, 1, 1)
EARLIEST_BIRTH = date(1900, 1, 1)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"[0-9]{5}")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?\Z")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
_MONTH_WORD = re.compile(r"([a-z]+) ([0-9]{4}|[0-9]{2})")
# Serial 60 is a 29 February 1900 that never was; five digits lie far beyond it.
DAY_ZERO = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}

_UNPARSABLE = Parsed(problem="unparsable-date")


def latest_plausible(received_on: date) -> date:
    """Return the day two years after receipt, the last a date of the list may name."""
    year = min(received_on.year + 2, MAXYEAR)
    try:
        return received_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _day_of(text: str, serial_epoch: int) -> tuple[date, tuple[str, ...]] | None:
    """Return the day a text names and what was tolerated; None if it names none."""
    bare = _MIDNIGHT.sub("", text)
    try:
        if found := _ISO.fullmatch(bare):
            return date(int(found[1]), int(found[2]), int(found[3])), ()
        if found := _DAY_FIRST.fullmatch(bare):
            short = len(found[4]) == 2
            day = date(int(found[4]) + 2000 * short, int(found[3]), int(found[1]))
            return day, ("day-first-dates", "two-digit-years") if short else ("day-first-dates",)
    except ValueError:
        return None
    if _SERIAL.fullmatch(bare):
        return DAY_ZERO[serial_epoch] + timedelta(days=int(bare)), ("excel-serial-dates",)
    return None


def parse_day(text: str, *, earliest: date, latest: date, serial_epoch: int = 1900) -> Parsed:
    """Read a date; one that is not in the calendar is unparsable, one out of bounds implausible, both bounds included.

    ISO or day first with `/` or `.`, two-digit years are 20xx, five digits are an Excel serial.
    Source: samples, "Field by field".
    """
    found = _day_of(text, serial_epoch)
    if found is None:
        return _UNPARSABLE
    day, notes = found
    if not earliest <= day <= latest:
        return Parsed(problem="implausible-date")
    return Parsed(day, notes=notes)


def _month_of(text: str, months: Mapping[str, int], serial_epoch: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Return year, month and what was tolerated; None if the text names no month."""
    if found := _ISO_MONTH.fullmatch(text):
        return int(found[1]), int(found[2]), ()
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[2]), int(found[1]), ("day-first-dates",)
    if (found := _MONTH_WORD.fullmatch(normalise(text))) and found[1] in months:
        short = len(found[2]) == 2
        notes = ("month-names", "two-digit-years") if short else ("month-names",)
        return int(found[2]) + 2000 * short, months[found[1]], notes
    if day := _day_of(text, serial_epoch):
        return day[0].year, day[0].month, day[1]
    return None


def parse_month(text: str, *, months: Mapping[str, int], latest: date, serial_epoch: int = 1900) -> Parsed:
    """Read the month of a list into `2021-05`: 2021-05, 05/2021, mai 2021, mai-21, or any day of it.

    Source: samples, "Field by field".
    """
    found = _month_of(text, months, serial_epoch)
    if found is None or not 1 <= found[1] <= 12:
        return _UNPARSABLE
    year, month, notes = found
    if not (EARLIEST.year, EARLIEST.month) <= (year, month) <= (latest.year, latest.month):
        return Parsed(problem="implausible-date")
    return Parsed(f"{year:04}-{month:02}", notes=notes)
