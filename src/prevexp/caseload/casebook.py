"""One case at a time: who and what it is, what happened to it, and what the team writes down."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Self

from ..casework.evolve import replay
from ..casework.evolve import until
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import UnknownCase
from ..domain.events import Event
from ..domain.events import SocialServicesAnswered
from ..domain.values import CaseId
from ..domain.vocabulary import SocialServicesAnswer
from .guarding import Guarded

if TYPE_CHECKING:
    from ..casework.assessment.versions import AssessmentRead
    from ..casework.command import Command
    from ..casework.follow_up import FollowUp
    from ..casework.life.striking import Entry
    from ..casework.next_contact import NextContact
    from ..casework.refusal import Refusal
    from ..domain.procedure import Procedure
    from ..domain.sharing import SharingPurpose
    from ..privacy.view import View
    from ..registry import Fault
    from ..registry import FaultLog
    from ..registry import Registry
    from ..registry.locking import Lock
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records
    from .listening import Listeners
    from .plugin_data import PluginData
    from .story import CaseStory


class Casebook(Guarded):
    """The cases of one store, read and written one by one; `Caseload` adds what is done with all of them."""

    def __init__(
        self,
        *,
        records: "Records",
        pack: "TerritoryPack",
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        registry: "Registry",
        fault_log: "FaultLog",
        listeners: "Listeners",
        notices: tuple[str, ...] = (),
    ) -> None:
        self.records = records
        self.pack = pack
        self.registry = registry
        self.fault_log = fault_log
        self.listeners = listeners
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
        self.fault_log.close()

    def faults(self) -> "tuple[Fault, ...]":
        """Return what went wrong with plugins so far: those left out at loading, and those that failed since."""
        return (*self.registry.faults, *self.pack.faults, *self.fault_log.faults)

    def plugin_data(self, name: str) -> "PluginData":
        """Return the document a plugin keeps in this store under the id of its `MigrationSet`.

        Raises PluginFault if no plugin in use offers one.
        """
        from .plugin_data import data_of

        return data_of(self.registry, self.records.documents, name)

    def lock(self) -> "Lock":
        """Return what is in use: plugins, rules, indicators and the territory's pack, each in its version."""
        from .plugins import lock_of

        return lock_of(self.registry, self.pack)

    def cases(self, *, on: date | None = None, noted_by: datetime | None = None) -> tuple[Case, ...]:
        """Return all cases of the territory that are not erased; with `on`, as they were at the end of that day.

        `noted_by` (UTC) leaves out what was written down after that instant: late notes and corrections.
        """
        told = self.records.all_events(territory=self.pack.department)
        stories = (until(events, on, noted_by=noted_by) for _, events in told)
        return tuple(replay(events) for events in stories if events)

    def case(self, case_id: str, *, on: date | None = None) -> Case:
        """Return a case by its id; with `on`, as it was at the end of that day. Raises UnknownCase."""
        return replay(self.events(case_id, on=on))

    def events(self, case_id: str, *, on: date | None = None) -> tuple[object, ...]:
        """Return what happened to a case, in the order noted, up to a day; corrected entries as `StruckEntry`.

        Raises UnknownCase.
        """
        return _events(self.records, case_id, on)

    def story(self, case_id: str, *, on: date) -> "CaseStory":
        """Return the life of a case up to a day: what happened, what is due and by whom, the law's days ahead.

        Raises UnknownCase.
        """
        from .story import story_of

        return story_of(self.pack, self.entries(case_id, on=on), on=on)

    def entries(self, case_id: str, *, on: date | None = None) -> "tuple[Entry, ...]":
        """Return what happened to a case up to a day, each entry under its number, in the order noted.

        Raises UnknownCase.
        """
        from ..casework.life.striking import numbered

        found = [one for one in numbered(self.records.events_of(case_id)) if on is None or one.on <= on]
        if not found:
            raise UnknownCase("no case has this id, or it was not received yet on that day")
        return tuple(found)

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

        records = self.records.for_one_use_case()
        return record(records, replay(_events(records, case_id)), event, expected_version=expected_version)

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

    def do(self, case_id: str, command: "Command") -> "Case | Refusal":
        """Write down what a command says, and return the case after it, or why it is refused: then nothing is written.

        Raises UnknownCase, StaleVersion if somebody else wrote first, InvalidValue for a worker or a partner the
        territory does not have.
        """
        from .working import do

        records = self.records.for_one_use_case()
        return do(records, self.pack, replay(_events(records, case_id)), command, at=self._now())

    def view(
        self, case_id: str, *, partner: str, purpose: "SharingPurpose | str", on: date, chosen: "Iterable[str]" = ()
    ) -> "View":
        """Return what a partner may see of a case for a purpose on a day, why, and why not the rest (call C23).

        `chosen` names facts of groups that pass by hand only, such as the needed part of the social situation. Raises
        UnknownCase, Erased, InvalidValue for a partner the matrix does not know or a name that may not be chosen.
        """
        from .sharing import shared_view

        return shared_view(self, case_id, partner=partner, purpose=purpose, on=on, chosen=chosen)

    def next_contact(self, case_id: str, *, on: date) -> "NextContact":
        """Say what is pending for a household on a day, or why nothing is (call C06). Raises UnknownCase."""
        from ..casework.next_contact import next_contact

        return next_contact(self.case(case_id, on=on), self.pack.contact_plan, on)

    def follow_up(self, case_id: str, *, on: date) -> "FollowUp | None":
        """Say how the contact after the last exchange stands; None before one (call C13). Raises UnknownCase."""
        from ..casework.follow_up import follow_up

        return follow_up(self.case(case_id, on=on), self.pack.law, on=on)

    def assessment(self, case_id: str, *, on: date, version: int | None = None) -> "AssessmentRead | None":
        """Return the current version of the assessment on a day, or an earlier one; None if there is none (call C08).

        The budget and the account are computed and explained. Raises UnknownCase.
        """
        from ..casework.assessment.versions import read_assessment

        return read_assessment(self.case(case_id, on=on), on, self.pack.budget_rules, version=version)


def _events(records: "Records", case_id: str, on: date | None = None) -> tuple[object, ...]:
    events = until(records.events_of(case_id), on)
    if not events:
        raise UnknownCase("no case has this id, or it was not received yet on that day")
    return events
