"""The tables of a snapshot hold what the events say, field by field, and nothing that names anybody."""

from enum import StrEnum
from typing import Any

import attrs
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from prevexp.caseload.snapshot.bodies import Bodies
from prevexp.caseload.snapshot.columns import CASE
from prevexp.caseload.snapshot.columns import PASSING
from prevexp.caseload.snapshot.columns import POSITION
from prevexp.caseload.snapshot.columns import Column
from prevexp.caseload.snapshot.columns import columns_of
from prevexp.caseload.snapshot.columns import has_table
from prevexp.caseload.snapshot.columns import table_schema
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import Event
from prevexp.domain.groups import group_of
from prevexp.domain.values import CaseId
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import FieldGroup
from prevexp.storage.codec import Codec
from prevexp.testing.strategies import events

CODEC = Codec()
TABLED = [kind for kind in EVENT_TYPES.values() if has_table(kind)]


def pseudonym(case_id: str) -> str:
    """Return another name, the same each time."""
    return f"p-{case_id[::-1]}"


def plain(value: Any, kept: set[str] | None = None) -> Any:
    """Return a value as a table gives it back; of an object the fields that are kept."""
    match value:
        case StrEnum() | Month():
            return str(value)
        case tuple():
            return [plain(one, kept) for one in value]
        case _ if attrs.has(type(value)):
            return {name: plain(getattr(value, name)) for name in kept or ()}
    return value


def at(event: Any, column: Column) -> Any:
    """Return what an event says at the place of a column; None where what holds it is not known."""
    for name in column.path:
        event = None if event is None else getattr(event, name)
    return event


def members(column: Column) -> set[str] | None:
    """Return the fields of the objects a column lists, None if it lists none."""
    inner = getattr(column.dtype, "inner", None)
    return {one.name for one in inner.fields} if isinstance(inner, pl.Struct) else None


@given(told=st.lists(st.sampled_from(TABLED).flatmap(events), min_size=1, max_size=4))
def test_a_table_holds_what_the_events_say(told: list[Event]) -> None:
    """Every column of every type of event holds the value of its field, None for None; cases are pseudonyms."""
    bodies = Bodies(CODEC, pseudonym)
    for number, event in enumerate(told, start=1):
        bodies.add(f"case {number}", [number], [CODEC.encode(event)])
    tables = bodies.tables()
    assert set(tables) == {event.slug for event in told}
    for slug, table in tables.items():
        mine = [(number, event) for number, event in enumerate(told, start=1) if event.slug == slug]
        assert dict(table.schema) == table_schema(EVENT_TYPES[slug])
        assert table[POSITION].to_list() == [number for number, _ in mine]
        assert table[CASE].to_list() == [f"case {number}" for number, _ in mine]
        for column in columns_of(EVENT_TYPES[slug]):
            said = [plain(at(event, column), members(column)) for _, event in mine]
            expected = [one and pseudonym(one) for one in said] if column.is_case else said
            assert table[column.name].to_list() == expected, column.name


def test_only_what_may_be_counted_becomes_a_column() -> None:
    """Nothing of identity, address, social situation or health, no id of a household, no reference and no worker."""
    for kind in EVENT_TYPES.values():
        for column in columns_of(kind):
            above: Any = kind
            for name in column.path:
                field = attrs.fields_dict(attrs.resolve_types(above))[name]
                above = next((one for one in getattr(field.type, "__args__", ()) if one is not type(None)), field.type)
            assert group_of(field) in PASSING - {FieldGroup.IDENTITY, FieldGroup.SENSITIVE}
            assert field.name not in {"household_id", "reference", "commune", "workers", "worker", "transfer"}
            if column.is_case:
                assert column.kind in (CaseId, CaseId | None)


def test_what_may_not_be_told_has_no_table_at_all() -> None:
    """That a channel puts somebody at risk is not even told by a row that says nothing; nor who decided, nor names."""
    assert {slug for slug, kind in EVENT_TYPES.items() if not has_table(kind)} == {
        "case-unarchived.v1",
        "channel-safety-noted.v1",
        "extra-fact-noted.v1",
        "identity-rectified.v1",
    }
