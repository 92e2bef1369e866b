"""What the bilan counts: one row a case and one a transfer, without identity, reference or id; and its scope."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.domain.values import count
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date
from prevexp.domain.values import texts
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict

from ..domain.groups import Veiled

_maybe_date = attrs.validators.optional(plain_date)
_maybe_bool = attrs.validators.optional(one_of(bool))
_rows = count(0, 10**9)

LONGEST_PERIOD_YEARS = 10
"""Years between the first and the last day of a bilan: what is masked grows with the months, and so does its cost."""


@attrs.frozen(kw_only=True)
class BilanCase(Veiled):
    """One case as it stands on the day observed; nothing in it names or numbers anybody.

    `arrondissement` is the code of the commune's arrondissement, given exactly if `in_territory` is True.
    None is not known.
    """

    received_on: date = attrs.field(validator=plain_date)
    verdict: Verdict = attrs.field(validator=one_of(Verdict))
    reasons: tuple[str, ...] = attrs.field(default=(), validator=texts, metadata={"description": "rules that are no"})
    checks: tuple[str, ...] = attrs.field(default=(), validator=texts, metadata={"description": "rules not known"})
    in_territory: bool | None = attrs.field(default=None, validator=_maybe_bool)
    arrondissement: str | None = attrs.field(default=None, validator=attrs.validators.optional(one_of(str)))
    rural: bool | None = attrs.field(default=None, validator=_maybe_bool)
    allocated_on: date | None = attrs.field(default=None, validator=_maybe_date)
    first_attempt_on: date | None = attrs.field(default=None, validator=_maybe_date)
    closed_on: date | None = attrs.field(default=None, validator=_maybe_date)
    stage: Stage = attrs.field(default=Stage.NOT_KNOWN, validator=one_of(Stage))
    answer: SocialServicesAnswer = attrs.field(
        default=SocialServicesAnswer.NO_ANSWER, validator=one_of(SocialServicesAnswer)
    )
    has_phone: bool = attrs.field(default=False, validator=one_of(bool))
    has_address: bool = attrs.field(default=False, validator=one_of(bool))
    has_debt: bool = attrs.field(default=False, validator=one_of(bool))

    def __attrs_post_init__(self) -> None:
        """Refuse an arrondissement without territory, and work that precedes reception."""
        if (self.arrondissement is not None) is not (self.in_territory is True):
            raise InvalidValue("arrondissement: given exactly for a case in the territory")
        if self.allocated_on is not None and self.allocated_on < self.received_on:
            raise InvalidValue("allocated_on: a day on or after received_on is needed")

    def as_of(self, day: date) -> "BilanCase":
        """Return the case without what happened after a day; its verdict is taken as it was given for that day."""
        return attrs.evolve(
            self,
            allocated_on=_until(day, self.allocated_on),
            first_attempt_on=_until(day, self.first_attempt_on),
            closed_on=_until(day, self.closed_on),
        )


def _until(day: date, happened_on: date | None) -> date | None:
    return happened_on if happened_on is not None and happened_on <= day else None


@attrs.frozen(kw_only=True)
class TransferCount:
    """What became of the lines of one monthly transfer; received = accepted + updated + duplicate + rejected."""

    received_on: date = attrs.field(validator=plain_date)
    accepted: int = attrs.field(default=0, validator=_rows)
    updated: int = attrs.field(default=0, validator=_rows)
    duplicate: int = attrs.field(default=0, validator=_rows)
    rejected: int = attrs.field(default=0, validator=_rows)
    rejected_for: Mapping[str, int] = attrs.field(
        factory=dict, metadata={"description": "fault -> lines rejected for it; a line may have several"}
    )

    def __attrs_post_init__(self) -> None:
        """Refuse more lines for one fault than there are rejected lines."""
        if any(not 0 <= number <= self.rejected for number in self.rejected_for.values()):
            raise InvalidValue("rejected_for: lines, each counted once for a fault, at most all rejected ones")

    @property
    def received(self) -> int:
        """Lines of the file."""
        return self.accepted + self.updated + self.duplicate + self.rejected


@attrs.frozen(kw_only=True)
class RuleNote:
    """A rule of eligibility as the bilan names it: wording, version and the clause it applies."""

    id: str
    title: str = attrs.field(metadata={"description": "French, a few words"})
    version: str
    source: str


@attrs.frozen(kw_only=True)
class FaultNote:
    """A plugin that was left out, or that failed, while the bilan was made; `phase` is the step at which it did."""

    plugin: str = attrs.field(metadata={"description": "with distribution and version"})
    phase: str
    object: str = attrs.field(default="", metadata={"description": "the rule, fact… concerned, if one is"})


@attrs.frozen(kw_only=True)
class Tile:
    """Where an arrondissement stands on a tile map: row 0 in the north, column 0 in the west."""

    arrondissement: str
    row: int
    column: int


@attrs.frozen(kw_only=True)
class BilanScope:
    """What a bilan covers: the cases received from `first` to `last`, both included, observed on one day.

    `quota` holds the places of each month (call C21), None where no volume was fixed; `arrondissements` code -> name,
    in the order to be shown.
    """

    first: date = attrs.field(validator=plain_date)
    last: date = attrs.field(validator=plain_date)
    observed_on: date = attrs.field(validator=plain_date, metadata={"description": "later events do not count"})
    generated_on: date = attrs.field(validator=plain_date)
    territory: str
    team: str
    call: str = ""
    team_fte: Decimal | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(one_of(Decimal)),
        metadata={"unit": "full-time equivalents", "source": "call C20"},
    )
    quota: Mapping[Month, int | None] = attrs.field(factory=dict)
    arrondissements: Mapping[str, str] = attrs.field(factory=dict)
    tiles: tuple[Tile, ...] = ()
    rules: tuple[RuleNote, ...] = ()
    threshold: int = attrs.field(default=11, metadata={"unit": "households"})
    software: str = ""
    lock: Mapping[str, Any] = attrs.field(factory=dict, repr=False, metadata={"description": "what it was made with"})
    faults: tuple[FaultNote, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a period that ends before it starts and an observation before its end's start."""
        if self.last < self.first:
            raise InvalidValue("last: a day on or after first is needed")
        if self.last.year - self.first.year > LONGEST_PERIOD_YEARS:
            raise InvalidValue(f"last: at most {LONGEST_PERIOD_YEARS} years after first")
        if self.observed_on < self.first:
            raise InvalidValue("observed_on: a day on or after first is needed")

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that the period touches."""
        months = [Month.of(self.first)]
        while months[-1] < Month.of(self.last):
            months.append(months[-1].next())
        return tuple(months)

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.first <= day <= self.last
