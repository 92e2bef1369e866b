"""The days a command or an event says: all of them within the years in which days are counted here.

A term "without end", such as 31/12/9999, or a slip of the year would else be written down, and every computation that
starts from it would fail from then on.
"""

from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Any

from ..law.inputs import YEARS

_PLAIN = (
    str,
    int,
    NoneType,
)  # holds no day; looked at first, because a vocabulary is slow to say that it has no fields


def implausible_day(said: Any) -> date | None:
    """Return the first day out of those years that stands in a command or an event, None if there is none."""
    return next((day for day in _days(said) if day.year not in YEARS), None)


def _days(said: Any) -> Iterator[date]:
    if type(said) is date:
        yield said
    elif isinstance(said, tuple):
        for one in said:
            yield from _days(one)
    elif not isinstance(said, _PLAIN):
        for field in getattr(type(said), "__attrs_attrs__", ()):
            yield from _days(getattr(said, field.name))
