"""What the team notes and asks about the landlord of a case."""

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from .casebook import Casebook

if TYPE_CHECKING:
    from ..casework.landlord.standing import LandlordStanding
    from ..casework.landlord.telling import GuaranteeTold
    from ..casework.landlord.telling import MediationTold
    from ..casework.refusal import Refusal
    from ..domain.case import Case


class LandlordBook(Casebook):
    """Information, contacts, statements and mediation, each as `do` writes it or refuses it (call C10, C12)."""

    def inform_landlord(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that the landlord was told of guarantees: the fields of `InformLandlord` (call C12). Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.InformLandlord(**said))

    def record_landlord_contact(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note an attempt or an exchange with the landlord: the fields of `RecordLandlordContact`. Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.RecordLandlordContact(**said))

    def record_landlord_statement(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note what the landlord says of the account: the fields of `RecordLandlordStatement`. Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.RecordLandlordStatement(**said))

    def offer_mediation(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a mediation is offered: the fields of `OfferMediation` (call C10, C23). Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.OfferMediation(**said))

    def answer_mediation(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note the landlord's answer: the fields of `AnswerMediation` (call C10). Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.AnswerMediation(**said))

    def hold_mediation_meeting(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note a meeting of a mediation: the fields of `HoldMediationMeeting` (call C10). Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.HoldMediationMeeting(**said))

    def end_mediation(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note how a mediation ended: the fields of `EndMediation` (call C10; I19). Raises as `do`."""
        from ..casework.landlord import commands

        return self.do(case_id, commands.EndMediation(**said))

    def landlord(self, case_id: str, *, on: date) -> "LandlordStanding":
        """Say how a case stands with its landlord on a day, and what is due (call C10, C12). Raises UnknownCase."""
        from ..casework.landlord.standing import landlord_standing

        return landlord_standing(self._case(case_id, on), self.pack.work_plan, on)

    def guarantees_to_tell(self, case_id: str, *, on: date) -> "tuple[GuaranteeTold, ...]":
        """Return what the landlord may be told of guarantees on a day: nothing of the household. Raises UnknownCase."""
        from ..casework.landlord.telling import guarantees_to_tell

        lease = self._case(case_id, on).procedure.lease_concluded_on
        return guarantees_to_tell(self.pack.landlord_plan, on=on, lease_concluded_on=lease)

    def mediation_to_tell(self, case_id: str, number: int, *, on: date) -> "MediationTold | None":
        """Return what the landlord may be told of a mediation; None where the household does not let the team.

        Raises UnknownCase.
        """
        from ..casework.landlord.grounds import may_mediate
        from ..casework.landlord.telling import mediation_to_tell

        case = self._case(case_id, on)
        return mediation_to_tell(case.landlord, number, on=on) if may_mediate(case, on) else None
