"""What a person asked of its data and what came of it: requests, a limitation, rectifications, notices to recipients.

Source: RGPD art. 12, 15 to 21. No identity and no free text: a request says which right, an answer which ground.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from .groups import NEVER_SHARED
from .groups import TECHNICAL
from .groups import Veiled
from .values import Maybe
from .values import entry_number
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import Channel


class PersonRight(StrEnum):
    """What somebody may ask of its data (RGPD art. 15, 16, 17, 18, 20, 21)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    LIMITATION = "limitation"
    PORTABILITY = "portability"
    OBJECTION = "objection"


class RequestAnswer(StrEnum):
    """What the team answered to a request."""

    GRANTED = "granted"
    REFUSED = "refused"


class RefusalGround(StrEnum):
    """Why a request is refused; which ground fits which right: `GROUNDS`."""

    NOT_IDENTIFIED = "not_identified"
    UNFOUNDED = "unfounded"
    RIGHTS_OF_OTHERS = "rights_of_others"
    ACCURATE = "accurate"
    LEGAL_OBLIGATION = "legal_obligation"
    PUBLIC_TASK = "public_task"
    LEGAL_CLAIMS = "legal_claims"
    NO_GROUND_FOR_IT = "no_ground_for_it"
    LEGITIMATE_GROUNDS = "legitimate_grounds"
    NOT_BY_AGREEMENT = "not_by_agreement"


_ALWAYS = {
    RefusalGround.NOT_IDENTIFIED: "RGPD art. 12-2, 12-6",
    RefusalGround.UNFOUNDED: "RGPD art. 12-5",
}

GROUNDS: Mapping[PersonRight, Mapping[RefusalGround, str]] = MappingProxyType(
    {
        PersonRight.ACCESS: {**_ALWAYS, RefusalGround.RIGHTS_OF_OTHERS: "RGPD art. 15-4"},
        PersonRight.RECTIFICATION: {**_ALWAYS, RefusalGround.ACCURATE: "RGPD art. 16"},
        PersonRight.ERASURE: {
            **_ALWAYS,
            RefusalGround.LEGAL_OBLIGATION: "RGPD art. 17-3 b",
            RefusalGround.PUBLIC_TASK: "RGPD art. 17-3 b",
            RefusalGround.LEGAL_CLAIMS: "RGPD art. 17-3 e",
        },
        PersonRight.LIMITATION: {**_ALWAYS, RefusalGround.NO_GROUND_FOR_IT: "RGPD art. 18-1"},
        PersonRight.PORTABILITY: {
            **_ALWAYS,
            RefusalGround.NOT_BY_AGREEMENT: "RGPD art. 20-1 a, 20-3",
            RefusalGround.RIGHTS_OF_OTHERS: "RGPD art. 20-4",
        },
        PersonRight.OBJECTION: {
            **_ALWAYS,
            RefusalGround.LEGITIMATE_GROUNDS: "RGPD art. 21-1",
            RefusalGround.LEGAL_CLAIMS: "RGPD art. 21-1",
        },
    }
)
"""The grounds on which a right may be refused, each with its article."""


class LimitationReason(StrEnum):
    """Why the processing of a case is limited to keeping it (RGPD art. 18-1 a to d)."""

    ACCURACY_CONTESTED = "accuracy_contested"
    UNLAWFUL = "unlawful"
    LEGAL_CLAIMS = "legal_claims"
    OBJECTION_PENDING = "objection_pending"


class NoticeSubject(StrEnum):
    """What those who received data must be told (RGPD art. 19)."""

    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    LIMITATION = "limitation"


def _day(description: str) -> date | None:
    found: date | None = attrs.field(
        default=None, validator=Maybe(plain_date), metadata={**TECHNICAL, "description": description}
    )
    return found


