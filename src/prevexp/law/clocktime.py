"""Hours of the day as acts and texts write them: 06:00, 20:45, 06:00-21:00."""

import re
from typing import Self

import attrs

from ..domain.errors import InvalidValue
from ..domain.groups import Veiled

_WRITTEN = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def _time(_: object, __: object, text: str) -> None:
    if not _WRITTEN.fullmatch(text):
        raise InvalidValue("an hour is written HH:MM")


@attrs.frozen(order=True)
class TimeOfDay(Veiled):
    """An hour and minute of the day at the place, written HH:MM; another writing is an InvalidValue."""

    text: str = attrs.field(validator=_time)

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class Hours:
    """The hours between which something may be done, both included."""

    first: TimeOfDay
    last: TimeOfDay

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 06:00-21:00."""
        first, _, last = text.partition("-")
        return cls(TimeOfDay(first), TimeOfDay(last))

    def __contains__(self, at: TimeOfDay) -> bool:
        return self.first <= at <= self.last
