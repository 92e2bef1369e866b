"""A command that is refused: a value, with a code, what a program may read, and where the rule comes from."""

from collections.abc import Mapping
from enum import StrEnum

import attrs


class RefusalCode(StrEnum):
    """Why a command is refused; the French words and the remedy live in `render/`."""

    IN_THE_FUTURE = "in-the-future"
    BEFORE_RECEPTION = "before-reception"
    CASE_CLOSED = "case-closed"
    MET_AT_A_DISTANCE = "met-at-a-distance"
    AGREEMENT_MISSING = "agreement-missing"
    AGREEMENT_IN_FORCE = "agreement-in-force"
    NOTHING_TO_WITHDRAW = "nothing-to-withdraw"
    HOLD_TOO_SHORT = "hold-too-short"
    NO_HOLD = "no-hold"
    NO_FOLLOW_UP = "no-follow-up"
    EXTENSION_TOO_SHORT = "extension-too-short"
    NO_SUCH_REFERRAL = "no-such-referral"
    REFERRAL_PENDING = "referral-pending"
    REFERRAL_SENT = "referral-sent"
    REFERRAL_NOT_SENT = "referral-not-sent"
    REFERRAL_OVER = "referral-over"
    REASON_WITHOUT_REJECTION = "reason-without-rejection"
    ALREADY_ANSWERED = "already-answered"
    NO_REMINDER_DUE = "no-reminder-due"
    NOTHING_TO_TELL = "nothing-to-tell"


SOURCES: Mapping[RefusalCode, str] = {
    RefusalCode.IN_THE_FUTURE: "RGPD art. 5-1-d",
    RefusalCode.BEFORE_RECEPTION: "call C21",
    RefusalCode.CASE_CLOSED: "call C38",
    RefusalCode.MET_AT_A_DISTANCE: "call C08",
    RefusalCode.AGREEMENT_MISSING: "call C22",
    RefusalCode.AGREEMENT_IN_FORCE: "call C22",
    RefusalCode.NOTHING_TO_WITHDRAW: "call C22, C23",
    RefusalCode.HOLD_TOO_SHORT: "call C06",
    RefusalCode.NO_HOLD: "call C06",
    RefusalCode.NO_FOLLOW_UP: "call C13",
    RefusalCode.EXTENSION_TOO_SHORT: "call C13",
    RefusalCode.NO_SUCH_REFERRAL: "call C11",
    RefusalCode.REFERRAL_PENDING: "call C14",
    RefusalCode.REFERRAL_SENT: "call C26",
    RefusalCode.REFERRAL_NOT_SENT: "call C26",
    RefusalCode.REFERRAL_OVER: "call C11",
    RefusalCode.REASON_WITHOUT_REJECTION: "call C14",
    RefusalCode.ALREADY_ANSWERED: "call C14",
    RefusalCode.NO_REMINDER_DUE: "call C14",
    RefusalCode.NOTHING_TO_TELL: "RGPD art. 19",
}
"""Where each rule comes from: a clause of the call, or an article."""


@attrs.frozen(kw_only=True)
class Refusal:
    """Nothing was written, and why. `params` hold days and slugs, and nothing that names somebody."""

    code: RefusalCode
    params: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def source(self) -> str:
        """The clause of the call or the article the rule comes from."""
        return SOURCES[self.code]
