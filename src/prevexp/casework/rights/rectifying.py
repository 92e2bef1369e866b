"""Putting right who the people of a case are: which fields, and who is to be told. The values are the vault's.

It has a door of its own, like a correction: the vault and the journal are written in one batch. Source: RGPD art. 16,
19.
"""

from datetime import datetime

from ...domain.case import Case
from ...domain.rights import NoticeSubject
from ...domain.rights_events import IdentityRectified
from ..contact_plan import WorkPlan
from ..decide import impossible
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from .commands import RectifyIdentity
from .recipients import to_tell


def decide_rectification(case: Case, command: RectifyIdentity, *, at: datetime, plan: WorkPlan) -> Decision:
    """Return the rectification and a notice for each recipient, or why it is refused: nothing that differs is one."""
    now = Situation(case=case, on=command.on, at=at, plan=plan)
    stands = impossible(now, command)
    if stands is not None:
        return stands
    if not command.fields:
        return now.refuse(RefusalCode.NOTHING_TO_RECTIFY)
    rectified = now.say(IdentityRectified, fields=command.fields, known_identity=command.known_identity)
    return (rectified, *to_tell(now, NoticeSubject.RECTIFICATION, command.recipients, after=1))
