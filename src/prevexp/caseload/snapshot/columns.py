"""What of an event becomes a column: read off the attrs classes, their types and their groups of personal data."""

from collections.abc import Iterator
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
import polars as pl

from ...domain.events import Event
from ...domain.groups import group_of
from ...domain.groups import is_entity
from ...domain.values import CaseId
from ...domain.values import Month
from ...domain.vocabulary import FieldGroup

POSITION = "position"
CASE = "case"

PASSING = frozenset(
    {
        FieldGroup.DWELLING,
        FieldGroup.DEBT_AND_PROCEDURE,
        FieldGroup.BUDGET,
        FieldGroup.HOUSEHOLD,
        FieldGroup.STEPS,
        FieldGroup.AGREEMENTS,
        FieldGroup.CONTACTS_AND_ANSWERS,
        FieldGroup.TECHNICAL,
    }
)
"""The groups that may be counted; identity, address, the social situation and what is sensitive stay in the store."""

_NAMING = frozenset({FieldGroup.STEPS, FieldGroup.AGREEMENTS, FieldGroup.CONTACTS_AND_ANSWERS})
"""Groups in which a text is a word of the territory, such as a partner's; in the others it may say who or where."""

_WHEN: Mapping[Any, pl.DataType] = {date: pl.Date(), datetime: pl.Datetime("us", "UTC")}
_PLAIN: Mapping[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    bool: pl.Boolean(),
    Month: pl.String(),
    **_WHEN,
}
_DAY, _INSTANT = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%.f%:z"


@attrs.frozen
class Column:
    """One column: its name, where it stands in the event, and of which type it is."""

    path: tuple[str, ...]
    kind: Any

    @property
    def name(self) -> str:
        """The names of the fields down to it, such as `facts_rent_cents`."""
        return "_".join(self.path)

    @property
    def dtype(self) -> pl.DataType:
        """Its type in the table."""
        return typed_as(self.kind, written=False)

    @property
    def expression(self) -> pl.Expr:
        """Its value, of a frame that holds the fields of the event as they stand in JSON."""
        first, *rest = self.path
        column = pl.col(first)
        for name in rest:
            column = column.struct.field(name)
        return _read(column, self.kind).alias(self.name)

    @property
    def is_case(self) -> bool:
        """Whether it names a case, and is therefore written as a pseudonym."""
        return _bare(self.kind) is CaseId


def columns_of(event: type[Any]) -> tuple[Column, ...]:
    """Return the columns of an event, in the order of its fields; those that stay in the store are left out."""
    return tuple(one for one in _columns(event, ()) if one.path != ("case_id",))


def has_table(event: type[Any]) -> bool:
    """Say whether an event has a table: of one that says only what may not be counted, not even that it was said."""
    says = len(_fields(event)) > len(_fields(Event))
    own = {one.path[0] for one in columns_of(event)} - {one.name for one in _fields(Event)}
    return bool(own) or not says


def written_schema(event: type[Any]) -> dict[str, pl.DataType]:
    """Return how the fields that are read stand in JSON: days, instants and months are texts."""
    wanted = {one.path[0] for one in columns_of(event)}
    return {one.name: typed_as(one.type, written=True) for one in _fields(event) if one.name in wanted}


def table_schema(event: type[Any]) -> dict[str, pl.DataType]:
    """Return the columns of an event's table: where it stands in the journal, whose it is, and what it says."""
    own = {one.name: one.dtype for one in columns_of(event)}
    return {POSITION: pl.Int64(), CASE: pl.String(), **own}


def typed_as(kind: Any, *, written: bool) -> pl.DataType:
    """Return the type of a column for a type of a field; `written`: as it stands in JSON."""
    kind = _bare(kind)
    if kind is CaseId:
        return pl.String()
    if get_origin(kind) is tuple:
        return pl.List(typed_as(get_args(kind)[0], written=written))
    kind = getattr(kind, "__supertype__", kind)
    if written and kind in _WHEN:
        return pl.String()
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return pl.String()
    return pl.Struct({one.name: typed_as(one.type, written=written) for one in _fields(kind) if _passes(one)})


def _columns(kind: type[Any], above: tuple[str, ...]) -> Iterator[Column]:
    for field in _fields(kind):
        inner = _bare(field.type)
        if isinstance(inner, type) and is_entity(inner):
            yield from _columns(inner, (*above, field.name))
        elif _passes(field):
            yield Column((*above, field.name), field.type)


def _passes(field: "attrs.Attribute[Any]") -> bool:
    """Say whether a field may be counted: its group may, and a text is a word. A list of texts names workers."""
    group = group_of(field)
    if group not in PASSING:
        return False
    kind = _bare(field.type)
    listed = get_origin(kind) is tuple
    item = _bare(get_args(kind)[0]) if listed else kind
    if isinstance(item, type) and is_entity(item):
        return any(_passes(one) for one in _fields(item))
    is_text = item is not CaseId and getattr(item, "__supertype__", item) is str
    return not is_text or (group in _NAMING and not listed and item is str)


def _fields(kind: type[Any]) -> "tuple[attrs.Attribute[Any], ...]":
    return tuple(attrs.fields(attrs.resolve_types(kind)))


def _bare(kind: Any) -> Any:
    """Return X of `X | None`."""
    if get_origin(kind) in {Union, UnionType}:
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind


def _read(column: pl.Expr, kind: Any) -> pl.Expr:
    """Return a value as its column holds it, from how it stands in JSON."""
    kind = _bare(kind)
    if get_origin(kind) is tuple:
        item = _bare(get_args(kind)[0])
        return (
            column
            if typed_as(item, written=True) == typed_as(item, written=False)
            else column.list.eval(_read(pl.element(), item))
        )
    if kind is date:
        return column.str.to_date(_DAY)
    if kind is datetime:
        return column.str.to_datetime(_INSTANT, time_unit="us", time_zone="UTC")
    if isinstance(kind, type) and is_entity(kind):
        inner = [
            _read(column.struct.field(one.name), one.type).alias(one.name) for one in _fields(kind) if _passes(one)
        ]
        return pl.when(column.is_not_null()).then(pl.struct(inner))
    return column
