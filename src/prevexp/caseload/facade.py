"""The facade an embedder holds: one territory's caseload in one store."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Self

from ..casework.evolve import evolve
from ..casework.evolve import replay
from ..casework.evolve import until
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import UnknownCase
from ..domain.events import Event
from ..domain.events import SocialServicesAnswered
from ..domain.values import CaseId
from ..domain.vocabulary import SocialServicesAnswer
from ..domain.vocabulary import Verdict
from ..storage.port import Head

if TYPE_CHECKING:
    from ..casework.worklist import WorklistEntry
    from ..domain.procedure import Procedure
    from ..eligibility.rules import EligibilityRule
    from ..evaluation.bilan import Bilan
    from ..law.deadlines import Deadlines
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records
    from .decisions import ScreenedCase
    from .explaining import CaseExplanation
    from .intake import Intake
    from .planning import AllocationRound


def _silent(_: str) -> None:
    """Say nothing of where a run stands."""


class Caseload:
    """The cases of one territory: received, screened, allocated, listed and counted.

    Made by `prevexp.open`. Nothing here reads a clock but to write down when a thing was recorded (`now`); what
    depends on a day takes it as `on`. Not shared between threads; several processes may open the same store.
    """

    def __init__(
        self,
        *,
        records: "Records",
        pack: "TerritoryPack",
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        notices: tuple[str, ...] = (),
    ) -> None:
        self.records = records
        self.pack = pack
        self.notices = notices
        self._now = now
        self._new_id = new_id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the store; closing twice is harmless."""
        self.records.close()

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
        return receive(Path(path), reception)

    def cases(self, *, on: date | None = None) -> tuple[Case, ...]:
        """Return all cases of the territory that are not erased; with `on`, as they were at the end of that day."""
        stories = (until(events, on) for _, events in self.records.all_events(territory=self.pack.department))
        return tuple(replay(events) for events in stories if events)

    def case(self, case_id: str, *, on: date | None = None) -> Case:
        """Return a case by its id; with `on`, as it was at the end of that day. Raises UnknownCase."""
        return replay(self.events(case_id, on=on))

    def events(self, case_id: str, *, on: date | None = None) -> tuple[object, ...]:
        """Return what happened to a case, in order, up to a day. Raises UnknownCase."""
        events = until(self.records.events_of(case_id), on)
        if not events:
            raise UnknownCase("no case has this id, or it was not received yet on that day", case_id=case_id)
        return events

    def find(self, reference: str) -> CaseId:
        """Return the id of the case with this id or reference of the secretariat.

        Raises UnknownCase, AmbiguousReference (co-tenants listed under one reference: `params["cases"]` has their ids).
        """
        from .known import find_case

        return find_case(self.records, reference)

    def identity(self, case_id: str) -> Identity:
        """Return who the people of a case are; each text is a Secret that shows only on `reveal()`.

        Raises UnknownCase, Erased.
        """
        return self.records.identity(self.case(case_id).household_id)

    def record(self, case_id: str, event: Event, *, expected_version: int) -> Case:
        """Write down one event of a case that is at `expected_version`, and return the case after it.

        Raises StaleVersion if somebody else wrote first, InvalidValue if the event is another case's, UnknownCase.
        """
        from .recording import record

        case = self.case(case_id)
        return evolve(case, record(self.records, case, event, expected_version=expected_version))

    def answer(self, case_id: str, *, partner: str, answer: SocialServicesAnswer, on: date) -> Case:
        """Write down what a partner answered about a household on a day (call C14, C21)."""
        from .recording import checked_partner

        event = SocialServicesAnswered(
            case_id=CaseId(case_id),
            occurred_on=on,
            recorded_at=self._now(),
            partner=checked_partner(self.pack, partner),
            answer=answer,
        )
        return self.record(case_id, event, expected_version=self.case(case_id).version)

    def read_documents(
        self, case_id: str, said: "Mapping[str, str] | Procedure", *, on: date, withdrawn: tuple[str, ...] = ()
    ) -> Case:
        """Write down what the lease, the acts and the decisions of a case say, by the names of `Procedure` (call C07).

        `withdrawn` names what was wrong. Raises LegalInputRefused for what contradicts what is known, UnknownCase.
        """
        from .documents import documents_read

        case = self.case(case_id)
        event = documents_read(case, said, on=on, at=self._now(), withdrawn=withdrawn)
        return self.record(case_id, event, expected_version=case.version)

    def rules(self, on: date) -> "tuple[EligibilityRule, ...]":
        """Return the eligibility rules valid on a day."""
        from .decisions import screening_of

        return screening_of(self.pack, on).rules

    def screen(self, *, on: date) -> "tuple[ScreenedCase, ...]":
        """Decide on every open case who may be approached on a day, with the reasons (call C04, C14, C19, C21)."""
        from .decisions import screen_cases

        return screen_cases(self.pack, self.cases(on=on), on=on)

    def explain(self, case_id: str, *, on: date) -> "CaseExplanation":
        """Explain the decision on a case on a day: rule by rule, with facts, clause, version and remedy.

        Raises UnknownCase.
        """
        from .decisions import explain_case

        events = self.events(case_id, on=on)
        return explain_case(self.pack, replay(events), events, on=on)

    def deadlines(self, case_id: str, *, on: date | None = None) -> "Deadlines":
        """Return the deadlines of a case from its acts and dates, each with its texts, policies and steps.

        With `on`, from what was known at the end of that day. Raises UnknownCase. Source: call C07, C25.
        """
        from ..casework.legal import case_deadlines

        return case_deadlines(self.case(case_id, on=on), self.pack.law)

    def allocate(self, *, on: date, dry_run: bool = False) -> "AllocationRound":
        """Take eligible waiting cases within the quota and the capacity; the rest wait with rank and reason.

        Source: call C16, C20, C21.
        """
        from .decisions import screen_cases
        from .planning import plan_allocation
        from .recording import record_all

        cases = self.cases()
        eligible = [one.case for one in screen_cases(self.pack, cases, on=on) if one.verdict is Verdict.ELIGIBLE]
        waiting = [case.case_id for case in eligible if case.allocation is None]
        round_ = plan_allocation(self.pack, cases, waiting, on=on, dry_run=dry_run)
        if not dry_run:
            by_id = {case.case_id: case for case in cases}
            record_all(self.records, [(by_id[event.case_id], event) for event in round_.events(self._now())])
        return round_

    def worklist(self, *, on: date, worker: str | None = None) -> "tuple[WorklistEntry, ...]":
        """List who is to be contacted on a day, nearest legal date first (call C06, C25). Initials only.

        Raise InvalidValue for a worker nobody knows.
        """
        from .planning import day_list

        cases = [case for case in self.cases(on=on) if case.allocation is not None]
        identities = self.records.identities([case.household_id for case in cases])
        by_case = {case.case_id: identities[case.household_id] for case in cases if case.household_id in identities}
        return day_list(cases, by_case, self.pack, on=on, worker=worker)

    def report(self, first: date, last: date, *, generated_on: date) -> "Bilan":
        """Count a period, both days included: the first bilan (call C37, C38). Small counts are masked."""
        from .reporting import report

        return report(self, first, last, generated_on=generated_on)

    def verify(self, anchor: tuple[int, bytes] | None = None) -> Head:
        """Walk the journal's chain and return its head.

        Raise StoreCorrupt where it is broken, or if the anchor does not fit.
        """
        return self.records.verify(Head(*anchor) if anchor else None)
