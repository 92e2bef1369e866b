"""Notes a file of entries: every line decided in order on what the lines before it made of its case, then all or none.

Each entry keeps the day on which the thing happened; all carry the one instant at which the file was noted.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ...casework.decide import admitted
from ...casework.decide import decide
from ...casework.evolve import evolve
from ...casework.evolve import replay
from ...casework.refusal import Refusal
from ...domain.case import Case
from ...domain.errors import AmbiguousReference
from ...domain.errors import Erased
from ...domain.errors import InvalidValue
from ...domain.errors import UnknownCase
from ...domain.events import Event
from ..known import find_case
from ..recording import checked_area
from ..recording import checked_partner
from ..recording import checked_workers
from ..recording import record_batch
from ..working import checked_names
from .decoding import Entry
from .decoding import decode
from .lines import content_of
from .lines import read_lines
from .receipt import Mark
from .receipt import Remembered
from .receipt import file_digest
from .receipt import mark_of
from .receipt import receipt_of
from .receipt import remembered
from .results import Entries
from .results import EntryFault
from .results import LineNoted
from .results import LineRefused

if TYPE_CHECKING:
    from ...registry.pack import TerritoryPack
    from ...storage.records import Records

_FAULTS = {
    UnknownCase: EntryFault.UNKNOWN_CASE,
    AmbiguousReference: EntryFault.SEVERAL_CASES,
    Erased: EntryFault.CASE_ERASED,
}


def note_entries(
    records: "Records", pack: "TerritoryPack", source: Path | Iterable[str], *, at: datetime, dry_run: bool
) -> Entries:
    """Note a file of entries; see `Caseload.record_batch`."""
    content = content_of(source)
    digest = file_digest(records, content)
    if records.receipt(digest) is not None:
        return Entries(repeated=True, dry_run=dry_run)
    batch = _Batch(records=records, pack=pack, at=at, past=remembered(records))
    for raw in read_lines(content):
        found = [raw] if isinstance(raw, LineRefused) else decode(raw, records.codec.event_types)
        if isinstance(found, Entry):
            batch.take(found)
        else:
            batch.refused += found
    if batch.decided and not batch.refused and not dry_run:
        record_batch(records, batch.decided, receipt_of(records, digest, batch.marks))
    return Entries(noted=tuple(batch.noted), known=tuple(batch.known), refused=tuple(batch.refused), dry_run=dry_run)


@attrs.define(kw_only=True)
class _Batch:
    """The lines taken so far, and each case as they left it."""

    records: "Records"
    pack: "TerritoryPack"
    at: datetime
    past: Remembered
    cases: dict[str, Case | EntryFault] = attrs.field(factory=dict, repr=False)
    states: dict[str, Case] = attrs.field(factory=dict, repr=False)
    stopped: dict[str, int] = attrs.field(factory=dict)
    keys: dict[str, str] = attrs.field(factory=dict, repr=False)
    said: set[str] = attrs.field(factory=set, repr=False)
    decided: list[tuple[Case, tuple[Event, ...]]] = attrs.field(factory=list, repr=False)
    marks: list[Mark] = attrs.field(factory=list, repr=False)
    noted: list[LineNoted] = attrs.field(factory=list)
    known: list[int] = attrs.field(factory=list)
    refused: list[LineRefused] = attrs.field(factory=list)

    def take(self, entry: Entry) -> None:
        """Decide on one line."""
        found = self._found(entry.reference)
        if isinstance(found, EntryFault):
            self.refused.append(LineRefused(line=entry.line, code=found))
            return
        case = self.states.setdefault(found.case_id, found)
        mark = mark_of(self.records, entry, case.case_id)
        if mark.key is not None and self.past.keys.get(mark.key) == mark.said:
            self.known.append(entry.line)
        elif (doubled := self._doubled(mark)) is not None:
            self._refuse(entry, case, doubled)
        else:
            self._decide(entry, case, mark)

    def _found(self, reference: str) -> Case | EntryFault:
        """Return the case a line names, each asked for once."""
        if reference not in self.cases:
            try:
                case_id = find_case(self.records, reference)
                self.cases[reference] = replay(self.records.events_of(case_id))
            except (UnknownCase, AmbiguousReference, Erased) as error:
                self.cases[reference] = _FAULTS[type(error)]
        return self.cases[reference]

    def _doubled(self, mark: Mark) -> EntryFault | None:
        """Return why a line would say a thing twice: its key is taken, or without one it says what was said."""
        if mark.key is not None:
            if (before := self.keys.get(mark.key)) is not None:
                return EntryFault.TWICE_IN_FILE if before == mark.said else EntryFault.KEY_REUSED
            return EntryFault.KEY_REUSED if mark.key in self.past.keys else None
        if mark.said in self.said:
            return EntryFault.TWICE_IN_FILE
        return EntryFault.ALREADY_NOTED if mark.said in self.past.said else None

    def _decide(self, entry: Entry, case: Case, mark: Mark) -> None:
        self.said.add(mark.said)
        if mark.key is not None:
            self.keys[mark.key] = mark.said
        try:
            events = self._events(entry, case)
        except InvalidValue as error:
            known = error.params.get("known", ())
            allowed = ", ".join(map(str, known)) if isinstance(known, Sequence) else ""
            self._refuse(entry, case, EntryFault.UNKNOWN_NAME if allowed else EntryFault.WRONG_VALUE, allowed=allowed)
            return
        if isinstance(events, Refusal):
            self.refused.append(self._refusal(entry, case, events))
            return
        self.decided.append((case, events))
        self.marks.append(mark)
        slugs = tuple(event.slug for event in events)
        self.noted.append(LineNoted(line=entry.line, case_id=case.case_id, on=entry.on, events=slugs))
        for event in events:
            case = evolve(case, event)
        self.states[case.case_id] = case

    def _events(self, entry: Entry, case: Case) -> tuple[Event, ...] | Refusal:
        """Return what a line makes of a case. Raises InvalidValue for a name the territory does not know."""
        plan = self.pack.work_plan
        if entry.command is not None:
            checked_names(self.pack, entry.command, case)
            return decide(case, entry.command, at=self.at, plan=plan)
        assert entry.event is not None  # noqa: S101 - a line gives one or the other
        if (partner := entry.fields.get("partner")) is not None:
            checked_partner(self.pack, partner)
            checked_area(self.pack, partner, case)
        if (worker := entry.fields.get("worker")) is not None:
            checked_workers(self.pack, (worker,))
        event = entry.event(case_id=case.case_id, occurred_on=entry.on, recorded_at=self.at, **entry.fields)
        return admitted(case, event, at=self.at, plan=plan)

    def _refusal(self, entry: Entry, case: Case, refusal: Refusal) -> LineRefused:
        after = self.stopped.get(case.case_id)
        self.stopped.setdefault(case.case_id, entry.line)
        return LineRefused(line=entry.line, code=refusal.code, params=refusal.params, after=after)

    def _refuse(self, entry: Entry, case: Case, code: EntryFault, **params: str) -> None:
        self.stopped.setdefault(case.case_id, entry.line)
        told = {name: value for name, value in params.items() if value}
        self.refused.append(LineRefused(line=entry.line, code=code, params=told))
