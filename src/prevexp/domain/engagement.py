"""What a household and the team undertake: contract, undertakings, repayment plan, current rent. Source: call C10, C11.

Each is a fact of a day; how they stand on a day is computed in `casework.contract`. What is opened has a number in its
case, by which later facts name it. No identity, no free text, no number of a partner's file.
"""

from datetime import date

import attrs

from .assessment_vocabulary import RentResumed
from .engagement_vocabulary import ContractEnd
from .engagement_vocabulary import Creditor
from .engagement_vocabulary import Objective
from .engagement_vocabulary import PlanEnd
from .engagement_vocabulary import PostponeReason
from .engagement_vocabulary import UndertakingKind
from .engagement_vocabulary import UndertakingOwner
from .engagement_vocabulary import UndertakingProof
from .engagement_vocabulary import UndertakingStatus
from .groups import Veiled
from .values import Cents
from .values import Maybe
from .values import WholeNumber
from .values import cents
from .values import count
from .values import entry_number
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup

STEPS = {"group": FieldGroup.STEPS}
BUDGET = {"group": FieldGroup.BUDGET, "unit": "cents"}
TECHNICAL = {"group": FieldGroup.TECHNICAL}

MOST_INSTALMENTS = 600
"""Fifty years of months: a slip of the pen beyond."""

some_cents = WholeNumber(1, cents.highest, "a whole number of cents, 1 or more,")
instalment_rank = count(1, MOST_INSTALMENTS)


@attrs.frozen(kw_only=True)
class EngagementContract(Veiled):
    """What household and team sign: from a first day to a last one, both included (call C10)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL | {"description": "day it was signed"})
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    starts_on: date = attrs.field(validator=plain_date, metadata=STEPS)
    until: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "last day, as signed"})


@attrs.frozen(kw_only=True)
class ContractTerm(Veiled):
    """A contract renewed: it has a later last day."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    until: date = attrs.field(validator=plain_date, metadata=STEPS)


@attrs.frozen(kw_only=True)
class ContractEnding(Veiled):
    """A contract ended before its term: it is no longer in force from that day on."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    reason: ContractEnd = attrs.field(validator=one_of(ContractEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class Undertaking(Veiled):
    """One *démarche* as it was promised: what for, by whom, until when, shown by what (call C10)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL | {"description": "day it was promised"})
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    contract: int | None = attrs.field(validator=Maybe(entry_number), metadata=TECHNICAL)
    kind: UndertakingKind = attrs.field(validator=one_of(UndertakingKind), metadata=STEPS)
    objective: Objective = attrs.field(validator=one_of(Objective), metadata=STEPS)
    owner: UndertakingOwner = attrs.field(validator=one_of(UndertakingOwner), metadata=STEPS)
    partner: str | None = attrs.field(validator=Maybe(identifier), metadata=STEPS)
    due_on: date = attrs.field(validator=plain_date, metadata=STEPS)
    proof: UndertakingProof | None = attrs.field(
        validator=Maybe(one_of(UndertakingProof)), metadata=STEPS | {"description": "what is to show it is done"}
    )


@attrs.frozen(kw_only=True)
class UndertakingStep(Veiled):
    """An undertaking has a new status, from that day on; `cents` is what is asked, granted or corrected in it."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    status: UndertakingStatus = attrs.field(validator=one_of(UndertakingStatus), metadata=STEPS)
    cents: Cents | None = attrs.field(default=None, validator=Maybe(cents), metadata=BUDGET)
    proof: UndertakingProof | None = attrs.field(
        default=None, validator=Maybe(one_of(UndertakingProof)), metadata=STEPS | {"description": "what shows it"}
    )


@attrs.frozen(kw_only=True)
class UndertakingPostponement(Veiled):
    """An undertaking has a later due date, and why."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    due_on: date = attrs.field(validator=plain_date, metadata=STEPS)
    reason: PostponeReason = attrs.field(validator=one_of(PostponeReason), metadata=STEPS)


@attrs.frozen(kw_only=True)
class UndertakingReview(Veiled):
    """An undertaking was gone through with the household at a follow-up, whether or not it has moved (call C13)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class Instalment(Veiled):
    """One part of a repayment plan."""

    due_on: date = attrs.field(validator=plain_date, metadata=STEPS)
    cents: Cents = attrs.field(validator=some_cents, metadata=BUDGET)


@attrs.frozen(kw_only=True)
class RepaymentPlan(Veiled):
    """What landlord and household signed: a debt paid back by instalments that add up to it exactly (call C10)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL | {"description": "day it was signed"})
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    creditor: Creditor = attrs.field(validator=one_of(Creditor), metadata=STEPS)
    total_cents: Cents = attrs.field(validator=some_cents, metadata=BUDGET)
    instalments: tuple[Instalment, ...] = attrs.field(metadata=STEPS)
    replaces: int | None = attrs.field(default=None, validator=Maybe(entry_number), metadata=TECHNICAL)
    undertaking: int | None = attrs.field(default=None, validator=Maybe(entry_number), metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class InstalmentFact(Veiled):
    """What is known of an instalment from a day on: so much paid on it, or, with None, that it was missed."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL | {"description": "number of the plan"})
    rank: int = attrs.field(validator=instalment_rank, metadata=TECHNICAL)
    cents: Cents | None = attrs.field(validator=Maybe(some_cents), metadata=BUDGET)


@attrs.frozen(kw_only=True)
class PlanEnding(Veiled):
    """A repayment plan ended before all of it was paid."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    reason: PlanEnd = attrs.field(validator=one_of(PlanEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class RentFact(Veiled):
    """Whether the current rent is paid, as found on a day (indicator I21)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    payment: RentResumed = attrs.field(validator=one_of(RentResumed), metadata={"group": FieldGroup.DEBT_AND_PROCEDURE})


@attrs.frozen(kw_only=True)
class Engagement(Veiled):
    """All of it in one case, each in the order of its days."""

    contracts: tuple[EngagementContract, ...] = attrs.field(default=(), metadata=STEPS)
    terms: tuple[ContractTerm, ...] = attrs.field(default=(), metadata=STEPS)
    endings: tuple[ContractEnding, ...] = attrs.field(default=(), metadata=STEPS)
    undertakings: tuple[Undertaking, ...] = attrs.field(default=(), metadata=STEPS)
    steps: tuple[UndertakingStep, ...] = attrs.field(default=(), metadata=STEPS)
    postponements: tuple[UndertakingPostponement, ...] = attrs.field(default=(), metadata=STEPS)
    reviews: tuple[UndertakingReview, ...] = attrs.field(default=(), metadata=STEPS)
    plans: tuple[RepaymentPlan, ...] = attrs.field(default=(), metadata=STEPS)
    instalment_facts: tuple[InstalmentFact, ...] = attrs.field(default=(), metadata=STEPS)
    plan_endings: tuple[PlanEnding, ...] = attrs.field(default=(), metadata=STEPS)
    rents: tuple[RentFact, ...] = attrs.field(default=(), metadata=STEPS)
