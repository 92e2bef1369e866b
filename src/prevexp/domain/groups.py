"""The group of personal data a field belongs to, said in its metadata: what may leave is told by it, and by it alone.

A field of a case, of what stands in a case or of an event says its group, else it never leaves (a test holds each to
one). Source: privacy notes §2.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from typing import get_args

import attrs

from .errors import InvalidValue
from .values import Month
from .vocabulary import FieldGroup


def grouped(group: FieldGroup, **more: object) -> Mapping[str, object]:
    """Return the metadata of a field of a group."""
    return MappingProxyType({"group": group, **more})


DWELLING = grouped(FieldGroup.DWELLING)
DEBT = grouped(FieldGroup.DEBT_AND_PROCEDURE)
AGREEMENTS = grouped(FieldGroup.AGREEMENTS)
CONTACTS = grouped(FieldGroup.CONTACTS_AND_ANSWERS)
TECHNICAL = grouped(FieldGroup.TECHNICAL)
STEPS = grouped(FieldGroup.STEPS)

NEVER_SHARED = grouped(FieldGroup.SENSITIVE, shared="never")
"""Metadata of what reaches no partner, whatever the household authorises (privacy notes §2)."""

TEAM_ONLY = grouped(FieldGroup.TECHNICAL, shared="never")
"""Metadata of why the team keeps a case as it does: it reaches no partner, and says nothing of the household."""

TOLD = MappingProxyType({"shared": "told"})
"""Metadata of what does not pass field by field, since what is left out would show: it passes as the team tells it."""

_SHARED = frozenset({"never", "told"})


def group_of(field: "attrs.Attribute[Any]") -> FieldGroup | None:
    """Return the group by which a field passes; None if it says none, or that it passes never or as it is told."""
    if "shared" in field.metadata:
        if field.metadata["shared"] not in _SHARED:
            raise InvalidValue(f"{field.name}: what is shared is said to be `never` or `told`")
        return None
    group = field.metadata.get("group")
    return group if isinstance(group, FieldGroup) else None


class Veiled:
    """Base of the classes that hold facts of a household: their representation shows what is technical, and no fact.

    A case that is logged, formatted or caught in a traceback with its variables tells which case it is. Of a class
    whose fields name no group nothing is shown, since nobody said that it may be.
    """

    __slots__ = ()

    def __init_subclass__(cls, **keywords: object) -> None:
        """Take the place of the representation that attrs would make."""
        super().__init_subclass__(**keywords)
        if "__repr__" not in vars(cls):
            cls.__repr__ = Veiled.__repr__  # type: ignore[method-assign]

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = (
            f"{field.name}={getattr(self, field.name)!r}"
            for field in attrs.fields(kind)
            if field.repr and group_of(field) is FieldGroup.TECHNICAL
        )
        return f"{kind.__name__}({', '.join((*shown, '…'))})"


def entities_in(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield a class and every attrs class its fields hold, each once."""
    seen: set[type[Any]] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        attrs.resolve_types(one)
        for field in attrs.fields(one):
            waiting += (part for part in _parts(field.type) if is_entity(part))


def _parts(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def is_entity(kind: type[Any]) -> bool:
    """Say whether a class is read field by field; a month is read whole."""
    return attrs.has(kind) and kind is not Month
