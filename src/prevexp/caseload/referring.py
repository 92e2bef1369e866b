"""Onward referrals through the facade: proposed, sent, answered, reminded, taken back, and what they make due."""

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from ..casework.referral import commands
from .casebook import Casebook

if TYPE_CHECKING:
    from ..casework.due import Due
    from ..casework.referral.standing import Standing
    from ..casework.refusal import Refusal
    from ..domain.case import Case


class ReferralBook(Casebook):
    """Each noting method makes a command of what is said and writes it down as `do` does, or gives back why not."""

    def propose_referral(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner is to act: the fields of `ProposeReferral` (call C11, C14). Raises as `do`."""
        return self.do(case_id, commands.ProposeReferral(**said))

    def send_referral(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a referral left by other means than a file: the fields of `SendReferral`. Raises as `do`."""
        return self.do(case_id, commands.SendReferral(**said))

    def note_referral_answer(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note what a partner said of a referral: the fields of `NoteReferralAnswer`. Raises as `do`."""
        return self.do(case_id, commands.NoteReferralAnswer(**said))

    def remind_partner(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that the reminder that is due went out: the fields of `RemindPartner`. Raises as `do`."""
        return self.do(case_id, commands.RemindPartner(**said))

    def take_referral_back(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner is no longer to act: the fields of `TakeReferralBack`. Raises as `do`."""
        return self.do(case_id, commands.TakeReferralBack(**said))

    def tell_referral_end(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner knows that it is over: the fields of `TellReferralEnd`. Raises as `do`."""
        return self.do(case_id, commands.TellReferralEnd(**said))

    def referrals(self, case_id: str, *, on: date) -> "tuple[Standing, ...]":
        """Say how each referral of a case stands on a day, the oldest first. Raises UnknownCase."""
        from ..casework.referral.duties import standings

        return standings(self.case(case_id, on=on), self.pack.referral_plan, on=on)

    def referrals_due(self, *, on: date) -> "tuple[tuple[Case, Due], ...]":
        """List what referrals make due on a day, over all cases, the longest due first (call C14, C26).

        Computed from facts: what was due in a week in which nobody looked is still here.
        """
        from ..casework.referral.duties import referrals_due

        plan = self.pack.work_plan
        found = [(case, due) for case in self.cases(on=on) for due in referrals_due(case, plan, on)]
        return tuple(sorted(found, key=lambda one: (one[1].due_on, one[0].case_id, one[1].number or 0)))
