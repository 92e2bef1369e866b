"""What the team notes on one case: a method for each command, with the fields of the command."""

from typing import TYPE_CHECKING
from typing import Any

from ..casework import commands
from .landlord_book import LandlordBook
from .review_book import ReviewBook

if TYPE_CHECKING:
    from ..casework.refusal import Refusal
    from ..domain.case import Case


class Workbook(LandlordBook, ReviewBook):
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
