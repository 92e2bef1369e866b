"""What an event of a plugin needs so that its fields can be read as facts: facts of its own, in a type a fact has."""

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any
from typing import get_args

import attrs

from ..domain.errors import InvalidValue
from ..domain.extra import facts_of
from .offers import EventType


def notes_its_own(offer: EventType) -> None:
    """Accept an event that notes facts of its own plugin only, each from a field a fact can take.

    Raises InvalidValue.
    """
    owner = offer.slug.partition(".")[0]
    for fact, field in facts_of(attrs.resolve_types(offer.cls)).items():
        if not fact.startswith(f"{owner}."):
            raise InvalidValue(f"{offer.slug}: {field.name} notes {fact}: facts of {owner} only", fact=fact)
        if not _can_be_fact(field.type):
            told = "yes or no, a whole number, a day or a word of a vocabulary, or None"
            raise InvalidValue(f"{offer.slug}: {field.name} notes {fact}: {told} is needed", fact=fact)


def _can_be_fact(kind: Any) -> bool:
    """Say whether a field is of a type of facts; a text is not: events hold none that is free."""
    kinds = [getattr(one, "__supertype__", one) for one in get_args(kind) or (kind,)]
    known = [one for one in kinds if one is not NoneType]
    return len(known) == 1 and (
        known[0] in {bool, int, date} or (isinstance(known[0], type) and issubclass(known[0], StrEnum))
    )
