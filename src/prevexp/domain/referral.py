"""Onward referral: a household sent on to a partner, and every word that passed since, each on its day.

Source: call C11 (steps done by referral), C14 (articulation with all partners), C26 (how information reaches services).
"""

from datetime import date
from enum import StrEnum

import attrs

from .groups import STEPS
from .groups import TECHNICAL
from .groups import Veiled
from .values import Maybe
from .values import count
from .values import entry_number
from .values import identifier
from .values import one_of
from .values import plain_date


class ReferralPurpose(StrEnum):
    """What a partner is asked to do for a household (call C11, C14, C26)."""

    SOCIAL_SUPPORT = "social_support"
    BENEFIT_RIGHTS = "benefit_rights"
    OVER_INDEBTEDNESS = "over_indebtedness"
    LEGAL_ADVICE = "legal_advice"
    BUDGET_ADVICE = "budget_advice"
    HOUSING_FUND = "housing_fund"
    REHOUSING = "rehousing"
    COORDINATION = "coordination"


class ReferralMeans(StrEnum):
    """How a referral is sent to a partner."""

    FILE = "file"
    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    HAND = "hand"


class SendingFailure(StrEnum):
    """Why what was to go to a partner did not: no answer, too late, refused, an answer nobody can read, a bug."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    FAULT = "fault"


class ReferralReply(StrEnum):
    """What a partner says of a referral; each word of it shows that the referral arrived."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DONE_NO_HELP = "done_no_help"
    UNREACHABLE = "unreachable"


class RejectionReason(StrEnum):
    """Why a partner does not take a household (field notes §6)."""

    OUT_OF_AREA = "out_of_area"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    ALREADY_FOLLOWED = "already_followed"
    NO_CAPACITY = "no_capacity"
    INCOMPLETE = "incomplete"
    NOT_ENTITLED = "not_entitled"
    OTHER = "other"


class ReferralEnd(StrEnum):
    """Why the team takes a referral back."""

    REPLACED = "replaced"
    NO_LONGER_NEEDED = "no_longer_needed"
    HOUSEHOLD_ASKED = "household_asked"
    MISTAKEN = "mistaken"


class ReferralStatus(StrEnum):
    """How a referral stands on a day; computed, never stored (field notes §6).

    NO_ANSWER: the partner said nothing of whether it takes the household, whatever reminded it. EXPIRED: it took it and
    never told the outcome.
    """

    PROPOSED = "proposed"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    REJECTED = "rejected"
    DONE = "done"
    DONE_NO_HELP = "done_no_help"
    UNREACHABLE = "unreachable"
    NO_ANSWER = "no_answer"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Sent(Veiled):
    """The referral left for the partner."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    means: ReferralMeans = attrs.field(validator=one_of(ReferralMeans), metadata=STEPS)


@attrs.frozen(kw_only=True)
class Replied(Veiled):
    """The partner said something of it."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    reply: ReferralReply = attrs.field(validator=one_of(ReferralReply), metadata=STEPS)
    reason: RejectionReason | None = attrs.field(default=None, validator=Maybe(one_of(RejectionReason)), metadata=STEPS)


@attrs.frozen(kw_only=True)
class Reminded(Veiled):
    """The team reminded a silent partner; `step` is the place in the ladder, from 1."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    step: int = attrs.field(validator=count(1, 100), metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class TakenBack(Veiled):
    """The team takes the referral back, for a reason."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    reason: ReferralEnd = attrs.field(validator=one_of(ReferralEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class EndTold(Veiled):
    """The partner was told that it is no longer to act (RGPD art. 19)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)


ReferralMove = Sent | Replied | Reminded | TakenBack | EndTold


@attrs.frozen(kw_only=True)
class OnwardReferral(Veiled):
    """One referral of a household to one partner; `moves` stand in the order of their days."""

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    on: date = attrs.field(validator=plain_date, metadata={**TECHNICAL, "description": "day of the proposal"})
    partner: str = attrs.field(validator=identifier, metadata=STEPS)
    purpose: ReferralPurpose = attrs.field(validator=one_of(ReferralPurpose), metadata=STEPS)
    undertaking: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata={**TECHNICAL, "description": "number of the undertaking it serves"},
    )
    replaces: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata={**TECHNICAL, "description": "number of the referral it takes the place of"},
    )
    moves: tuple[ReferralMove, ...] = attrs.field(default=(), metadata=STEPS)

    def has(self, kind: type[ReferralMove]) -> bool:
        """Say whether a thing of a kind was ever noted, whatever its day."""
        return any(isinstance(move, kind) for move in self.moves)
