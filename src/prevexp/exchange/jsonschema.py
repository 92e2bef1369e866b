"""JSON Schema (2020-12) of what the journal holds once opened, made from the attrs classes.

The classes are the one definition: types, bounds and patterns are read off their fields and validators.
"""

import re
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from enum import StrEnum
from types import NoneType
from types import UnionType
from typing import Any
from typing import Union
from typing import get_args
from typing import get_origin

import attrs

from ..domain.errors import InvalidValue
from ..domain.event_types import EVENT_TYPES
from ..domain.events import Event
from ..domain.values import MONTH_WRITTEN
from ..domain.values import Matching
from ..domain.values import Maybe
from ..domain.values import Month
from ..domain.values import Secret
from ..domain.values import WholeNumber

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _whole(pattern: re.Pattern[str]) -> str:
    """Return a pattern for the whole text; JSON Schema searches anywhere in it."""
    return f"^(?:{pattern.pattern})$"


# Many validators take `format` for a remark only, so the way days and instants are written is a pattern as well.
_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{6})?[+]00:00$",
        "description": "UTC",
    },
    Month: {"type": "string", "pattern": _whole(MONTH_WRITTEN)},
    Secret: {"type": "string"},
}


def events_schema(event_types: Mapping[str, type[Event]] = EVENT_TYPES) -> dict[str, Any]:
    """Return the schema of an event's body: `{"type": slug, "data": {…}}`, one closed object for each slug.

    Raises InvalidValue for a field of a type the journal cannot hold.
    """
    return {
        "$schema": DIALECT,
        "title": "prevexp event",
        "oneOf": [_event_schema(slug, event_types[slug]) for slug in sorted(event_types)],
    }


def _event_schema(slug: str, kind: type[Event]) -> dict[str, Any]:
    properties = {"type": {"const": slug}, "data": object_schema(kind)}
    return {"type": "object", "properties": properties, "required": ["type", "data"], "additionalProperties": False}


def object_schema(kind: type[Any], *, defaults: bool = False) -> dict[str, Any]:
    """Return the schema of an attrs class: a closed object that has every field.

    With `defaults`, in it and in the objects it holds what has a default may be left out.
    """
    fields = attrs.fields(attrs.resolve_types(kind))
    properties = {field.name: _field_schema(field, defaults) for field in fields}
    needed = [field.name for field in fields if not defaults or field.default is attrs.NOTHING]
    described = {"description": " ".join(kind.__doc__.split())} if kind.__doc__ else {}
    return described | {
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def _field_schema(field: "attrs.Attribute[Any]", defaults: bool) -> dict[str, Any]:
    said = {name: str(field.metadata[name]) for name in ("description", "unit", "source") if name in field.metadata}
    named = {("description" if name == "description" else f"x-{name}"): text for name, text in said.items()}
    return _type_schema(field.type, defaults) | _limits(field.validator) | named


def _limits(validator: Any) -> dict[str, Any]:
    """Return what a validator says beyond the type of its field; JSON Schema asks it of no null."""
    match validator:
        case Maybe():
            return _limits(validator.known)
        case WholeNumber():
            return {"minimum": validator.lowest, "maximum": validator.highest}
        case Matching():
            return {"pattern": _whole(validator.pattern)}
        case _:
            return {}


def _type_schema(kind: Any, defaults: bool) -> dict[str, Any]:
    kind = getattr(kind, "__supertype__", kind)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if isinstance(kind, type) and attrs.has(kind):
        return object_schema(kind, defaults=defaults)
    if get_origin(kind) in (Union, UnionType):
        return {"anyOf": [_type_schema(one, defaults) for one in get_args(kind)]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type_schema(get_args(kind)[0], defaults)}
    raise InvalidValue("a field of the journal has a type JSON Schema is not made of", type=str(kind))
