"""Facts in the order of their days, whenever they were noted.

A fact noted late stands where its day puts it, so that a case noted late is the case noted in time; on one day, what
was noted last stands last.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Protocol
from typing import TypeVar


class Dated(Protocol):
    """A fact of a day."""

    @property
    def on(self) -> date:
        """The calendar day."""
        ...


_D = TypeVar("_D", bound=Dated)


def inserted(known: tuple[_D, ...], new: _D) -> tuple[_D, ...]:
    """Return the facts with one more, in the order of their days."""
    place = bisect_right(known, new.on, key=attrgetter("on"))
    return (*known[:place], new, *known[place:])


def last_by(facts: Iterable[_D], on: date) -> _D | None:
    """Return the last fact on or before a day; facts come in the order of their days."""
    last = None
    for fact in facts:
        if fact.on > on:
            break
        last = fact
    return last
