"""What of a story is of the sensitive groups: the social situation (G7), health and violence (G8).

Who reads a story that holds some is noted in the access journal (privacy notes §3). What a person asked of its data,
and a channel that is not safe, reach no partner and are of the sensitive groups too (`NEVER_SHARED`).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import attrs

from ..domain.extra_events import ExtraFactNoted
from ..domain.life_events import StruckEntry
from ..domain.vocabulary import FieldGroup

SENSITIVE = frozenset({FieldGroup.SOCIAL_SITUATION, FieldGroup.SENSITIVE})
"""The groups whose reading is noted."""

_NONE: frozenset[FieldGroup] = frozenset()


def sensitive_groups(events: Iterable[object]) -> frozenset[FieldGroup]:
    """Return the sensitive groups of which what happened to a case says something, corrected entries included."""
    found: set[FieldGroup] = set()
    for one in events:
        event = one.event if isinstance(one, StruckEntry) else one
        if isinstance(event, ExtraFactNoted):
            found |= SENSITIVE & {event.group}
        else:
            kind: Any = type(event)
            for name, group in _telling(kind):
                found |= _groups_of(getattr(event, name), group)
    return frozenset(found)


@cache
def _telling(kind: type[Any]) -> tuple[tuple[str, FieldGroup], ...]:
    """Return the fields of an event's class that are of a sensitive group, or hold what is."""
    if not attrs.has(kind):
        return ()
    fields = ((field.name, field.metadata.get("group")) for field in attrs.fields(kind))
    return tuple((name, group) for name, group in fields if group in SENSITIVE)


def _groups_of(value: Any, group: FieldGroup | None) -> frozenset[FieldGroup]:
    """Return the sensitive groups of what stands in a field, as far as it says something."""
    if value is None or value == ():
        return _NONE
    if isinstance(value, tuple):
        return _NONE.union(*(_groups_of(one, group) for one in value))
    if not attrs.has(type(value)):
        return frozenset({group}) & SENSITIVE if group else _NONE
    fields = ((getattr(value, field.name), field) for field in attrs.fields(type(value)))
    return _NONE.union(*(_groups_of(one, field.metadata.get("group")) for one, field in fields if one != field.default))
