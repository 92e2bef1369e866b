"""The cases that rows of a transfer meet: loaded from the store, or made by an earlier row of the same file."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

import attrs
import polars as pl

from ..casework.evolve import replay
from ..casework.matching import Match
from ..casework.merging import said_later
from ..casework.rights.standstill import at_a_standstill
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import AmbiguousReference
from ..domain.errors import UnknownCase
from ..domain.values import CaseId
from ..domain.values import HouseholdId
from ..domain.values import Month
from ..storage.port import IndexKind
from .duplicates import in_their_place
from .duplicates import kept_cases
from .merging import Context
from .merging import Known
from .merging import RowChange
from .merging import merge_rows
from .placing import Placed
from .rows import facts_of
from .rows import identity_of

if TYPE_CHECKING:
    from ..storage.records import Records


_CASES = 1000
"""Cases opened at a time: of those that no row changes, nothing is kept."""


@attrs.frozen(eq=False, repr=False)
class Merged:
    """What the rows of a transfer say of cases that were known when they came.

    `known`: case number -> a case that something happened to; `rows`: case number -> the rows that met it; `changes`:
    row -> what it changed; `stopped`: numbers of the cases that no row may change, since the person stopped their use.
    """

    known: Mapping[int, Known] = attrs.field(factory=dict)
    rows: Mapping[int, Sequence[int]] = attrs.field(factory=dict)
    changes: Mapping[int, RowChange] = attrs.field(factory=dict)
    stopped: frozenset[int] = frozenset()


def merge_met(
    records: "Records", frame: pl.DataFrame, placed: Placed, cases: Mapping[int, CaseId], context: Context
) -> Merged:
    """Merge the rows that meet a case into it, each case's in the order of the file.

    `cases`: row -> id of the new cases.
    """
    met: dict[int, list[int]] = {}
    for row in placed.placements.rows(Match.BY_REFERENCE, Match.BY_NAME_AND_DWELLING):
        met.setdefault(placed.placements.case(row), []).append(row)
    happened: dict[int, Known] = {}
    changes: dict[int, RowChange] = {}
    stopped: set[int] = set()
    numbers = iter(sorted(met))
    while part := list(islice(numbers, _CASES)):
        known = gather_known(records, frame, placed, part, cases, context)
        rows = [row for number in part for row in met[number]]
        owners = [number for number in part for _ in met[number]]
        lines = zip(rows, owners, frame[rows].iter_rows(named=True), strict=True)
        changes |= merge_rows(lines, known, context)
        happened |= {number: one for number, one in known.items() if one.events}
        stopped |= {number for number, one in known.items() if at_a_standstill(one.before)}
    return Merged(happened, met, changes, frozenset(stopped))


def gather_known(
    records: "Records",
    frame: pl.DataFrame,
    placed: Placed,
    numbers: Sequence[int],
    cases: Mapping[int, CaseId],
    context: Context,
) -> dict[int, Known]:
    """Return the cases of these numbers as they were before the rows that meet them."""
    of_file = [number for number in numbers if number < placed.size]
    stored = [number for number in numbers if number >= placed.size]
    lines = frame[of_file].iter_rows(named=True) if of_file else ()
    known = {number: _of_file(cases[number], values, context) for number, values in zip(of_file, lines, strict=True)}
    return known | _stored(records, {placed.stream(number): number for number in stored}, context.received_on)


def find_case(records: "Records", reference: str) -> CaseId:
    """Return the id of the case with this id or reference; see `Caseload.find`."""
    if records.events_of(reference):
        return CaseId(reference)
    digest = records.digests(IndexKind.REFERENCE, [reference])[0]
    found = records.streams_under(IndexKind.REFERENCE, [digest]).get(digest, ())
    if not found:
        raise UnknownCase("no case has this id or reference")
    found = in_their_place(found, kept_cases(records))
    if len(found) > 1:
        raise AmbiguousReference(f"{len(found)} cases carry this reference", cases=found)
    return CaseId(found[0])


def _of_file(case_id: CaseId, values: Mapping[str, Any], context: Context) -> Known:
    """Return the case that an earlier row of the file makes; a new household has its case's number."""
    facts = facts_of(values)
    before = Case(
        case_id=case_id,
        household_id=HouseholdId(case_id),
        territory=context.territory,
        version=1,
        received_on=context.received_on,
        last_listed_on=context.received_on,
        month=Month.parse(values["mois_transfert"]),
        references=(values["id_dossier"],),
        facts=facts,
    )
    return Known(before=before, references=[values["id_dossier"]], facts=facts, identity=identity_of(values))


def _stored(records: "Records", numbers: Mapping[str, int], received_on: date) -> dict[int, Known]:
    """Return stored cases; of those that a later list named, what that list has said."""
    states, later = [], {}
    for case_id, events in records.events_of_many(list(numbers)):
        states.append(replay(events))
        if received_on < states[-1].last_listed_on:
            later[case_id] = said_later(events, received_on)
    identities = records.identities([state.household_id for state in states])
    return {
        numbers[state.case_id]: Known(
            before=state,
            references=list(state.references),
            facts=state.facts,
            identity=identities.get(state.household_id, Identity()),
            later=later.get(state.case_id, frozenset()),
        )
        for state in states
    }
