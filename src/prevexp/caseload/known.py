"""The cases that rows of a transfer meet: loaded from the store, or made by an earlier row of the same file."""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any

import polars as pl

from ..casework.evolve import replay
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import AmbiguousReference
from ..domain.errors import UnknownCase
from ..domain.values import CaseId
from ..domain.values import HouseholdId
from ..domain.values import Month
from ..storage.port import IndexKind
from .merging import Context
from .merging import Known
from .placing import Placed
from .rows import facts_of
from .rows import identity_of

if TYPE_CHECKING:
    from ..storage.records import Records


def gather_known(
    records: "Records",
    frame: pl.DataFrame,
    placed: Placed,
    met: Iterable[int],
    cases: Mapping[int, CaseId],
    context: Context,
) -> dict[int, Known]:
    """Return the cases that the rows `met` belong to, by case number, as they were before these rows."""
    numbers = sorted({placement.case for row in met if (placement := placed.placements[row]) is not None})
    of_file = [number for number in numbers if number < placed.size]
    stored = [number for number in numbers if number >= placed.size]
    lines = frame[of_file].iter_rows(named=True) if of_file else ()
    known = {number: _of_file(cases[number], values, context) for number, values in zip(of_file, lines, strict=True)}
    return known | _stored(records, {placed.stream(number): number for number in stored})


def find_case(records: "Records", reference: str) -> CaseId:
    """Return the id of the case with this id or reference; see `Caseload.find`."""
    if records.events_of(reference):
        return CaseId(reference)
    digest = records.digests(IndexKind.REFERENCE, [reference])[0]
    found = records.streams_under(IndexKind.REFERENCE, [digest]).get(digest, ())
    if not found:
        raise UnknownCase("no case has this id or reference", reference=reference)
    if len(found) > 1:
        raise AmbiguousReference(f"{len(found)} cases carry this reference", reference=reference, cases=found)
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


def _stored(records: "Records", numbers: Mapping[str, int]) -> dict[int, Known]:
    states = [replay(events) for _, events in records.events_of_many(list(numbers))]
    identities = records.identities([state.household_id for state in states])
    return {
        numbers[state.case_id]: Known(
            before=state,
            references=list(state.references),
            facts=state.facts,
            identity=identities.get(state.household_id, Identity()),
        )
        for state in states
    }
