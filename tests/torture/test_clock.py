"""The clock jumps, the zone is another, the day has 23 or 25 hours: no deadline moves, no order changes.

The machine's own clock is made to err, under the program; nothing in it is replaced.
"""

from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .process import Writers

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    "UTC",
    "Europe/Paris",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Indian/Reunion",
)
DAYS = (
    date(2022, 3, 27),  # of 23 hours
    date(2024, 2, 29),
    date(2021, 10, 31),  # of 25 hours
    date(2023, 12, 31),
    date(2024, 2, 14),  # fifteen days before the leap day
    date(2022, 3, 12),  # fifteen days before the day of 23 hours
)
JUMPS = (timedelta(days=-1), timedelta(days=1), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400))
MOMENTS = (0, 1, 3599, 3600, 7199, 7200, 10_799, 10_800, 43_200, 86_340)
"""Seconds after midnight, in Paris: around the hours at which the clock is put forward or back."""
THINGS = 6
"""The list and the commands of one life."""
DAY = timedelta(days=1)


def order(short_list: Any, day: date, instants: list[datetime], zone: str) -> dict[str, Any]:
    told = {"day": day.isoformat(), "instants": [at.isoformat() for at in instants], "zone": zone}
    return {"do": "live", "url": "memory:", "key": "", "clock": "real", "list": str(short_list)} | told


def steady(day: date) -> list[datetime]:
    """Return instants that follow each other as they should, a month after the day."""
    start = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=30)
    return [start + number * DAY for number in range(THINGS)]


def jumping(day: date, chance: Random) -> list[datetime]:
    """Return instants that jump back and forth, near midnight and the hours of the change of time."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=PARIS) + timedelta(days=30)
    return [
        (midnight + timedelta(seconds=chance.choice(MOMENTS)) + chance.choice(JUMPS)).astimezone(UTC)
        for _ in range(THINGS)
    ]


def lived(watched: Writers, order: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a life, and the days the command line took its instants for."""
    days, told, end = watched.run(order)
    assert end == {"end": 0}, told
    return told["told"] | days


def two_years_after(day: date) -> str:
    """Return the same day two years later; the last of February where there is none (code de procédure civile, 641)."""
    return str(day.replace(year=day.year + 2, day=min(day.day, 28 if day.month == 2 else 31)))


def test_no_jump_of_the_clock_and_no_zone_moves_a_deadline(watched, short_list, trials, figures):
    """State, order of events, follow-up at 15 days and dates at two years: the same at any offset, day by day."""
    chance, seen, number = Random(12), Counter[str](), max(trials // 20, 3)
    expected: dict[date, dict[str, Any]] = {}
    for trial in range(number):
        day, zone = DAYS[trial % len(DAYS)], chance.choice(ZONES)
        if day not in expected:
            expected[day] = lived(watched, order(short_list, day, steady(day), "UTC"))
        instants = jumping(day, chance)
        told = lived(watched, order(short_list, day, instants, zone))
        assert told["days"] == [at.astimezone(PARIS).date().isoformat() for at in instants]
        assert told["known"] == sorted(told["known"])
        assert told["two_years"] == {
            "F8": {"suspension_ends": two_years_after(day)},
            "F10": {"clause_suspended_until": two_years_after(day)},
        }
        due = str(day + 15 * DAY)
        assert told["follow_up"] == [["due", due]] * 16 + [["overdue", due]] * 2
        compared = [name for name in expected[day] if name not in {"zone", "known", "days"}]
        seen["the same" if all(told[name] == expected[day][name] for name in compared) else "differs"] += 1
        seen["went back"] += sum(after < before for before, after in pairwise(instants))
    figures("clock jumps, DST, leap day, zones", number, seen)
    assert seen["the same"] == number
    assert seen["went back"] > 0


def test_a_clock_that_is_years_behind_is_told_and_writes_nothing(watched, short_list):
    """What would happen on a day to come is refused, and the case is as it was."""
    day = DAYS[0]
    instants = [steady(day)[0], datetime(1970, 1, 2, tzinfo=UTC)]
    told = lived(watched, order(short_list, day, instants, "UTC"))
    assert (told["refused"], told["version"]) == ("in-the-future", 1)
