"""A fact: one declared column that rules and indicators may read, with its type, its unit and whom to ask."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from ..domain.provenance import Provenance
from ..domain.provenance import stamped
from .errors import InvalidFact
from .errors import InvalidFactValue

Scalar = bool | int | str | date
Row = Mapping[str, Scalar | None]

_ID = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*|-[a-z0-9_]+)*")
_UNIT = re.compile(r"[a-z][a-z0-9_]{0,31}")
_LARGEST = 2**53
_MOST_DAYS = 100_000
_FIRST_DAY = date(1800, 1, 1)
_LAST_DAY = date(2999, 12, 31)


WORDS = frozenset({"and", "or", "not", "in", "is", "known", "yes", "no"})
"""The words of the text form of expressions; a fact of such a name is written between backquotes there."""


class Dtype(StrEnum):
    """The types a column may have. Money is an integer whose unit is cents."""

    BOOL = "bool"
    INTEGER = "integer"
    DATE = "date"
    SLUG = "slug"


_PYTHON = {Dtype.BOOL: bool, Dtype.INTEGER: int, Dtype.DATE: date}


def _slugs(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


@attrs.frozen
class Kind:
    """What a value is: its type, the unit of a number, the vocabulary of a slug (None: open, such as a commune)."""

    dtype: Dtype
    unit: str | None = None
    values: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{self.dtype} ({self.unit})" if self.unit else str(self.dtype)


@attrs.frozen(kw_only=True)
class Narrowing:
    """The words of a fact are narrower than words of one of prevexp's own vocabularies: local word -> its word.

    Counts stay comparable from one territory to the next, because prevexp's own word is noted first.
    """

    of: str = attrs.field(metadata={"description": "name of prevexp's own vocabulary, such as cause"})
    broader: Mapping[str, str]


@attrs.frozen(kw_only=True, cache_hash=True)
class Fact:
    """One column that rules may read: what it asks about a household, and whom to ask when it is not known.

    Not known is None. `not_known` names the slugs that say the same in words ("inconnu"): every compiler reads them as
    None, so that they never count as an answer. Integers lie within ±2**53, days within ±100,000, dates from 1800 to
    2999. `read(state, on)` computes the fact of one case and is pure; without it, prevexp itself fills the column.

    Raises InvalidFact.
    """

    id: str = attrs.field(metadata={"description": "name of the column; a plugin's are <plugin>.<local>"})
    dtype: Dtype = attrs.field(converter=Dtype, metadata={"description": "integer, bool, date or slug"})
    unit: str | None = attrs.field(default=None, metadata={"description": "cents, days, persons…; integers only"})
    question: str = attrs.field(metadata={"description": "what the fact asks, in the words of the team"})
    ask: str = attrs.field(metadata={"description": "whom to ask what, when it is not known"})
    description: str = attrs.field(default="", metadata={"description": "what it holds, for the reference"})
    values: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=attrs.converters.optional(_slugs),
        metadata={"description": "the slugs it can be; None: any"},
    )
    not_known: tuple[str, ...] = attrs.field(
        default=(), converter=_slugs, metadata={"description": "slugs that say that it is not known"}
    )
    data_categories: tuple[str, ...] = attrs.field(
        default=(), converter=_slugs, metadata={"description": "the groups of personal data it tells of, such as G4"}
    )
    labels: Mapping[str, str] = attrs.field(
        factory=dict, eq=False, repr=False, metadata={"description": "slug -> what people read, French"}
    )
    title: str = attrs.field(default="", metadata={"description": "French, short"})
    version: str = attrs.field(default="1", metadata={"description": "changes when its meaning does"})
    order: int = attrs.field(default=0, metadata={"description": "smaller comes first; of one order, by id"})
    narrows: Narrowing | None = attrs.field(
        default=None, eq=False, repr=False, metadata={"description": "the fact whose words its own refine"}
    )
    read: Callable[[Any, date], Scalar | None] | None = attrs.field(
        default=None,
        eq=False,
        repr=False,
        metadata={"description": "`read(state, on)`, pure; without it the fact is noted by people"},
    )
    provenance: Provenance | None = stamped()

    def __attrs_post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise InvalidFact("the id of a fact is at most 64 small letters, digits, '_', '-' and '.'", fact=self.id)
        if self.unit is not None and self.dtype is not Dtype.INTEGER:
            raise InvalidFact(f"{self.id}: only an integer has a unit, not a {self.dtype}", fact=self.id)
        if self.unit is not None and (self.unit in WORDS or not _UNIT.fullmatch(self.unit)):
            raise InvalidFact(f"{self.id}: a unit is one word of small letters, such as cents", fact=self.id)
        if (self.values is not None or self.not_known) and self.dtype is not Dtype.SLUG:
            raise InvalidFact(f"{self.id}: only a slug has a vocabulary, not a {self.dtype}", fact=self.id)
        if set(self.labels) - {*(self.values or ()), *self.not_known}:
            raise InvalidFact(f"{self.id}: a label is of a slug of the vocabulary", fact=self.id)
        if self.narrows is not None and set(self.narrows.broader) != set(self.values or ()):
            raise InvalidFact(f"{self.id}: each narrower word has one broader word", fact=self.id)
        if set(self.values or ()) & set(self.not_known):
            raise InvalidFact(f"{self.id}: a slug cannot be an answer and mean not known", fact=self.id)

    @property
    def kind(self) -> Kind:
        """What a value of this fact is."""
        return Kind(self.dtype, self.unit, self.values)

    @property
    def bounds(self) -> tuple[int, int]:
        """The smallest and the largest value; for a date, days of the proleptic calendar (`date.toordinal`)."""
        if self.dtype is Dtype.DATE:
            return _FIRST_DAY.toordinal(), _LAST_DAY.toordinal()
        largest = _MOST_DAYS if self.unit == "days" else _LARGEST
        return -largest, largest

    def check(self, value: Scalar | None) -> None:
        """Accept a value the fact can take, of exactly its type: 1 is not True, an instant is not a date.

        Raises InvalidFactValue, which does not repeat the value.
        """
        if value is not None and not self._holds(value):
            expected = f"one of {', '.join(self.values)}" if self.values else f"a {self.kind} within its bounds"
            raise InvalidFactValue(
                f"{self.id}: {expected} is needed, got a value of type {type(value).__name__}",
                fact=self.id,
                expected=str(self.kind),
            )

    def _holds(self, value: Scalar) -> bool:
        if self.dtype is Dtype.SLUG:
            return isinstance(value, str) and (self.values is None or value in self.values or value in self.not_known)
        if type(value) is not _PYTHON[self.dtype]:
            return False
        low, high = self.bounds
        return low <= (value.toordinal() if isinstance(value, date) else int(value)) <= high
