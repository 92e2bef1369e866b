"""The last step of an erasure that a person asked for and was granted: recipients told, then nothing left (art. 17)."""

from datetime import date
from typing import TYPE_CHECKING

from ..casework.refusal import Refusal
from ..casework.refusal import RefusalCode
from ..domain.case import Case
from ..domain.erasure import ErasureReason
from ..domain.rights import NoticeSubject
from .purging import erase

if TYPE_CHECKING:
    from .casebook import Casebook


def erase_on_request(caseload: "Casebook", case: Case, *, on: date) -> Refusal | None:
    """Erase the household of a case; see `RightsBook.erase_on_request`."""
    if case.rights.erasure_on(on) is None:
        return Refusal(code=RefusalCode.NO_ERASURE_GRANTED, params={"on": on.isoformat()})
    untold = [one for one in case.rights.untold_on(on) if one.subject is NoticeSubject.ERASURE]
    if untold:
        return Refusal(code=RefusalCode.RECIPIENTS_TO_TELL, params={"count": str(len(untold))})
    reason = ErasureReason.REQUEST if case.objection is None else ErasureReason.OBJECTION
    erase(caseload, case.case_id, reason=reason, on=on, dry_run=False)
    return None
