"""What of an entity may be seen, field by field: the group in a field's metadata decides, whatever its class.

A field without a group, or that is never shared, is left out, so that a field added tomorrow leaves only when somebody
says which group it is of and a row of the matrix lets that group pass.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from typing import get_args

import attrs

from ..domain.groups import group_of
from ..domain.groups import is_entity
from ..domain.vocabulary import FieldGroup

Permitted = Callable[[FieldGroup, str], bool]
"""Says of a group and of the dotted name of a field whether it may be seen."""


def seen(entity: Any, permitted: Permitted, *, path: str = "") -> dict[str, Any]:
    """Return the fields of an entity that may be seen, those inside it as a dict in turn; None is "not known".

    The day and the number of an entry are seen with it, and never alone.
    """
    attrs.resolve_types(type(entity))
    found: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for field in attrs.fields(type(entity)):
        group = group_of(field)
        name, value = f"{path}{field.name}", getattr(entity, field.name)
        inner = entity_of(field.type)
        if group is None:
            continue
        if inner is not None:
            if may_be_seen(inner, permitted, path=f"{name}."):
                found[field.name] = _inside(value, permitted, name)
        elif group is FieldGroup.TECHNICAL:
            if path and type(value) in (date, int):
                beside[field.name] = value
        elif permitted(group, name):
            found[field.name] = value
    return beside | found if found else {}


def may_be_seen(kind: type[Any], permitted: Permitted, *, path: str = "") -> bool:
    """Say whether anything of a class may be seen."""
    attrs.resolve_types(kind)
    for field in attrs.fields(kind):
        group, name = group_of(field), f"{path}{field.name}"
        inner = entity_of(field.type)
        if group is None:
            continue
        if inner is None and group is not FieldGroup.TECHNICAL and permitted(group, name):
            return True
        if inner is not None and may_be_seen(inner, permitted, path=f"{name}."):
            return True
    return False


def entity_of(annotation: Any) -> type[Any] | None:
    """Return the class of the entities a field holds, one or many; None for a field that holds values."""
    if isinstance(annotation, type) and is_entity(annotation):
        return annotation
    return next((found for part in get_args(annotation) if (found := entity_of(part))), None)


def _inside(value: Any, permitted: Permitted, name: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_inside(one, permitted, name) for one in value)
    return None if value is None else seen(value, permitted, path=f"{name}.")
