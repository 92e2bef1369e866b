"""What the team notes and reads of contracts, undertakings, repayment plans and the current rent of a case."""

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from ..casework.contract import commands
from .casebook import Casebook

if TYPE_CHECKING:
    from ..casework.contract.overview import EngagementOverview
    from ..casework.contract.undertakings import UndertakingStanding
    from ..casework.refusal import Refusal
    from ..domain.case import Case


class Engagements(Casebook):
    """Each method but the last two makes a command of what is said and writes it down as `do` does, raising as it does.

    What is opened gets a number, by which it is named later: read it with `engagement`.
    """

    def sign_contract(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a contract is signed: the fields of `SignContract` (call C10)."""
        return self.do(case_id, commands.SignContract(**said))

    def renew_contract(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Give a contract a later last day: the fields of `RenewContract`."""
        return self.do(case_id, commands.RenewContract(**said))

    def end_contract(self, case_id: str, **said: Any) -> "Case | Refusal":
        """End a contract: the fields of `EndContract`."""
        return self.do(case_id, commands.EndContract(**said))

    def promise_undertaking(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a promised *démarche*: the fields of `PromiseUndertaking` (call C10)."""
        return self.do(case_id, commands.PromiseUndertaking(**said))

    def move_undertaking(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a new status: the fields of `MoveUndertaking` (call C11)."""
        return self.do(case_id, commands.MoveUndertaking(**said))

    def postpone_undertaking(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Give a later due date: the fields of `PostponeUndertaking`."""
        return self.do(case_id, commands.PostponeUndertaking(**said))

    def review_undertakings(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Go through what was promised: the fields of `ReviewUndertakings` (call C13)."""
        return self.do(case_id, commands.ReviewUndertakings(**said))

    def sign_repayment_plan(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a signed plan: the fields of `SignRepaymentPlan` (call C10)."""
        return self.do(case_id, commands.SignRepaymentPlan(**said))

    def note_payment(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a payment on a plan: the fields of `NotePayment`."""
        return self.do(case_id, commands.NotePayment(**said))

    def note_missed_instalment(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note an instalment that was not paid: the fields of `NoteMissedInstalment`."""
        return self.do(case_id, commands.NoteMissedInstalment(**said))

    def end_repayment_plan(self, case_id: str, **said: Any) -> "Case | Refusal":
        """End a plan: the fields of `EndRepaymentPlan`."""
        return self.do(case_id, commands.EndRepaymentPlan(**said))

    def note_rent(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note whether the current rent is paid: the fields of `NoteRent` (indicator I21)."""
        return self.do(case_id, commands.NoteRent(**said))

    def engagement(self, case_id: str, *, on: date) -> "EngagementOverview":
        """Return contracts, undertakings, plans and rent as they stand on a day. Raises UnknownCase."""
        from ..casework.contract.overview import engagement_overview

        return engagement_overview(self._case(case_id, on), on)

    def to_go_through(self, case_id: str, *, on: date) -> "tuple[UndertakingStanding, ...]":
        """Return the open undertakings that a follow-up on a day goes through (call C13). Raises UnknownCase."""
        from ..casework.contract.undertakings import to_go_through

        return to_go_through(self._case(case_id, on), on)
