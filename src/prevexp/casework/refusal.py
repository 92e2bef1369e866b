"""A command that is refused: a value, with a code, what a program may read, and where the rule comes from."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from ..domain.groups import TECHNICAL
from ..domain.groups import Veiled


class RefusalCode(StrEnum):
    """Why a command is refused; the French words and the remedy live in `render/`."""

    IN_THE_FUTURE = "in-the-future"
    BEFORE_RECEPTION = "before-reception"
    IMPLAUSIBLE_DAY = "implausible-day"
    CASE_CLOSED = "case-closed"
    MET_AT_A_DISTANCE = "met-at-a-distance"
    AGREEMENT_MISSING = "agreement-missing"
    AGREEMENT_IN_FORCE = "agreement-in-force"
    NOTHING_TO_WITHDRAW = "nothing-to-withdraw"
    HOLD_TOO_SHORT = "hold-too-short"
    NO_HOLD = "no-hold"
    NO_FOLLOW_UP = "no-follow-up"
    EXTENSION_TOO_SHORT = "extension-too-short"
    APPOINTMENT_IN_THE_PAST = "appointment-in-the-past"
    NO_APPOINTMENT = "no-appointment"
    NO_CONTRACT = "no-contract"
    CONTRACT_TERM_WRONG = "contract-term-wrong"
    CONTRACTS_OVERLAP = "contracts-overlap"
    CONTRACT_OVER = "contract-over"
    NO_SUCH_ENTRY = "no-such-entry"
    NO_SUCH_UNDERTAKING = "no-such-undertaking"
    STOPPED_BY_WITHDRAWAL = "stopped-by-withdrawal"
    DUE_TOO_EARLY = "due-too-early"
    STATUS_NOT_OF_KIND = "status-not-of-kind"
    STATUS_FINAL = "status-final"
    STATUS_NOT_NEXT = "status-not-next"
    AMOUNT_NOT_EXPECTED = "amount-not-expected"
    INSTALMENTS_DO_NOT_ADD_UP = "instalments-do-not-add-up"
    INSTALMENT_TOO_EARLY = "instalment-too-early"
    PLAN_RUNNING = "plan-running"
    PLAN_OVER = "plan-over"
    INSTALMENT_NOT_DUE = "instalment-not-due"
    INSTALMENT_PAID = "instalment-paid"
    PAID_TOO_MUCH = "paid-too-much"
    OUTCOME_DOES_NOT_FIT = "outcome-does-not-fit"
    ALREADY_CLOSED = "already-closed"
    DUPLICATE_OF_WHICH = "duplicate-of-which"
    NOT_CLOSED = "not-closed"
    ALREADY_REOPENED = "already-reopened"
    NOT_ALLOCATED = "not-allocated"
    NOBODY_NEW = "nobody-new"
    OVERLAP_TOO_SHORT = "overlap-too-short"
    ITSELF = "itself"
    ALREADY_MERGED = "already-merged"
    KEPT_IS_CLOSED = "kept-is-closed"
    REFUSAL_TO_CARRY = "refusal-to-carry"
    REFUSED_BY_BOTH = "refused-by-both"
    NO_ENTRY_TO_STRIKE = "no-entry-to-strike"
    NOT_CORRECTABLE = "not-correctable"
    ALREADY_CORRECTED = "already-corrected"
    CORRECTED_TOO_EARLY = "corrected-too-early"
    SOMETHING_RESTS_ON_IT = "something-rests-on-it"
    ASSESSMENT_BY_NOBODY = "assessment-by-nobody"
    ASSESSMENT_EMPTY = "assessment-empty"
    ASSESSMENT_KNOWN = "assessment-known"
    ACCOUNT_TO_COME = "account-to-come"
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
    NOT_APPROACHED = "not-approached"
    CHANNEL_NOT_USED = "channel-not-used"
    NO_SUCH_REFERRAL = "no-such-referral"
    REFERRAL_PENDING = "referral-pending"
    REFERRAL_SENT = "referral-sent"
    REFERRAL_NOT_SENT = "referral-not-sent"
    REFERRAL_OVER = "referral-over"
    REASON_WITHOUT_REJECTION = "reason-without-rejection"
    ALREADY_ANSWERED = "already-answered"
    NO_REMINDER_DUE = "no-reminder-due"
    NOTHING_TO_TELL = "nothing-to-tell"
    NO_SUCH_FACT = "no-such-fact"
    FACT_IS_COMPUTED = "fact-is-computed"
    FACT_VALUE_WRONG = "fact-value-wrong"
    BROADER_WORD_MISSING = "broader-word-missing"
    FACT_NOT_NOTED = "fact-not-noted"
    CASE_ARCHIVED = "case-archived"
    OPEN_IN_ARCHIVE = "open-in-archive"
    ARCHIVE_OVER = "archive-over"
    NOT_ARCHIVED = "not-archived"
    PROCESSING_LIMITED = "processing-limited"
    PERSON_OBJECTED = "person-objected"
    RIGHT_ASKED_ALREADY = "right-asked-already"
    NO_SUCH_REQUEST = "no-such-request"
    RIGHT_ANSWERED_ALREADY = "right-answered-already"
    RIGHT_EXTENDED_ALREADY = "right-extended-already"
    RIGHT_EXTENDED_TOO_LATE = "right-extended-too-late"
    GROUND_DOES_NOT_FIT = "ground-does-not-fit"
    LIMITED_ALREADY = "limited-already"
    NOT_LIMITED = "not-limited"
    NOBODY_TO_TELL = "nobody-to-tell"
    NOTICE_NOT_DUE = "notice-not-due"
    NOTHING_TO_RECTIFY = "nothing-to-rectify"
    NO_ERASURE_GRANTED = "no-erasure-granted"
    RECIPIENTS_TO_TELL = "recipients-to-tell"


_ARCHIVED = "RGPD art. 5-1-e"

SOURCES: Mapping[RefusalCode, str] = {
    RefusalCode.IN_THE_FUTURE: "RGPD art. 5-1-d",
    RefusalCode.BEFORE_RECEPTION: "call C21",
    RefusalCode.IMPLAUSIBLE_DAY: "RGPD art. 5-1-d",
    RefusalCode.CASE_CLOSED: "call C38",
    RefusalCode.CASE_ARCHIVED: _ARCHIVED,
    RefusalCode.OPEN_IN_ARCHIVE: _ARCHIVED,
    RefusalCode.ARCHIVE_OVER: _ARCHIVED,
    RefusalCode.NOT_ARCHIVED: _ARCHIVED,
    RefusalCode.MET_AT_A_DISTANCE: "call C08",
    RefusalCode.AGREEMENT_MISSING: "call C22",
    RefusalCode.AGREEMENT_IN_FORCE: "call C22",
    RefusalCode.NOTHING_TO_WITHDRAW: "call C22, C23",
    RefusalCode.HOLD_TOO_SHORT: "call C06",
    RefusalCode.NO_HOLD: "call C06",
    RefusalCode.NO_FOLLOW_UP: "call C13",
    RefusalCode.EXTENSION_TOO_SHORT: "call C13",
    RefusalCode.APPOINTMENT_IN_THE_PAST: "call C08",
    RefusalCode.NO_APPOINTMENT: "call C08",
    RefusalCode.NO_CONTRACT: "call C10",
    RefusalCode.CONTRACT_TERM_WRONG: "call C10",
    RefusalCode.CONTRACTS_OVERLAP: "call C10",
    RefusalCode.CONTRACT_OVER: "call C10",
    RefusalCode.NO_SUCH_ENTRY: "call C10",
    RefusalCode.NO_SUCH_UNDERTAKING: "call C10, C11",
    RefusalCode.STOPPED_BY_WITHDRAWAL: "call C22",
    RefusalCode.DUE_TOO_EARLY: "call C10",
    RefusalCode.STATUS_NOT_OF_KIND: "call C11",
    RefusalCode.STATUS_FINAL: "call C11",
    RefusalCode.STATUS_NOT_NEXT: "call C11",
    RefusalCode.AMOUNT_NOT_EXPECTED: "call C11",
    RefusalCode.INSTALMENTS_DO_NOT_ADD_UP: "call C10",
    RefusalCode.INSTALMENT_TOO_EARLY: "call C10",
    RefusalCode.PLAN_RUNNING: "call C10",
    RefusalCode.PLAN_OVER: "call C10",
    RefusalCode.INSTALMENT_NOT_DUE: "call C10",
    RefusalCode.INSTALMENT_PAID: "call C10",
    RefusalCode.PAID_TOO_MUCH: "call C10",
    RefusalCode.OUTCOME_DOES_NOT_FIT: "call C03, C38",
    RefusalCode.ALREADY_CLOSED: "call C38",
    RefusalCode.DUPLICATE_OF_WHICH: "call C14, C38",
    RefusalCode.NOT_CLOSED: "call C38",
    RefusalCode.ALREADY_REOPENED: "call C38",
    RefusalCode.NOT_ALLOCATED: "call C20, C21",
    RefusalCode.NOBODY_NEW: "call C20",
    RefusalCode.OVERLAP_TOO_SHORT: "call C20",
    RefusalCode.ITSELF: "call C14",
    RefusalCode.ALREADY_MERGED: "call C14",
    RefusalCode.KEPT_IS_CLOSED: "call C14",
    RefusalCode.REFUSAL_TO_CARRY: "call C22",
    RefusalCode.REFUSED_BY_BOTH: "call C22",
    RefusalCode.NO_ENTRY_TO_STRIKE: "RGPD art. 16",
    RefusalCode.NOT_CORRECTABLE: "call C21",
    RefusalCode.ALREADY_CORRECTED: "RGPD art. 16",
    RefusalCode.CORRECTED_TOO_EARLY: "RGPD art. 5-1-d",
    RefusalCode.SOMETHING_RESTS_ON_IT: "call C22",
    RefusalCode.ASSESSMENT_BY_NOBODY: "call C17",
    RefusalCode.ASSESSMENT_EMPTY: "call C08",
    RefusalCode.ASSESSMENT_KNOWN: "RGPD art. 5-1-d",
    RefusalCode.ACCOUNT_TO_COME: "RGPD art. 5-1-d",
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
    RefusalCode.NOT_APPROACHED: "call C22",
    RefusalCode.CHANNEL_NOT_USED: "call C06",
    RefusalCode.NO_SUCH_REFERRAL: "call C11",
    RefusalCode.REFERRAL_PENDING: "call C14",
    RefusalCode.REFERRAL_SENT: "call C26",
    RefusalCode.REFERRAL_NOT_SENT: "call C26",
    RefusalCode.REFERRAL_OVER: "call C11",
    RefusalCode.REASON_WITHOUT_REJECTION: "call C14",
    RefusalCode.ALREADY_ANSWERED: "call C14",
    RefusalCode.NO_REMINDER_DUE: "call C14",
    RefusalCode.NOTHING_TO_TELL: "RGPD art. 19",
    RefusalCode.NO_SUCH_FACT: "RGPD art. 5-1-c",
    RefusalCode.FACT_IS_COMPUTED: "RGPD art. 5-1-d",
    RefusalCode.FACT_VALUE_WRONG: "RGPD art. 5-1-d",
    RefusalCode.BROADER_WORD_MISSING: "RGPD art. 5-1-d",
    RefusalCode.FACT_NOT_NOTED: "RGPD art. 16",
    RefusalCode.PROCESSING_LIMITED: "RGPD art. 18-2",
    RefusalCode.PERSON_OBJECTED: "RGPD art. 21-1",
    RefusalCode.RIGHT_ASKED_ALREADY: "RGPD art. 12-3",
    RefusalCode.NO_SUCH_REQUEST: "RGPD art. 12-3",
    RefusalCode.RIGHT_ANSWERED_ALREADY: "RGPD art. 12-3",
    RefusalCode.RIGHT_EXTENDED_ALREADY: "RGPD art. 12-3",
    RefusalCode.RIGHT_EXTENDED_TOO_LATE: "RGPD art. 12-3",
    RefusalCode.GROUND_DOES_NOT_FIT: "RGPD art. 12-4",
    RefusalCode.LIMITED_ALREADY: "RGPD art. 18",
    RefusalCode.NOT_LIMITED: "RGPD art. 18-3",
    RefusalCode.NOBODY_TO_TELL: "RGPD art. 19",
    RefusalCode.NOTICE_NOT_DUE: "RGPD art. 19",
    RefusalCode.NOTHING_TO_RECTIFY: "RGPD art. 16",
    RefusalCode.NO_ERASURE_GRANTED: "RGPD art. 17",
    RefusalCode.RECIPIENTS_TO_TELL: "RGPD art. 19",
}
"""Where each rule comes from: a clause of the call, or an article."""


@attrs.frozen(kw_only=True)
class Refusal(Veiled):
    """Nothing was written, and why. `params` hold days and slugs, and nothing that names somebody."""

    code: RefusalCode = attrs.field(metadata=TECHNICAL)
    params: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def source(self) -> str:
        """The clause of the call or the article the rule comes from."""
        return SOURCES[self.code]
