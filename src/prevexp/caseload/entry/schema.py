"""JSON Schema (2020-12) of a line of entries, made from the classes of the commands and of the events."""

from collections.abc import Mapping
from typing import Any

import attrs

from ...domain.event_types import EVENT_TYPES
from ...domain.events import Event
from ...domain.values import identifier
from ...exchange.jsonschema import DIALECT
from ...exchange.jsonschema import object_schema
from .kinds import OTHER_DOORS
from .kinds import command_kinds
from .kinds import is_decided

_NAME = {"type": "string", "pattern": f"^(?:{identifier.pattern.pattern})$"}
_CASE = _NAME | {"description": "reference of the secretariat, or id of the case"}
_KEY = _NAME | {"description": "by which the line is known again: noted once, whatever file it comes in"}


def entries_schema(event_types: Mapping[str, type[Event]] = EVENT_TYPES) -> dict[str, Any]:
    """Return the schema of one line: a command with its fields, or an event that no command makes."""
    commands = [_command_line(slug, kind) for slug, kind in sorted(command_kinds().items())]
    others = {
        slug: kind for slug, kind in sorted(event_types.items()) if kind not in OTHER_DOORS and not is_decided(kind)
    }
    events = [_event_line(slug, kind) for slug, kind in others.items()]
    return {"$schema": DIALECT, "title": "prevexp entry", "oneOf": [*commands, *events]}


def _command_line(slug: str, kind: type[Any]) -> dict[str, Any]:
    whole = object_schema(kind, defaults=True)
    properties = {"case": _CASE, "command": {"const": slug}, **whole["properties"], "key": _KEY}
    return whole | {"properties": properties, "required": ["case", "command", *_needed(kind, whole["properties"])]}


def _event_line(slug: str, kind: type[Any]) -> dict[str, Any]:
    whole = object_schema(kind, defaults=True)
    shared = {field.name for field in attrs.fields(Event)}
    fields = {name: schema for name, schema in whole["properties"].items() if name not in shared}
    needed = _needed(kind, fields)
    data = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
    properties = {
        "case": _CASE,
        "type": {"const": slug},
        "on": whole["properties"]["occurred_on"],
        "data": data,
        "key": _KEY,
    }
    required = ["case", "type", "on", *(["data"] if needed else [])]
    return whole | {"properties": properties, "required": required}


def _needed(kind: type[Any], names: Mapping[str, Any]) -> list[str]:
    return [field.name for field in attrs.fields(kind) if field.name in names and field.default is attrs.NOTHING]
