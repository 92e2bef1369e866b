"""Facts that a territory or a plugin adds to a case: typed values under a namespaced id, never free text.

The group of personal data is noted with each, so that what may be written and what may leave is known for ever, with or
without whoever declared the fact.
"""

from collections.abc import Iterable
from datetime import date
from typing import Self

import attrs

from .errors import InvalidValue
from .groups import grouped
from .values import LARGEST
from .values import Maybe
from .values import WholeNumber
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup

ExtraValue = bool | int | date | str
"""A whole number of the fact's unit (money: cents), a calendar date, a slug of its vocabulary, yes or no."""

OF_ITS_GROUP = grouped(FieldGroup.SENSITIVE, shared="told")
"""Metadata of what passes by the group that is noted with it, and by no other (`privacy.view`)."""

BEFORE_AGREEMENT = frozenset(
    {
        FieldGroup.DWELLING,
        FieldGroup.DEBT_AND_PROCEDURE,
        FieldGroup.AGREEMENTS,
        FieldGroup.CONTACTS_AND_ANSWERS,
        FieldGroup.TECHNICAL,
    }
)
"""Groups of which a fact may be noted before the household agrees (privacy notes §1)."""

NOTED = frozenset(FieldGroup) - {FieldGroup.IDENTITY, FieldGroup.CONTACT}
"""Groups an extra fact may be of: who people are and where they live stands in the vault, and only there."""


_whole = WholeNumber(-LARGEST, LARGEST, "a whole number")


@attrs.frozen(kw_only=True)
class NotedValue:
    """One value, under the one field of its type, so that a date is never read as a slug.

    Raises InvalidValue for none, or several.
    """

    flag: bool | None = attrs.field(default=None, validator=Maybe(one_of(bool)), repr=False, metadata=OF_ITS_GROUP)
    number: int | None = attrs.field(default=None, validator=Maybe(_whole), repr=False, metadata=OF_ITS_GROUP)
    day: date | None = attrs.field(default=None, validator=Maybe(plain_date), repr=False, metadata=OF_ITS_GROUP)
    word: str | None = attrs.field(default=None, validator=Maybe(identifier), repr=False, metadata=OF_ITS_GROUP)

    def __attrs_post_init__(self) -> None:
        """Refuse what says nothing, or two things."""
        if sum(value is not None for value in self._values) != 1:
            raise InvalidValue("one of flag, number, day and word is needed")

    @classmethod
    def of(cls, value: ExtraValue) -> Self:
        """Return a value under the field of its type."""
        if isinstance(value, bool):
            return cls(flag=value)
        if isinstance(value, int):
            return cls(number=value)
        return cls(day=value) if isinstance(value, date) else cls(word=value)

    @property
    def plain(self) -> ExtraValue:
        """The value itself, whatever its type."""
        return next(value for value in self._values if value is not None)

    @property
    def _values(self) -> tuple[ExtraValue | None, ...]:
        return self.flag, self.number, self.day, self.word


@attrs.frozen(kw_only=True)
class ExtraFact:
    """What was noted of a fact on a day; None is not known, or no longer."""

    on: date = attrs.field(validator=plain_date, metadata=OF_ITS_GROUP)
    fact: str = attrs.field(validator=identifier, metadata=OF_ITS_GROUP)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=OF_ITS_GROUP)
    value: ExtraValue | None = attrs.field(repr=False, metadata=OF_ITS_GROUP)


def noted_by(facts: Iterable[ExtraFact], on: date) -> dict[str, ExtraFact]:
    """Return the last word on each fact by a day; facts come in the order of their days."""
    return {one.fact: one for one in facts if one.on <= on}