@attrs.frozen(kw_only=True)
class RightRequest(Veiled):
    """A person asked something of its data on a day; `number` names it in its case."""

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    right: PersonRight = attrs.field(validator=one_of(PersonRight), metadata=NEVER_SHARED)
    channel: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=NEVER_SHARED)
    extended_on: date | None = _day("the team told the person that it needs longer (art. 12-3)")
    answered_on: date | None = _day("the team told the person what it did, or why nothing (art. 12-3, 12-4)")
    answer: RequestAnswer | None = attrs.field(
        default=None, validator=Maybe(one_of(RequestAnswer)), metadata=NEVER_SHARED
    )
    ground: RefusalGround | None = attrs.field(
        default=None, validator=Maybe(one_of(RefusalGround)), metadata=NEVER_SHARED
    )
    taken_back_on: date | None = _day("the person no longer asks for it")

    def open_on(self, day: date) -> bool:
        """Say whether it waits for an answer on a day; the day of the answer is none of those."""
        ends = [one for one in (self.answered_on, self.taken_back_on) if one is not None]
        return self.on <= day and all(day < one for one in ends)

    def stands_on(self, day: date) -> bool:
        """Say whether what is asked for holds on a day: neither refused nor taken back; granted or waiting."""
        refused = self.answer is RequestAnswer.REFUSED and self.answered_on is not None and self.answered_on <= day
        taken_back = self.taken_back_on is not None and self.taken_back_on <= day
        return self.on <= day and not refused and not taken_back


@attrs.frozen(kw_only=True)
class Limitation(Veiled):
    """From a day on, that day included, the case is kept and not used; `lifted_on` is the first day of its use again.

    `channel` is how the person was told before it was lifted (RGPD art. 18-3).
    """

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    reason: LimitationReason = attrs.field(validator=one_of(LimitationReason), metadata=NEVER_SHARED)
    lifted_on: date | None = _day("first day on which the case is used again")
    channel: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=NEVER_SHARED)

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.on <= day and (self.lifted_on is None or day < self.lifted_on)


@attrs.frozen(kw_only=True)
class Rectification(Veiled):
    """Who the people are was put right on a day; `fields` are the names of what changed, never a value."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    fields: tuple[str, ...] = attrs.field(validator=identifiers, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class RecipientNotice(Veiled):
    """A partner received data and is to be told what became of them; `told_on`: when it was (RGPD art. 19)."""

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    partner: str = attrs.field(validator=identifier, metadata=NEVER_SHARED)
    subject: NoticeSubject = attrs.field(validator=one_of(NoticeSubject), metadata=NEVER_SHARED)
    told_on: date | None = _day("the partner was told")


@attrs.frozen(kw_only=True)
class PersonRights(Veiled):
    """All that was asked of the data of one case, and what came of it; each in the order of its days."""

    requests: tuple[RightRequest, ...] = attrs.field(default=(), metadata=NEVER_SHARED)
    limitations: tuple[Limitation, ...] = attrs.field(default=(), metadata=NEVER_SHARED)
    rectifications: tuple[Rectification, ...] = attrs.field(default=(), metadata=NEVER_SHARED)
    notices: tuple[RecipientNotice, ...] = attrs.field(default=(), metadata=NEVER_SHARED)

    @property
    def rectified_fields(self) -> frozenset[str]:
        """Names of the fields of the identity that were put right: a list no longer changes them."""
        return frozenset(name for one in self.rectifications for name in one.fields)

    def objection_on(self, day: date) -> RightRequest | None:
        """Return the objection that stands on a day, None if there is none; it does before it is answered (18-1 d)."""
        mine = (one for one in self.requests if one.right is PersonRight.OBJECTION)
        return next((one for one in mine if one.stands_on(day)), None)

    def erasure_on(self, day: date) -> RightRequest | None:
        """Return the erasure that was granted by a day and has still to be done, None if there is none."""
        mine = (
            one for one in self.requests if one.right is PersonRight.ERASURE and one.answer is RequestAnswer.GRANTED
        )
        return next((one for one in mine if one.answered_on is not None and one.answered_on <= day), None)

    def untold_on(self, day: date) -> tuple[RecipientNotice, ...]:
        """Return the notices to recipients that are still to be given on a day."""
        return tuple(one for one in self.notices if one.on <= day and (one.told_on is None or day < one.told_on))

    def limitation_on(self, day: date) -> Limitation | None:
        """Return the limitation that holds on a day, None if there is none."""
        return next((one for one in self.limitations if one.holds_on(day)), None)
