"""Of which group of personal data a place of a view is, such as `identity.surname`, before anything stands in it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from ..domain.case import Case
from ..domain.case import Identity
from ..domain.groups import group_of
from ..domain.sharing import EXTRACT_GROUPS
from ..domain.sharing import Extract
from ..domain.vocabulary import FieldGroup
from .facts import entity_of

_ROOTS: Mapping[str, type[Any]] = MappingProxyType({"facts": Case, "identity": Identity})


def group_at(place: str) -> FieldGroup | None:
    """Return the group of what stands at a place of a view; None for a place that no view has, or that never leaves."""
    first, *names = place.split(".")
    if first == "extracts":
        return EXTRACT_GROUPS[Extract(names[0])] if names and names[0] in list(Extract) else None
    kind: type[Any] | None = _ROOTS.get(first)
    group = None
    for name in names:
        if kind is None:
            return None
        attrs.resolve_types(kind)
        field = attrs.fields_dict(kind).get(name)
        group = group_of(field) if field else None
        if field is None or group is None:
            return None
        kind = entity_of(field.type)
    return group
