"""The facade an embedder holds: one territory's caseload in one store."""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..casework.evolve import replay
from ..domain.vocabulary import Verdict
from ..registry.notifying import Run
from ..storage.port import Head
from .paperwork import Paperwork
from .reading import cases_of
from .reading import events_of
from .referring import ReferralBook
from .retention_book import RetentionBook
from .rights_book import RightsBook
from .safekeeping import Safekeeping
from .snapshot.book import SnapshotBook

if TYPE_CHECKING:
    from ..casework.due import Task
    from ..casework.rounds.plan import Rounds
    from ..casework.worklist import WorklistEntry
    from ..eligibility.rules import EligibilityRule
    from ..evaluation.bilan import Bilan
    from ..evaluation.results import IndicatorTable
    from ..law.deadlines import Deadlines
    from ..storage.anchors import Anchor
    from .decisions import ScreenedCase
    from .entry.results import Entries
    from .explaining import CaseExplanation
    from .intake import Intake
    from .planning import AllocationRound


def _silent(_: str) -> None:
    """Say nothing of where a run stands."""


class Caseload(ReferralBook, RightsBook, Paperwork, RetentionBook, Safekeeping, SnapshotBook):
    """The cases of one territory: received, screened, allocated, listed and counted.

    Made by `prevexp.open`; reading and writing one case stands in `Casebook` and `Workbook`. Nothing here reads a clock
    but to write down when a thing was recorded (`now`); what depends on a day takes it as `on`. Not shared between
    threads; several processes may open the same store.
    """

    def receive(
        self,
        path: str | Path,
        *,
        received_on: date,
        aliases: Path | None = None,
        dry_run: bool = False,
        progress: Callable[[str], None] = _silent,
    ) -> "Intake":
        """Take in a monthly transfer (CSV, TSV or XLSX): all rows checked, matched, screened and stored in one batch.

        The same bytes a second time change nothing. `aliases` is a JSON table that replaces the pack's; `dry_run`
        writes nothing; `progress` is told the steps. Source: call C21, C23.

        Raises TransferRefused if the file cannot be read, NoLegalBasis if the territory may not receive lists that
        day, StoreError subclasses; then nothing is stored.
        """
        from .receiving import Reception
        from .receiving import receive

        reception = Reception(
            caseload=self,
            received_on=received_on,
            recorded_at=self._now(),
            aliases=aliases,
            dry_run=dry_run,
            progress=progress,
            new_id=self._new_id,
        )
        intake = receive(Path(path), reception)
        if not dry_run:
            self.listeners.finished(Run.INTAKE, received_on)
        return intake

    def rules(self, on: date) -> "tuple[EligibilityRule, ...]":
        """Return the eligibility rules valid on a day."""
        from .decisions import screening_of

        return screening_of(self.pack, on, self.fault_log).screening.rules

    def screen(self, *, on: date) -> "tuple[ScreenedCase, ...]":
        """Decide on every open case who may be approached on a day, with the reasons (call C04, C14, C19, C21)."""
        from .decisions import screen_cases

        return screen_cases(self.pack, cases_of(self.records, self.pack, on), on=on, log=self.fault_log)

    def explain(self, case_id: str, *, on: date) -> "CaseExplanation":
        """Explain the decision on a case on a day: rule by rule, with facts, clause, version and remedy.

        Raises UnknownCase.
        """
        from .decisions import explain_case

        events = events_of(self.records, case_id, on)
        return explain_case(self.pack, replay(events), events, on=on, log=self.fault_log)

    def deadlines(self, case_id: str, *, on: date | None = None) -> "Deadlines":
        """Return the deadlines of a case from its acts and dates, each with its texts, policies and steps.

        With `on`, from what was known at the end of that day. Raises UnknownCase. Source: call C07, C25.
        """
        from ..casework.legal import case_deadlines

        return case_deadlines(self._case(case_id, on), self.pack.law)

    def allocate(self, *, on: date, dry_run: bool = False) -> "AllocationRound":
        """Take eligible waiting cases within the quota and the capacity; the rest wait with rank and reason.

        Source: call C16, C20, C21.
        """
        from .decisions import screen_cases
        from .planning import plan_allocation
        from .recording import record_all

        cases = cases_of(self.records, self.pack)
        screened = screen_cases(self.pack, cases, on=on, log=self.fault_log)
        eligible = [one.case for one in screened if one.verdict is Verdict.ELIGIBLE]
        waiting = [case.case_id for case in eligible if case.allocation is None]
        round_ = plan_allocation(self.pack, cases, waiting, on=on, dry_run=dry_run)
        if not dry_run:
            by_id = {case.case_id: case for case in cases}
            record_all(self.records, [(by_id[event.case_id], event) for event in round_.events(self._now())])
        return round_

    def record_batch(self, source: str | Path | Iterable[str], *, dry_run: bool = False) -> "Entries":
        """Note a file of entries (JSON, one a line), or lines given as texts: all of them, or none (call C38).

        Each line is a command of the casework, or an event no command makes, on its own day; it is decided on what the
        lines before it made of its case. The same file a second time changes nothing, nor does a line whose `key` was
        noted before. `dry_run` writes nothing. What is refused stands in the answer, line by line. Raises OSError,
        StaleVersion, StoreError subclasses; then nothing is written.
        """
        from .entry.batch import note_entries

        lines = Path(source) if isinstance(source, str) else source
        return note_entries(self.records, self.pack, lines, at=self._now(), dry_run=dry_run)

    def worklist(
        self, *, on: date, worker: str | None = None, sector: str | None = None, task: "Task | None" = None
    ) -> "tuple[WorklistEntry, ...]":
        """List for whom something is to be done on a day, and all of it (call C06, C13, C25). Initials only.

        Overdue first, then by next legal date, arrondissement and commune, then who waits longest, then reference.
        What was due and not done stays. `worker` keeps one worker's own, `sector` one arrondissement (code or name),
        `task` one kind of thing to do.

        Raise InvalidValue for a worker or a sector nobody knows.
        """
        from .listing import day_list
        from .listing import with_initials

        cases = cases_of(self.records, self.pack, on)
        return with_initials(
            self.records, cases, day_list(cases, self.pack, on=on, worker=worker, sector=sector, task=task)
        )

    def silent(self, *, on: date, days: int, worker: str | None = None) -> "tuple[WorklistEntry, ...]":
        """List the households without an exchange for so many calendar days, the longest silent first. Initials only.

        One that was never reached is silent since the list named it. Raise InvalidValue for a worker nobody knows.
        """
        from .listing import silent_list
        from .listing import with_initials

        cases = cases_of(self.records, self.pack, on)
        return with_initials(self.records, cases, silent_list(cases, self.pack, on=on, days=days, worker=worker))

    def plan_rounds(self, *, on: date, worker: str, days: int | None = None) -> "Rounds":
        """Plan the visits of a worker from a day on: which day, in which order, why; and what does not fit, and why.

        Appointments stay on their day; the visit whose last day comes first goes first. `days` are working days; None
        is what the territory says. Initials only. Source: call C02, C16, C18, C25.

        Raise InvalidValue for a worker nobody knows, or of whom it is not known where they start.
        """
        from .rounds import initialled
        from .rounds import planned

        cases = cases_of(self.records, self.pack, on)
        plan = planned(cases, self.pack, on=on, worker=worker, days=days)
        return initialled(self.records, cases, plan)

    def report(self, first: date, last: date, *, generated_on: date, noted_by: datetime | None = None) -> "Bilan":
        """Count a period, both days included: the first bilan (call C37, C38). Small counts are masked.

        `noted_by` (UTC) counts without the late notes and the corrections written down after that instant, so that a
        bilan comes out as it was sent; without it, as the cases are known today.
        """
        from .reporting import report

        bilan = report(self, first, last, generated_on=generated_on, noted_by=noted_by)
        self.listeners.finished(Run.REPORT, generated_on)
        return bilan

    def indicators(
        self,
        first: date,
        last: date,
        *,
        by: Iterable[str] = (),
        generated_on: date,
        noted_by: datetime | None = None,
    ) -> "IndicatorTable":
        """Count the indicators of a period, both days included, by up to two breakdowns (call C37).

        `by` are "month" and facts, such as "arrondissement", "stage", "rural". The period is observed on its last day,
        or on `generated_on` if that is earlier; `noted_by` as in `report`. Small counts are masked. An indicator of a
        plugin that fails has no value, and is named. Raises InvalidValue for a period or breakdowns that cannot be
        shown, UnknownFact.
        """
        from .counted import indicators

        return indicators(self, first, last, by=by, generated_on=generated_on, noted_by=noted_by)

    def verify(self, anchor: "Anchor | Head | tuple[int, bytes] | None" = None) -> Head:
        """Walk both journals, compare what stands in clear with what is sealed, and return the head of the first one.

        `anchor` is what an anchor file says (`Anchor.read`), or count and hash of the journal of the cases alone. Raise
        StoreCorrupt where a chain is broken, if the anchor does not fit, or with what differs.
        """
        from ..storage.anchors import verify_journals
        from .checking import check_contents

        found = verify_journals(self.records.store, Head(*anchor) if isinstance(anchor, tuple) else anchor)
        self.verify_access()
        check_contents(self.records, self.pack)
        return found.journal
