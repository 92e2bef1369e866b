"""What may still be written of a case whose processing is limited, or whose household objects; all else waits.

Under a limitation a case is kept and not used (RGPD art. 18-2): only the word of the person, what puts the data right,
what protects somebody, and what is said to those who received the data. An objection stops the work (art. 21-1): what
happened at a door is still noted, for the journal tells what was done, and the work may be ended. Both are asked of
what is known at the end, not of the day of the fact: writing is what is stopped, whatever day is written of.
"""

from collections.abc import Iterable

from ...domain import casework_events as work
from ...domain import rights_events as rights
from ...domain.case import Case
from ...domain.events import ContactAttempted
from ...domain.life_events import CaseClosed
from ...domain.life_events import EntryCorrected
from ...domain.paper import LetterKind
from ...domain.paper_events import LetterMade
from ...domain.paper_events import PersonInformed
from ...domain.referral_events import ReferralEndTold
from ...domain.referral_events import ReferralTakenBack
from ..refusal import Refusal
from ..refusal import RefusalCode

WHILE_LIMITED: frozenset[type[object]] = frozenset(
    {
        *rights.EVENTS,
        EntryCorrected,
        PersonInformed,
        ReferralTakenBack,
        ReferralEndTold,
        work.AgreementRefused,
        work.AgreementWithdrawn,
        work.SharingWithdrawn,
        work.ChannelSafetyNoted,
    }
)
"""Events that are written while the processing is limited."""

AFTER_OBJECTION: frozenset[type[object]] = WHILE_LIMITED | {ContactAttempted, CaseClosed}
"""Events that are written while an objection stands."""


def stopped_by_the_person(case: Case, events: Iterable[object]) -> Refusal | None:
    """Return why events may not be written of a case, None if all may: a limitation holds, or an objection stands."""
    limitation, objection = case.frozen, case.objection
    if limitation is None and objection is None:
        return None
    kinds = {type(event) for event in events if not _tells_of_rights(event)}
    if limitation is not None and not kinds <= WHILE_LIMITED:
        return Refusal(code=RefusalCode.PROCESSING_LIMITED, params={"since": limitation.on.isoformat()})
    if objection is not None and not kinds <= AFTER_OBJECTION:
        return Refusal(code=RefusalCode.PERSON_OBJECTED, params={"since": objection.on.isoformat()})
    return None


def _tells_of_rights(event: object) -> bool:
    """Say whether it is the sheet on data and rights: nobody loses it by objecting."""
    return isinstance(event, LetterMade) and event.kind is LetterKind.DATA_INFORMATION


def at_a_standstill(case: Case) -> bool:
    """Say whether a case is neither worked on nor brought up to date: limited, or objected to."""
    return case.frozen is not None or case.objection is not None
