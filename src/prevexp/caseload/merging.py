"""The rows that meet a known case: what each changes, as events, in the order of the file."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import Any

import attrs

from ..casework.merging import known_fields
from ..casework.merging import merge
from ..casework.rights.standstill import at_a_standstill
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.case import ListedFacts
from ..domain.events import CaseListedAgain
from ..domain.events import Event
from ..domain.events import ReferenceAdded
from .rows import facts_of
from .rows import identity_of


@attrs.define(kw_only=True, eq=False, repr=False)
class Known:
    """A case while the rows of one transfer go over it; `before` is the case as it was.

    `later`: the columns of which a list received on a later day has spoken.
    """

    before: Case
    references: list[str]
    facts: ListedFacts
    identity: Identity
    later: frozenset[str] = frozenset()
    identity_changed: bool = False
    events: list[Event] = attrs.field(factory=list)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RowChange:
    """What one row changed of its case, and the case after it."""

    case: int
    changed: tuple[str, ...]
    before: ListedFacts
    facts: ListedFacts
    identity: Identity
    reference: str
    month: str
    event: Event | None = attrs.field(default=None, metadata={"description": "what is noted of the change"})
    closed_on: date | None = attrs.field(
        default=None, metadata={"description": "day on which a person closed the case, if it is closed"}
    )


@attrs.frozen(kw_only=True)
class Context:
    """What every event of one intake shares."""

    transfer: str
    received_on: date
    recorded_at: datetime
    territory: str
    normal: Callable[[str, str], str]


def merge_rows(
    rows: Iterable[tuple[int, int, Mapping[str, Any]]], known: Mapping[int, Known], context: Context
) -> dict[int, RowChange]:
    """Merge each (row, case number, values) in the order given; return what each changed, duplicates left out.

    `known` cases gather the events to be written. One whose processing is limited, or whose household objected, stays
    as it is.
    """
    merged = (
        (row, _merge_row(number, values, known[number], context))
        for row, number, values in rows
        if not at_a_standstill(known[number].before)
    )
    return {row: change for row, change in merged if change.changed}


def _merge_row(number: int, values: Mapping[str, Any], case: Known, context: Context) -> RowChange:
    """Merge a row; what the person had put right stays as it is, whatever the list still says (RGPD art. 16)."""
    said = attrs.evolve(identity_of(values), **dict.fromkeys(case.before.rights.rectified_fields))
    merged = merge(case.facts, case.identity, facts_of(values), said, normal=context.normal, later=case.later)
    closure = case.before.closure_on(context.received_on)
    change = RowChange(
        case=number,
        changed=merged.changed,
        before=case.facts,
        facts=merged.facts,
        identity=merged.identity,
        reference=case.references[0],
        month=str(case.before.month),
        closed_on=closure.on if closure else None,
    )
    event = _event(case, values, change, context)
    if event is not None:
        case.events.append(event)
        change = attrs.evolve(change, event=event)
    if values["id_dossier"] not in case.references:
        case.references.append(values["id_dossier"])
    case.facts, case.identity = merged.facts, merged.identity
    case.identity_changed = case.identity_changed or bool(merged.changed_identity)
    return change


def _event(case: Known, values: Mapping[str, Any], change: RowChange, context: Context) -> Event | None:
    common: dict[str, Any] = {
        "case_id": case.before.case_id,
        "occurred_on": context.received_on,
        "recorded_at": context.recorded_at,
        "transfer": context.transfer,
        "line": values["line"],
        "reference": values["id_dossier"],
    }
    if change.changed:
        fields = known_fields(change.identity)
        return CaseListedAgain(**common, changed=change.changed, facts=change.facts, known_identity=fields)
    return None if values["id_dossier"] in case.references else ReferenceAdded(**common)
