"""The last step of an erasure that a person asked for and was granted: recipients told, then nothing left (art. 17)."""

from datetime import date
from typing import TYPE_CHECKING

from ..casework.refusal import Refusal
from ..casework.refusal import RefusalCode
from ..domain.access import AccessAction
from ..domain.case import Case
from ..domain.rights import NoticeSubject

if TYPE_CHECKING:
    from .desk import Desk


def erase_on_request(desk: "Desk", case: Case, *, on: date) -> Refusal | None:
    """Erase the household of a case; see `RightsBook.erase_on_request`."""
    if case.rights.erasure_on(on) is None:
        return Refusal(code=RefusalCode.NO_ERASURE_GRANTED, params={"on": on.isoformat()})
    untold = [one for one in case.rights.untold_on(on) if one.subject is NoticeSubject.ERASURE]
    if untold:
        return Refusal(code=RefusalCode.RECIPIENTS_TO_TELL, params={"count": str(len(untold))})
    desk.note_access(AccessAction.ERASED, purpose="request", basis="rgpd-17")
    desk.records.erase(case.household_id)
    return None
