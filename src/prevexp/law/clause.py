"""The earliest day the termination clause may take effect after a commandement de payer: what a household must plan by.

The protective reading for planning is the earliest plausible day: where the day of the lease is not known, the
shortest delay that can apply; never extended to the next working day. It is a date to act before, not the date a
judge will retain. Source: loi 89-462, art. 24 I; CPC art. 641; the choice for planning is ours and is always named in
the result.
"""

import calendar
import tomllib
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from ..domain.errors import InvalidValue


@attrs.frozen(kw_only=True)
class ClauseDelay:
    """One dated version of the delay: months of the calendar or plain days."""

    valid_from: date | None
    valid_to: date | None
    months: int
    days: int
    source: str

    def last_day(self, act_on: date) -> date:
        """Return the nominal last day: same day number in the last month, else its last day (CPC art. 641)."""
        if not self.months:
            return act_on + timedelta(days=self.days)
        year, month = divmod(act_on.year * 12 + act_on.month - 1 + self.months, 12)
        return date(year, month + 1, min(act_on.day, calendar.monthrange(year, month + 1)[1]))


@attrs.frozen(kw_only=True)
class PlanBy:
    """The earliest plausible last day of the delay, and what it rests on."""

    on: date
    article: str
    source: str
    inferred: bool


def plan_by(act_on: date, *, lease_on: date | None = None) -> PlanBy:
    """Return the earliest plausible last day of the clause delay after an act served on `act_on`.

    Without the day of the lease, every version a lease signed up to the act could fall under is tried and the
    earliest day kept; the result then says `inferred` where versions differ. A lease after the act is an
    InvalidValue.
    """
    if lease_on is not None and lease_on > act_on:
        raise InvalidValue("the lease cannot be later than the act")
    article, versions = _versions()
    possible = [v for v in versions if (v.valid_from is None or v.valid_from <= (lease_on or act_on))]
    if lease_on is not None:
        possible = [v for v in possible if v.valid_to is None or lease_on <= v.valid_to]
    chosen = min(possible, key=lambda version: version.last_day(act_on))
    return PlanBy(on=chosen.last_day(act_on), article=article, source=chosen.source, inferred=len(possible) > 1)


@cache
def _versions() -> tuple[str, tuple[ClauseDelay, ...]]:
    raw = tomllib.loads((files(__package__) / "data" / "clause_delay.toml").read_text(encoding="utf-8"))
    return raw["article"], tuple(_version(entry) for entry in raw["version"])


def _version(entry: Mapping[str, Any]) -> ClauseDelay:
    return ClauseDelay(
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
        months=entry.get("months", 0),
        days=entry.get("days", 0),
        source=entry["source"],
    )
