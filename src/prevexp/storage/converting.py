"""The strict converter behind the codec: JSON values to attrs classes and back, with no coercion at all.

cattrs by itself turns "12" and 12.7 into 12, None into "None" and "non" into True; here every type of a field has a
rule of its own and a type without a rule is refused when the codec is built. No message holds a value.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import NoneType
from types import UnionType
from typing import Any
from typing import NewType
from typing import Union
from typing import get_args
from typing import get_origin

import attrs
from cattrs import BaseConverter
from cattrs import ClassValidationError
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from ..domain.errors import InvalidValue
from ..domain.values import Month
from ..domain.values import Secret

_TEXT = frozenset({str})

Read = Callable[[Any, Any], Any]


def strict_converter(*, detailed: bool = False, defaults: bool = False) -> Converter:
    """Return a converter of its own; `detailed` tells where a fault lies, at the price of speed.

    `defaults` lets an object leave out what has a default: for what a person writes, never for what was stored.
    """
    converter = Converter(detailed_validation=detailed)
    converter.register_structure_hook_factory(attrs.has, _with_defaults if defaults else _whole)
    converter.register_structure_hook_factory(_is_tuple, _list_of)
    converter.register_structure_hook_factory(_is_optional, _or_null)
    converter.register_structure_hook_factory(
        _is_new_type, lambda kind, own: own.get_structure_hook(kind.__supertype__)
    )
    for (
        kind,
        read,
    ) in _READ.items():  # the most specific class wins: a bool is not read as an int, nor a vocabulary as a text
        converter.register_structure_hook(kind, read)
    for kind, write in _WRITE.items():
        converter.register_unstructure_hook(kind, write)
    converter.register_unstructure_hook_factory(_is_tuple, _written_list)
    return converter


def require_supported(entity: type[Any]) -> None:
    """Refuse, when the codec is built, an attrs class with a field whose type has no strict rule."""
    for field in attrs.fields(attrs.resolve_types(entity)):
        if not _supported(field.type):
            raise InvalidValue(f"{entity.__name__}.{field.name}: no strict rule reads a field of this type")


def first_fault(error: Exception, path: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return where a detailed error lies (`facts.rent_cents`) and why, without the value."""
    if isinstance(error, ClassValidationError):
        noted, others = error.group_exceptions()
        if noted:
            inner, note = noted[0]
            return first_fault(inner, (*path, note.name))
        return first_fault(others[0], path)
    reason = str(error) if isinstance(error, InvalidValue) else "cannot be read"
    return ".".join(path), reason


def _supported(kind: Any) -> bool:
    if _is_new_type(kind):
        return _supported(kind.__supertype__)
    if _is_optional(kind):
        return _supported(_some(kind))
    if _is_tuple(kind):
        item, *more = get_args(kind)
        return more == [...] and _supported(item)
    if isinstance(kind, type) and attrs.has(kind) and kind not in _READ:
        require_supported(kind)
        return True
    return kind in _READ or _is_vocabulary(kind)


def _as_it_is(value: Any) -> Any:
    """Leave to JSON what it writes as we want it: a member of a StrEnum as its text, a tuple as a list."""
    return value


def _is_new_type(kind: Any) -> bool:
    return isinstance(kind, NewType)


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in {Union, UnionType} and NoneType in get_args(kind) and len(get_args(kind)) == 2


def _some(kind: Any) -> Any:
    """Return X of `X | None`."""
    return next(option for option in get_args(kind) if option is not NoneType)


def _is_vocabulary(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _exactly(kind: type[Any], needed: str) -> Read:
    def read(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise InvalidValue(f"{needed} is needed")
        return value

    return read


def _written(parse: Callable[[str], Any], needed: str) -> Read:
    """Read a text that is written the one way we write it: 20210504 or a trailing Z is another writing.

    Days and months of a caseload are few and come back all the time, so what was read is remembered.
    """

    @lru_cache(maxsize=4096)
    def parsed(text: str) -> Any:
        try:
            found = parse(text)
        except ValueError:
            return None
        return found if _WRITE[type(found)](found) == text else None

    def read(value: Any, _: Any) -> Any:
        found = parsed(value) if type(value) is str else None
        if found is None:
            raise InvalidValue(f"{needed} is needed")
        return found

    return read


def _member(value: Any, vocabulary: Any) -> StrEnum:
    """Read a member of a vocabulary by its exact text."""
    found = vocabulary._value2member_map_.get(value) if type(value) is str else None
    if found is None:
        raise InvalidValue(f"a value of {vocabulary.__name__} is needed")
    member: StrEnum = found
    return member


def _list_of(kind: Any, converter: BaseConverter) -> Read:
    item = get_args(kind)[0]
    read_one = converter.get_structure_hook(item)

    def read_texts(value: Any, _: Any) -> Any:
        if type(value) is not list or not _TEXT.issuperset(map(type, value)):
            raise InvalidValue("a list of texts is needed")
        return tuple(value)

    def read(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise InvalidValue("a list is needed")
        return tuple(read_one(one, item) for one in value)

    return read_texts if item is str else read


def _written_list(kind: Any, converter: BaseConverter) -> Callable[[Any], Any]:
    """Leave a tuple of texts to JSON as it is; write each object of another."""
    item = get_args(kind)[0]
    if item is str or _is_vocabulary(item):
        return _as_it_is
    write_one = converter.get_unstructure_hook(item)
    return lambda value: [write_one(one) for one in value]


def _or_null(kind: Any, converter: BaseConverter) -> Read:
    some = _some(kind)
    read_some = converter.get_structure_hook(some)

    def read(value: Any, _: Any) -> Any:
        return None if value is None else read_some(value, some)

    return read


def _whole(entity: type[Any], converter: BaseConverter) -> Read:
    """Read an object that has every field and no other: a default never fills in for what an old payload lacks."""
    return _object(entity, converter, needed={field.name for field in attrs.fields(entity)})


def _with_defaults(entity: type[Any], converter: BaseConverter) -> Read:
    """Read an object that has every field without a default and no other than its own."""
    fields = attrs.fields(entity)
    return _object(entity, converter, needed={field.name for field in fields if field.default is attrs.NOTHING})


def _object(entity: type[Any], converter: BaseConverter, *, needed: AbstractSet[str]) -> Read:
    read = make_dict_structure_fn(entity, converter)
    names = {field.name for field in attrs.fields(entity)}

    def read_whole(value: Any, kind: Any) -> Any:
        if type(value) is not dict:
            raise InvalidValue("an object is needed")
        if not needed <= value.keys() <= names:
            missing = ", ".join(sorted(needed - value.keys())) or "none"
            raise InvalidValue(f"missing fields: {missing}; unknown fields: {len(value.keys() - names)}")
        return read(value, kind)

    return read_whole


_READ: Mapping[type[Any], Read] = {
    StrEnum: _member,
    str: _exactly(str, "a text"),
    int: _exactly(int, "a whole number"),
    bool: _exactly(bool, "true or false"),
    date: _written(date.fromisoformat, "a date written YYYY-MM-DD"),
    datetime: _written(datetime.fromisoformat, "an instant written YYYY-MM-DDTHH:MM:SS[.ffffff]+00:00"),
    Month: _written(Month.parse, "a month written YYYY-MM"),
    Secret: lambda value, _: Secret(value),
}
_WRITE: Mapping[type[Any], Callable[[Any], Any]] = {
    StrEnum: _as_it_is,
    date: date.isoformat,
    datetime: datetime.isoformat,
    Month: str,
    Secret: Secret.reveal,
}
