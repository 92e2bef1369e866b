"""Small values every entity uses: cents, months, secrets, and the validators that refuse what the law would misread."""

import re
from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import NewType
from typing import Self

import attrs

from .errors import InvalidValue

CaseId = NewType("CaseId", str)
HouseholdId = NewType("HouseholdId", str)
WorkerId = NewType("WorkerId", str)
Cents = NewType("Cents", int)

MONTH_WRITTEN = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
PERIOD_WRITTEN = re.compile(r"P(?=[0-9])([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?")

LARGEST = 2**53
"""Every JSON reader keeps integers up to here."""

_NO_OFFSET = timedelta(0)
_TEXT = frozenset({str})

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def plain_date(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept a calendar date only; an instant is not a day of the law."""
    if type(value) is not date:
        raise InvalidValue(f"{attribute.name}: a calendar date is needed, got {type(value).__name__}")


def aware_utc(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept an instant in UTC only; a naive time is refused."""
    if type(value) is not datetime or value.utcoffset() != _NO_OFFSET:
        raise InvalidValue(f"{attribute.name}: an instant in UTC is needed")


@attrs.frozen
class Matching:
    """Accepts a text that matches a pattern from end to end; the JSON Schema states the same pattern."""

    pattern: re.Pattern[str]
    needed: str

    def __call__(self, _: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Raise InvalidValue, which does not repeat the text."""
        if type(value) is not str or not self.pattern.fullmatch(value):
            raise InvalidValue(f"{attribute.name}: {self.needed} is needed")


@attrs.frozen
class WholeNumber:
    """Accepts a whole number between two bounds, both included; the JSON Schema states the same bounds."""

    lowest: int
    highest: int
    needed: str

    def __call__(self, _: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Raise InvalidValue, which does not repeat the number."""
        if type(value) is not int or not self.lowest <= value <= self.highest:
            raise InvalidValue(f"{attribute.name}: {self.needed} is needed")


@attrs.frozen
class Maybe:
    """Accepts None, which is "not known", and what another validator accepts."""

    known: Validator

    def __call__(self, entity: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Raise what the other validator raises."""
        if value is not None:
            self.known(entity, attribute, value)


identifier = Matching(re.compile(r"[A-Za-z0-9._:-]{1,64}"), "an identifier of 1 to 64 letters, digits or ._:-")
period_text = Matching(PERIOD_WRITTEN, "a length of time written P2M, P6W, P15D or P1Y6M")
cents = WholeNumber(0, LARGEST, "a whole number of cents, 0 or more,")


entry_number = WholeNumber(1, LARGEST, "the number of an entry of the case, 1 or more,")


def count(lowest: int, highest: int) -> WholeNumber:
    """Accept a whole number between two bounds, both included."""
    return WholeNumber(lowest, highest, f"a whole number from {lowest} to {highest}")


def one_of(kind: type[Any]) -> Validator:
    """Accept an instance of a class; unlike attrs' own check, the refused value is not in the message."""

    def check(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, kind):
            raise InvalidValue(f"{attribute.name}: a {kind.__name__} is needed, got {type(value).__name__}")

    return check


def texts(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept a tuple of texts."""
    if type(value) is not tuple or not _TEXT.issuperset(map(type, value)):
        raise InvalidValue(f"{attribute.name}: a tuple of texts is needed")


def identifiers(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept a tuple of identifiers, each of them once."""
    texts(_, attribute, value)
    if len(set(value)) != len(value) or not all(map(identifier.pattern.fullmatch, value)):
        raise InvalidValue(f"{attribute.name}: identifiers are needed, each once")


@attrs.frozen(order=True)
class Month:
    """A calendar month, written 2021-05."""

    year: int = attrs.field(validator=count(1900, 9999))
    month: int = attrs.field(validator=count(1, 12))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2021-05`; any other writing is an InvalidValue."""
        if type(text) is not str or not MONTH_WRITTEN.fullmatch(text):
            raise InvalidValue("a month is written YYYY-MM")
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.next().first_day - timedelta(days=1)

    def next(self) -> Self:
        """Return the month after."""
        return type(self)(self.year + self.month // 12, self.month % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


class Secret:
    """A text that names somebody: it shows only when asked for by name, never in a repr, a format or a traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise InvalidValue(f"a secret holds a text, got {type(text).__name__}")
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; the caller answers for where it goes."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __str__(self) -> str:
        return "…"

    def __format__(self, spec: str) -> str:
        return "…"

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Secret) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return an instant in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
