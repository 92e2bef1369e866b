"""How long the lines of the access journal are kept. Source: CNIL on logging (October 2021): six months to a year."""

from collections.abc import Sequence
from datetime import date

import attrs

from ..domain.errors import InvalidValue
from ..domain.values import Month
from ..domain.values import count
from ..domain.values import plain_date

FEWEST, MOST = 7, 12
"""A whole month goes at once, so its lines are a month apart in age: of 7 months, the youngest has lived 6."""


@attrs.frozen(kw_only=True)
class AccessKeeping:
    """From a day on, a month of lines goes when its first day is so many months back."""

    months: int = attrs.field(validator=count(FEWEST, MOST), metadata={"unit": "months"})
    valid_from: date = attrs.field(validator=plain_date)
    source: str

    def first_kept(self, on: date) -> Month:
        """Return the first month whose lines are kept on a day."""
        kept = on.year * 12 + on.month - self.months
        return Month(kept // 12, kept % 12 + 1)


def require_order(versions: Sequence[AccessKeeping]) -> tuple[AccessKeeping, ...]:
    """Return the versions by their days; raise InvalidValue for none, or two of one day."""
    ordered = tuple(sorted(versions, key=lambda one: one.valid_from))
    days = [one.valid_from for one in ordered]
    if not days or len(set(days)) < len(days):
        raise InvalidValue("kept: at least one version, each from another day")
    return ordered


def keeping_on(versions: Sequence[AccessKeeping], day: date) -> AccessKeeping:
    """Return what holds on a day: the last version that has begun, else the first one."""
    begun = [one for one in versions if one.valid_from <= day]
    return begun[-1] if begun else versions[0]
