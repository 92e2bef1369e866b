"""What the team notes on one case: a method for each command, with the fields of the command."""

from typing import TYPE_CHECKING
from typing import Any

from ..casework import commands
from ..casework.appointments import commands as appointments
from ..casework.assessment.commands import Assess
from ..casework.extra.commands import NoteFact
from ..casework.extra.commands import WithdrawFact
from ..casework.life import commands as life
from ..domain.extra import NotedValue
from .engagements import Engagements
from .landlord_book import LandlordBook
from .review_book import ReviewBook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ..casework.refusal import Refusal
    from ..domain.case import Case
    from ..domain.case import Identity
    from ..domain.extra import ExtraValue
    from ..domain.life import SplitReason


class Workbook(Engagements, LandlordBook, ReviewBook):
    """Each method makes a command of what is said and writes it down as `do` does, or gives back why it is refused."""

    def record_attempt(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note an attempt or an exchange: the fields of `RecordAttempt` (call C06). Raises as `do`."""
        return self.do(case_id, commands.RecordAttempt(**said))

    def give_agreement(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note the agreement to the diagnosis: the fields of `GiveAgreement` (call C22). Raises as `do`."""
        return self.do(case_id, commands.GiveAgreement(**said))

    def refuse_agreement(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a refusal of the diagnosis: the fields of `RefuseAgreement` (call C22). Raises as `do`."""
        return self.do(case_id, commands.RefuseAgreement(**said))

    def withdraw_agreement(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that the agreement is taken back: the fields of `WithdrawAgreement` (call C22). Raises as `do`."""
        return self.do(case_id, commands.WithdrawAgreement(**said))

    def fix_appointment(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note an appointment: the fields of `FixAppointment` (call C08). Raises as `do`."""
        return self.do(case_id, appointments.FixAppointment(**said))

    def cancel_appointment(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that an appointment no longer stands: the fields of `CancelAppointment`. Raises as `do`."""
        return self.do(case_id, appointments.CancelAppointment(**said))

    def close_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """End the work on a case: the fields of `CloseCase` (call C38). Raises as `do`."""
        return self.do(case_id, life.CloseCase(**said))

    def reopen_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Work on a closed case again: the fields of `ReopenCase` (call C38). Raises as `do`."""
        return self.do(case_id, life.ReopenCase(**said))

    def transfer_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Give a case to another worker: the fields of `TransferCase` (call C20). Raises as `do`."""
        return self.do(case_id, life.TransferCase(**said))

    def decide_same_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Say whether another case is this one: the fields of `DecideSameCase` (call C14). Raises as `do`."""
        return self.do(case_id, life.DecideSameCase(**said))

    def split(
        self, case_id: str, *, on: "date", reason: "SplitReason", identity: "Identity | None" = None
    ) -> "Case | Refusal":
        """Give the second household that a case holds a case of its own, and return that new case (call C14).

        `identity` is who that household is, as far as it is known (None: nothing). The new case was received when the
        first one was, and counts as a case of that month. Raises UnknownCase, StaleVersion, InvalidValue for a birth
        date that is none, StoreError subclasses.
        """
        from .splitting import split

        command = life.SplitCase(on=on, reason=reason)
        return split(self.records, self.pack, case_id, command, identity, new_id=self._new_id, at=self._now())

    def note_fact(self, case_id: str, fact: str, value: "ExtraValue", *, on: "date") -> "Case | Refusal":
        """Note the value of a fact that the territory or a plugin adds: as `NoteFact`. Raises as `do`."""
        return self.do(case_id, NoteFact(on=on, fact=fact, value=NotedValue.of(value)))

    def withdraw_fact(self, case_id: str, fact: str, *, on: "date") -> "Case | Refusal":
        """Note that what was noted of such a fact holds no longer: as `WithdrawFact`. Raises as `do`."""
        return self.do(case_id, WithdrawFact(on=on, fact=fact))

    def correct_entry(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Strike an entry of a case: the fields of `CorrectEntry` (RGPD art. 16). Raises as `do`."""
        return self.do(case_id, life.CorrectEntry(**said))

    def assess(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note an assessment: the fields of `Assess` (call C08, C09). Raises as `do`."""
        return self.do(case_id, Assess(**said))

    def assess_from(self, case_id: str, path: "str | Path") -> "Case | Refusal":
        """Note the assessment of a filled form (TOML). Raises FormInvalid with every problem, and as `do`."""
        from .assessment_form import read_assessment_form

        return self.do(case_id, read_assessment_form(path))
