"""Who received data of a household and is to be told what became of them. Source: RGPD art. 19."""

from collections.abc import Iterable
from collections.abc import Iterator

from ...domain.case import Case
from ...domain.landlord import LANDLORD
from ...domain.referral import Sent
from ...domain.rights import NoticeSubject
from ...domain.rights_events import RecipientToTell
from ..subject import Situation


def recipients(case: Case, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return who was sent a referral or offered a mediation, and others known to have received data, each once."""
    sent = [one.partner for one in case.referrals if one.has(Sent)]
    landlord = [LANDLORD] if case.landlord.offers else []
    return tuple(dict.fromkeys((*sent, *landlord, *others)))


def to_tell(now: Situation, subject: NoticeSubject, others: Iterable[str], *, after: int) -> Iterator[RecipientToTell]:
    """Yield a notice for each recipient not yet waiting for one of the subject, numbered on from `after` events."""
    waiting = {one.partner for one in now.case.rights.notices if one.subject is subject and one.told_on is None}
    missing = [one for one in recipients(now.case, others) if one not in waiting]
    for place, partner in enumerate(missing, start=now.number + after):
        yield now.say(RecipientToTell, number=place, partner=partner, subject=subject)
