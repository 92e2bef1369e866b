"""What a jurist noted on an act of the procedure: what was seen, what each check came to, what is made of it.

A review is a lead, never a verdict on the act. Source: call C07.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from .errors import InvalidValue
from .groups import TOLD
from .groups import Veiled
from .values import Maybe
from .values import WorkerId
from .values import entry_number
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import ActKind
from .vocabulary import FieldGroup

TECHNICAL = {"group": FieldGroup.TECHNICAL}
OF_THE_ACT = {"group": FieldGroup.DEBT_AND_PROCEDURE}
OF_THE_REVIEW = {**OF_THE_ACT, **TOLD}
"""Metadata of what a check read and came to: it may be of any group (the lease, who lives in the dwelling), so it
passes to nobody with the act; what documents say of lease and procedure passes from there, by its own group.
"""

OF_THE_HOUSEHOLD: Mapping[str, frozenset[str]] = MappingProxyType(
    {"act-review-17": frozenset({"has_spouse", "spouse_known_to_landlord", "spouse_served"})}
)
"""Checks that ask who lives in the dwelling, with what they ask: noted only while the household agrees (call C22)."""


class Finding(StrEnum):
    """What one check says of an act: a lead for a jurist, never that the act is void."""

    OK = "ok"
    DEFECT = "defect"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class SeenDocument(StrEnum):
    """A document that was in the jurist's hands."""

    LEASE = "lease"
    ACT = "act"
    SERVICE_RECORD = "service_record"
    ACCOUNT = "account"
    RENT_RECEIPTS = "rent_receipts"
    AID_STATEMENT = "aid_statement"
    CCAPEX_SIGNAL = "ccapex_signal"
    EARLIER_ACT = "earlier_act"
    DECISION = "decision"


class ReviewConclusion(StrEnum):
    """What the jurist makes of a review; a lead names who is to take it further, and is not sent by being noted."""

    NO_REMARK = "no_remark"
    TO_VERIFY = "to_verify"
    DEFECT_WITHOUT_LEAD = "defect_without_lead"
    LEAD_KEPT = "lead_kept"
    LEAD_FOR_LAWYER = "lead_for_lawyer"
    LEAD_FOR_ADIL = "lead_for_adil"
    LEAD_FOR_LEGAL_AID = "lead_for_legal_aid"


LEADS = frozenset(
    {
        ReviewConclusion.LEAD_KEPT,
        ReviewConclusion.LEAD_FOR_LAWYER,
        ReviewConclusion.LEAD_FOR_ADIL,
        ReviewConclusion.LEAD_FOR_LEGAL_AID,
    }
)
"""Conclusions that hold the act for contestable."""


@attrs.frozen(kw_only=True)
class NamedValue(Veiled):
    """One thing read, or one choice made, under its name: a day, a time, a number, yes or no, a slug; never a text."""

    name: str = attrs.field(validator=identifier, metadata=OF_THE_ACT)
    value: str = attrs.field(validator=identifier, metadata=OF_THE_ACT)


@attrs.frozen(kw_only=True)
class NotedCheck(Veiled):
    """What the jurist noted of one check, beside what the rules computed then.

    `basis` are the versions of the law that were read, each `parameter:valid_from`.
    """

    check: str = attrs.field(validator=identifier, metadata=OF_THE_ACT)
    finding: Finding = attrs.field(validator=one_of(Finding), metadata=OF_THE_ACT)
    computed: Finding = attrs.field(validator=one_of(Finding), metadata=OF_THE_ACT)
    basis: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class ActReview(Veiled):
    """One review of one act, as noted on a day. `known` is what the case said then, `read` what the jurist added."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    act_kind: ActKind = attrs.field(validator=one_of(ActKind), metadata=OF_THE_ACT)
    served_on: date | None = attrs.field(default=None, validator=Maybe(plain_date), metadata=OF_THE_ACT)
    worker: WorkerId = attrs.field(validator=identifier, metadata=TECHNICAL)
    documents: tuple[SeenDocument, ...] = attrs.field(metadata=OF_THE_ACT)
    known: tuple[NamedValue, ...] = attrs.field(default=(), metadata=OF_THE_REVIEW)
    read: tuple[NamedValue, ...] = attrs.field(default=(), metadata=OF_THE_REVIEW)
    policies: tuple[NamedValue, ...] = attrs.field(default=(), metadata=TECHNICAL)
    checks: tuple[NotedCheck, ...] = attrs.field(metadata=OF_THE_REVIEW)
    grounds: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=OF_THE_ACT)
    conclusion: ReviewConclusion = attrs.field(validator=one_of(ReviewConclusion), metadata=OF_THE_ACT)

    @property
    def irregular(self) -> bool:
        """Whether the jurist noted a defect (I13)."""
        return any(one.finding is Finding.DEFECT for one in self.checks)

    @property
    def contestable(self) -> bool:
        """Whether the jurist holds a lead (I13)."""
        return self.conclusion in LEADS


def seen_documents(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept one document or more, each once: an act nobody saw is not reviewed."""
    if type(value) is not tuple or not value or len(set(value)) != len(value):
        raise InvalidValue(f"{attribute.name}: at least one document is needed, each once")
    if not all(isinstance(one, SeenDocument) for one in value):
        raise InvalidValue(f"{attribute.name}: documents of SeenDocument are needed")


def tells_of_the_household(read: tuple[NamedValue, ...], checks: tuple[NotedCheck, ...]) -> bool:
    """Say whether a review holds something of who lives in the dwelling, which needs the household's agreement."""
    names = frozenset().union(*OF_THE_HOUSEHOLD.values())
    answered = (one for one in checks if one.check in OF_THE_HOUSEHOLD)
    told = any({one.finding, one.computed} != {Finding.UNKNOWN} for one in answered)
    return told or any(one.name in names for one in read)
