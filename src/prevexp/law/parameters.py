"""What the law sets, as dated values: each version with its days, its text, its source and what picks it."""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ..domain.errors import InvalidValue
from .period import Period

_DAY = timedelta(days=1)

Value = Period | int | bool | str | date
"""What a version sets: a period, a number (days, months, cents, times the rent), yes or no, a day, words."""


class Unit(StrEnum):
    """What the value of a parameter counts."""

    PERIOD = "period"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    TIMES_THE_RENT = "times-the-rent"
    CENTS = "cents"
    TERMS = "terms"
    FLAG = "flag"
    DAY = "day"
    DAY_OF_YEAR = "day-of-year"
    HOURS = "hours"
    TEXT = "text"


class Factor(StrEnum):
    """The date that picks the version of a rule: every rule has its own."""

    LEASE_CONCLUDED = "lease-concluded"
    ACT_SERVED = "act-served"
    ASSIGNATION_SERVED = "assignation-served"
    SEIZURE = "seizure"
    HEARING = "hearing"
    DECISION = "decision"
    DECISION_SERVED = "decision-served"
    QUIT_NOTICE_SERVED = "quit-notice-served"
    EVICTION_DAY = "eviction-day"
    REQUEST = "request"
    REFUSAL = "refusal"
    DELAY_EXPIRY = "delay-expiry"
    DEBT_DAY = "debt-day"
    CONSTITUTION = "constitution"
    DUE_DATE = "due-date"
    FILING = "filing"
    LAST_EXCHANGE = "last-exchange"
    ACCOUNTS_CLOSED = "accounts-closed"
    DATA_RECEIVED = "data-received"
    RIGHT_REQUESTED = "right-requested"


class Status(StrEnum):
    """How sure a version is: read in a text or a page stating it, inferred, or not established."""

    TEXT = "text"
    INFERRED = "inferred"
    NOT_ESTABLISHED = "not-established"


class State(StrEnum):
    """What a version says: a rule in force, no rule in that time, a value each département sets, or not known."""

    IN_FORCE = "in-force"
    NO_RULE = "no-rule"
    LOCAL = "local"
    NOT_KNOWN = "not-known"


@attrs.frozen(kw_only=True)
class Source:
    """A text or page that was read; `address` is where it stood."""

    key: str
    title: str
    address: str


@attrs.frozen(kw_only=True)
class Version:
    """The value of a parameter from one day to another, both included; None is an open end."""

    valid_from: date | None
    valid_to: date | None
    state: State
    value: Value | None
    article: str
    sources: tuple[Source, ...]
    status: Status
    reviewed_on: date
    read_until: date | None = attrs.field(
        default=None, metadata={"description": "year end of the last text read: later days rest on an old reading"}
    )
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether a day picks this version."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def stale_on(self, day: date) -> bool:
        """Say whether the day lies after the last text read."""
        return self.read_until is not None and day > self.read_until


def gaps_and_overlaps(versions: Iterable[Version]) -> list[str]:
    """Say where versions in the order given leave a day without answer, or give it two; none: an empty list."""
    found: list[str] = []
    expected: date | None = None
    ended = False
    for number, version in enumerate(versions, start=1):
        start, end = version.valid_from, version.valid_to
        if ended or (number > 1 and start is None) or (expected and start and start < expected):
            found.append(f"version {number} overlaps the one before")
        elif expected and start and start > expected:
            found.append(f"no version from {expected} to {start - _DAY}")
        elif number == 1 and start is not None:
            found.append(f"no version before {start}")
        if start and end and end < start:
            found.append(f"version {number} ends before it starts")
        ended, expected = end is None, end + _DAY if end else None
    return found if ended else [*found, f"no version from {expected} on"]


def _without_gap_or_overlap(_: object, __: object, versions: tuple[Version, ...]) -> None:
    if found := gaps_and_overlaps(versions):
        raise InvalidValue("; ".join(found))


@attrs.frozen(kw_only=True)
class Parameter:
    """One value of the law through time; exactly one version answers for each day, or it is an InvalidValue."""

    id: str
    rules: tuple[str, ...] = attrs.field(metadata={"description": "ids of the rules it belongs to, such as C2"})
    subject: str
    title: str
    unit: Unit
    factor: Factor
    factor_inferred: bool = attrs.field(validator=attrs.validators.instance_of(bool))
    rivals: tuple[Factor, ...] = attrs.field(
        default=(), metadata={"description": "dates that might pick the version instead"}
    )
    versions: tuple[Version, ...] = attrs.field(validator=_without_gap_or_overlap)

    def on(self, day: date) -> Version:
        """Return the version that a day picks."""
        for version in self.versions:
            if version.valid_to is None or day <= version.valid_to:
                return version
        raise AssertionError("a parameter leaves no day without a version")

    def up_to(self, day: date) -> tuple[Version, ...]:
        """Return the versions that a day not known, but not later than this one, may pick."""
        return tuple(v for v in self.versions if v.valid_from is None or v.valid_from <= day)
