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
    LANDLORD_NO_GROUND = "landlord-no-ground"
    GUARANTEE_NOT_KNOWN = "guarantee-not-known"
    GUARANTEE_NOT_YET = "guarantee-not-yet"
    MEDIATION_NOT_AUTHORISED = "mediation-not-authorised"
    MEDIATION_OPEN = "mediation-open"
    NO_MEDIATION = "no-mediation"
    MEDIATION_NOT_ACCEPTED = "mediation-not-accepted"
    MEDIATION_OVER = "mediation-over"
    ASKED_ON_DOCUMENTS = "asked-on-documents"
    NO_SUCH_CHECK = "no-such-check"
    REVIEW_NOT_COMPLETE = "review-not-complete"
    REVIEW_HAS_DEFECT = "review-has-defect"
    REVIEW_WITHOUT_GROUND = "review-without-ground"
    GROUND_WITHOUT_DEFECT = "ground-without-defect"
    GROUND_WITHOUT_LEAD = "ground-without-lead"


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
    RefusalCode.LANDLORD_NO_GROUND: "call C12, C23",
    RefusalCode.GUARANTEE_NOT_KNOWN: "call C12",
    RefusalCode.GUARANTEE_NOT_YET: "call C12",
    RefusalCode.MEDIATION_NOT_AUTHORISED: "call C10, C23",
    RefusalCode.MEDIATION_OPEN: "call C10",
    RefusalCode.NO_MEDIATION: "call C10",
    RefusalCode.MEDIATION_NOT_ACCEPTED: "call C10",
    RefusalCode.MEDIATION_OVER: "call C10, C22",
    RefusalCode.ASKED_ON_DOCUMENTS: "call C07",
    RefusalCode.NO_SUCH_CHECK: "call C07",
    RefusalCode.REVIEW_NOT_COMPLETE: "call C07",
    RefusalCode.REVIEW_HAS_DEFECT: "call C07",
    RefusalCode.REVIEW_WITHOUT_GROUND: "call C07",
    RefusalCode.GROUND_WITHOUT_DEFECT: "call C07",
    RefusalCode.GROUND_WITHOUT_LEAD: "call C07",
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
