"""Who may be told what of a household, for what, on which ground: the words of the sharing matrix.

Source: privacy notes §2; call C23 (RGPD), C26 (how what is gathered reaches the services).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from .errors import InvalidValue
from .values import Maybe
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup


class Recipient(StrEnum):
    """Those the matrix speaks of; a partner of a territory is one of them, under a name of its own."""

    CCAPEX = "ccapex"
    JUDGE = "judge"
    PREFET = "prefet"
    EVALUATOR = "evaluator"
    CONSEIL_DEPARTEMENTAL = "conseil_departemental"
    CAF = "caf"
    MSA = "msa"
    BANQUE_DE_FRANCE = "banque_de_france"
    ADIL = "adil"
    PCB = "pcb"
    LANDLORD = "landlord"
    COMMISSAIRE_DE_JUSTICE = "commissaire_de_justice"
    SIAO_REHOUSING = "siao_rehousing"
    MAIRE_CCAS = "maire_ccas"
    HEALTH_PROFESSIONAL = "health_professional"


class Direction(StrEnum):
    """Whether data go to a partner or come from one."""

    SEND = "send"
    RECEIVE = "receive"


class FileState(StrEnum):
    """How a case stands towards those outside the team; it narrows what the matrix allows."""

    BEFORE_AGREEMENT = "before_agreement"
    AGREED = "agreed"
    REFUSED = "refused"
    CLOSED = "closed"
    FROZEN = "frozen"
    ERASED = "erased"


class SharingPurpose(StrEnum):
    """What data are passed on for."""

    INTAKE = "intake"
    INSTRUCTION = "instruction"
    DSF = "dsf"
    EVALUATION = "evaluation"
    SOCIAL_SUPPORT = "social_support"
    BENEFIT_RIGHTS = "benefit_rights"
    OVER_INDEBTEDNESS = "over_indebtedness"
    LEGAL_ADVICE = "legal_advice"
    BUDGET_ADVICE = "budget_advice"
    HOUSING_FUND = "housing_fund"
    MEDIATION = "mediation"
    PROCEDURE = "procedure"
    REHOUSING = "rehousing"
    COORDINATION = "coordination"
    CARE = "care"


class GroundKind(StrEnum):
    """What lets data leave: a text of law by itself, an act that the territory must name, or the household's word."""

    LAW = "law"
    CONVENTION = "convention"
    DESIGNATION_PDALHPD = "designation_pdalhpd"
    AUTHORISATION = "authorisation"


class Extract(StrEnum):
    """A single fact that may pass where its whole group may not."""

    REFERENCE = "reference"
    CONTACT_RESULT = "contact_result"
    HOUSING_DEBT = "housing_debt"
    PLAN_STATUS = "plan_status"
    ACCEPTED_PLAN = "accepted_plan"
    MEDIATION_OFFER = "mediation_offer"
    COORDINATION_NEED = "coordination_need"
    PROTECTED_AGGREGATES = "protected_aggregates"
    SOCIAL_ANSWER = "social_answer"
    SOCIAL_REFERENT = "social_referent"
    AID_PAID = "aid_paid"
    ARREARS_SIGNAL = "arrears_signal"
    FILING_STATUS = "filing_status"
    ADVICE_RESULT = "advice_result"
    SUPPORT_RESULT = "support_result"
    ACCOUNT = "account"
    LEASE = "lease"
    ACT_DATES = "act_dates"
    REHOUSING_ORDER = "rehousing_order"


class ContactResult(StrEnum):
    """All that is said of contacts outside the team: never when, where, how often or by whom."""

    NOT_ATTEMPTED = "not_attempted"
    ATTEMPTED = "attempted"
    MET = "met"
    REFUSED = "refused"


EXTRACT_GROUPS: Mapping[Extract, FieldGroup] = MappingProxyType(
    {
        Extract.REFERENCE: FieldGroup.TECHNICAL,
        Extract.CONTACT_RESULT: FieldGroup.CONTACTS_AND_ANSWERS,
        Extract.HOUSING_DEBT: FieldGroup.DEBT_AND_PROCEDURE,
        Extract.PLAN_STATUS: FieldGroup.STEPS,
        Extract.ACCEPTED_PLAN: FieldGroup.STEPS,
        Extract.MEDIATION_OFFER: FieldGroup.STEPS,
        Extract.COORDINATION_NEED: FieldGroup.STEPS,
        Extract.PROTECTED_AGGREGATES: FieldGroup.TECHNICAL,
        Extract.SOCIAL_ANSWER: FieldGroup.CONTACTS_AND_ANSWERS,
        Extract.SOCIAL_REFERENT: FieldGroup.CONTACTS_AND_ANSWERS,
        Extract.AID_PAID: FieldGroup.DEBT_AND_PROCEDURE,
        Extract.ARREARS_SIGNAL: FieldGroup.DEBT_AND_PROCEDURE,
        Extract.FILING_STATUS: FieldGroup.STEPS,
        Extract.ADVICE_RESULT: FieldGroup.STEPS,
        Extract.SUPPORT_RESULT: FieldGroup.STEPS,
        Extract.ACCOUNT: FieldGroup.DEBT_AND_PROCEDURE,
        Extract.LEASE: FieldGroup.DWELLING,
        Extract.ACT_DATES: FieldGroup.DEBT_AND_PROCEDURE,
        Extract.REHOUSING_ORDER: FieldGroup.DEBT_AND_PROCEDURE,
    }
)
"""The group each single fact is taken from; an authorisation of the household is given for the group."""


@attrs.frozen(kw_only=True)
class SharingGround:
    """An act of the territory that lets data pass: a convention with one partner, or a designation in the PDALHPD.

    Both days are included. Source: loi 90-449 art. 7-2 (L 2023-668, 27 July 2023); privacy notes §2.
    """

    kind: GroundKind = attrs.field(validator=one_of(GroundKind))
    recipient: Recipient = attrs.field(validator=one_of(Recipient))
    reference: str
    valid_from: date = attrs.field(validator=plain_date)
    valid_to: date | None = attrs.field(
        default=None, validator=Maybe(plain_date), metadata={"description": "last day; None: no end is known"}
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what needs no act, an act without a reference, and an end before the start."""
        if self.kind not in (GroundKind.CONVENTION, GroundKind.DESIGNATION_PDALHPD):
            raise InvalidValue("kind: a convention or a designation is named, and nothing else")
        if not self.reference.strip():
            raise InvalidValue("reference: the act is to be named")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise InvalidValue("valid_to: a day on or after valid_from is needed")

    def in_force(self, on: date) -> bool:
        """Say whether the act holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
