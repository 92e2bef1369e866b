"""Taking a snapshot: the journal followed to its end, then the table of the cases made anew."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..counted import rows_of
from ..reading import cases_of
from .cases import cases_table
from .cases import counted_facts
from .manifest import Manifest
from .manifest import cases_file
from .manifest import write_manifest
from .taking import Follower
from .taking import write_table

if TYPE_CHECKING:
    from ..desk import Desk


@attrs.frozen(kw_only=True)
class SnapshotTaken:
    """What a run did: up to which position the tables go, how many rows it added, how many cases the table has."""

    position: int
    added: int = attrs.field(metadata={"description": "positions of the journal that were not in the snapshot before"})
    cases: int
    forgotten: int = attrs.field(metadata={"description": "erased cases that are not, or no longer, in it"})
    unknown: int = attrs.field(metadata={"description": "events of plugins that are not installed: in no table"})
    unreadable: tuple[str, ...] = attrs.field(
        default=(), metadata={"description": "facts a plugin failed to read of some case"}
    )


def take_snapshot(caseload: "Desk", folder: Path, *, on: date) -> SnapshotTaken:
    """Bring the snapshot in a folder up to date; see `Caseload.snapshot`."""
    follower = Follower.of(caseload.records, folder, caseload.pack.department)
    before = follower.manifest.position
    follower.follow()
    extra = tuple(fact for fact in counted_facts(caseload.pack.facts) if fact in caseload.pack.facts)
    cases = cases_of(caseload.records, caseload.pack, on, archived=True)
    rows, broken = rows_of(caseload, cases, extra, on=on)
    wanted = counted_facts(extra)
    names = [caseload.records.sealer.pseudonym(case.case_id) for case in cases]
    table = cases_table(cases, rows, names, wanted, caseload.pack.department)
    manifest = _with_cases(follower.manifest, on, tuple(fact.id for fact in wanted), caseload)
    write_table(folder / cases_file(follower.manifest.next_file), table)
    write_manifest(folder, manifest)
    return SnapshotTaken(
        position=manifest.position,
        added=manifest.position - before,
        cases=table.height,
        forgotten=manifest.forgotten,
        unknown=manifest.unknown,
        unreadable=tuple(sorted(broken)),
    )


def _with_cases(manifest: Manifest, on: date, facts: tuple[str, ...], caseload: "Desk") -> Manifest:
    number = manifest.next_file
    return attrs.evolve(
        manifest,
        cases=number,
        next_file=number + 1,
        observed_on=on.isoformat(),
        facts=facts,
        arrondissements={code: place.name for code, place in caseload.pack.register.arrondissements.items()},
        made_with=caseload.lock().to_json(),
    )
