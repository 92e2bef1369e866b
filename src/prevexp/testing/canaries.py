"""A case in which every value is known by its field, to see whether one leaves that should not."""

import itertools
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from enum import Enum
from typing import Any
from typing import get_args
from typing import get_origin

import attrs

from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.groups import group_of
from prevexp.domain.groups import is_entity
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import FieldGroup

_FIRST_DAY = date(1990, 1, 1)
_FIRST_NUMBER = 7_000_000_000


@attrs.define(kw_only=True)
class Canaries:
    """Fills the fields of classes, each with a value no other has; `groups` says of what group each value is.

    None is the group of what passes never, or only as it is told. The objects are made past their validators: most
    values are texts.
    """

    groups: dict[object, FieldGroup | None] = attrs.field(factory=dict)
    _numbers: Iterator[int] = attrs.field(factory=lambda: itertools.count(1))

    def case(self) -> Case:
        """Return a case full of canaries."""
        found = self._filled(Case, "", open_=True)
        assert isinstance(found, Case)
        return found

    def identity(self) -> Identity:
        """Return an identity full of canaries."""
        found = self._filled(Identity, "identity.", open_=True)
        assert isinstance(found, Identity)
        return found

    def _filled(self, kind: type[Any], path: str, *, open_: bool) -> Any:
        attrs.resolve_types(kind)
        found = object.__new__(kind)
        for field in attrs.fields(kind):
            passes = open_ and group_of(field) is not None
            object.__setattr__(found, field.name, self._value(field, field.type, path, open_=passes))
        return found

    def _value(self, field: "attrs.Attribute[Any]", annotation: Any, path: str, *, open_: bool) -> Any:
        if isinstance(annotation, type) and is_entity(annotation):
            return self._filled(annotation, f"{path}{field.name}.", open_=open_)
        parts = [part for part in get_args(annotation) if part is not type(None)]
        if get_origin(annotation) is tuple:
            return (self._value(field, parts[0], path, open_=open_),)
        if parts and not isinstance(annotation, type):
            return self._value(field, parts[0], path, open_=open_)
        value = self._canary(annotation, f"{path}{field.name}")
        self.groups[value] = group_of(field) if open_ else None
        return value

    def _canary(self, kind: Any, path: str) -> object:
        number = next(self._numbers)
        kind = getattr(kind, "__supertype__", kind)
        if kind is date:
            return _FIRST_DAY + timedelta(days=number)
        if kind is int:
            return _FIRST_NUMBER + number
        if kind is Month:
            return Month(_FIRST_DAY.year + number, 1)
        text = f"canary {number} of {path}"
        if kind is Secret:
            return Secret(text)
        assert kind in (str, bool) or issubclass(kind, Enum), f"{path}: no canary of this kind is known"
        return text


def values_in(seen: object) -> Iterator[object]:
    """Yield every value of a tree of mappings and tuples."""
    if isinstance(seen, Mapping):
        for one in seen.values():
            yield from values_in(one)
    elif isinstance(seen, tuple):
        for one in seen:
            yield from values_in(one)
    else:
        yield seen
