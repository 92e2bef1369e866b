"""Facts that a territory or a plugin adds to a case: typed values under a namespaced id, never free text.

The group of personal data is noted with each, so that what may be written and what may leave is known for ever, with or
without whoever declared the fact.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from typing import Self

import attrs

from .errors import InvalidValue
from .groups import Veiled
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
class NotedValue(Veiled):
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
class ExtraFact(Veiled):
    """What was noted of a fact on a day; None is not known, or no longer."""

    on: date = attrs.field(validator=plain_date, metadata=OF_ITS_GROUP)
    fact: str = attrs.field(validator=identifier, metadata=OF_ITS_GROUP)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=OF_ITS_GROUP)
    value: ExtraValue | None = attrs.field(repr=False, metadata=OF_ITS_GROUP)


_FACT = "notes"


def notes(fact: str, group: FieldGroup) -> Mapping[str, object]:
    """Return the metadata of a field of a plugin's event whose value is noted under a fact of a group.

    None in the field takes back what was noted. Raises InvalidValue for what is no id, and for a group that only the
    vault may hold.
    """
    if not identifier.pattern.fullmatch(fact):
        raise InvalidValue("the id of a fact is 1 to 64 letters, digits or ._:-")
    if group not in NOTED:
        raise InvalidValue(f"{fact}: who people are stands in the vault, never in the journal", fact=fact)
    return MappingProxyType({**grouped(group), _FACT: fact})


def facts_of(kind: type[Any]) -> Mapping[str, "attrs.Attribute[Any]"]:
    """Return the facts an event's class notes, with the field each is read from."""
    return {field.metadata[_FACT]: field for field in attrs.fields(kind) if _FACT in field.metadata}


def words_of(event: Any) -> tuple[ExtraFact, ...]:
    """Return what an event notes of facts on its day."""
    return tuple(
        ExtraFact(
            on=event.occurred_on,
            fact=fact,
            group=field.metadata["group"],
            value=_plain(getattr(event, field.name)),
        )
        for fact, field in facts_of(type(event)).items()
    )


def _plain(value: Any) -> ExtraValue | None:
    """Return a word of a vocabulary as its slug; every other value is what it is."""
    found: ExtraValue | None = str(value) if isinstance(value, StrEnum) else value
    return found


def noted_by(facts: Iterable[ExtraFact], on: date) -> dict[str, ExtraFact]:
    """Return the last word on each fact by a day; facts come in the order of their days."""
    return {one.fact: one for one in facts if one.on <= on}
