"""What happens to a contract, its undertakings and a repayment plan. No identity, no free text. Source: call C10, C11.

What is opened carries its number; later events name it by that number.
"""

from datetime import date
from typing import ClassVar

import attrs

from .assessment_vocabulary import RentResumed
from .engagement import BUDGET
from .engagement import MOST_INSTALMENTS
from .engagement import STEPS
from .engagement import TECHNICAL
from .engagement import Instalment
from .engagement import instalment_rank
from .engagement import some_cents
from .engagement_vocabulary import ContractEnd
from .engagement_vocabulary import Creditor
from .engagement_vocabulary import Objective
from .engagement_vocabulary import PlanEnd
from .engagement_vocabulary import PostponeReason
from .engagement_vocabulary import UndertakingKind
from .engagement_vocabulary import UndertakingOwner
from .engagement_vocabulary import UndertakingProof
from .engagement_vocabulary import UndertakingStatus
from .errors import InvalidValue
from .events import Event
from .values import Cents
from .values import Maybe
from .values import cents
from .values import entry_number
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup


@attrs.frozen(kw_only=True)
class _OfLife(Event):
    """What is said of the household's life: only on a day on which it agrees (call C22)."""

    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL | {"description": "number in the case"})


@attrs.frozen(kw_only=True)
class ContractSigned(_OfLife):
    """Household and team sign an engagement contract (call C10)."""

    slug: ClassVar[str] = "contract-signed.v1"

    starts_on: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "first day"})
    until: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "last day"})

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the start."""
        if self.until < self.starts_on:
            raise InvalidValue("until: a day on or after starts_on is needed")


@attrs.frozen(kw_only=True)
class ContractRenewed(_OfLife):
    """A contract gets a later last day."""

    slug: ClassVar[str] = "contract-renewed.v1"

    until: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "new last day"})


@attrs.frozen(kw_only=True)
class ContractEnded(_OfLife):
    """A contract is no longer in force from that day on."""

    slug: ClassVar[str] = "contract-ended.v1"

    reason: ContractEnd = attrs.field(validator=one_of(ContractEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class UndertakingPromised(_OfLife):
    """Somebody promises a *démarche*: what for, until when, shown by what (call C10)."""

    slug: ClassVar[str] = "undertaking-promised.v1"

    contract: int | None = attrs.field(
        validator=Maybe(entry_number), metadata=TECHNICAL | {"description": "number of the contract it is under"}
    )
    kind: UndertakingKind = attrs.field(validator=one_of(UndertakingKind), metadata=STEPS)
    objective: Objective = attrs.field(validator=one_of(Objective), metadata=STEPS)
    owner: UndertakingOwner = attrs.field(validator=one_of(UndertakingOwner), metadata=STEPS)
    partner: str | None = attrs.field(
        validator=Maybe(identifier), metadata=STEPS | {"description": "slug of the partner that owns it"}
    )
    due_on: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "last day"})
    proof: UndertakingProof | None = attrs.field(
        validator=Maybe(one_of(UndertakingProof)), metadata=STEPS | {"description": "what is to show it is done"}
    )


@attrs.frozen(kw_only=True)
class UndertakingMoved(_OfLife):
    """An undertaking has a new status (call C11)."""

    slug: ClassVar[str] = "undertaking-moved.v1"

    status: UndertakingStatus = attrs.field(validator=one_of(UndertakingStatus), metadata=STEPS)
    cents: Cents | None = attrs.field(
        default=None,
        validator=Maybe(cents),
        metadata=BUDGET | {"description": "sum asked, granted or corrected; None: not known"},
    )
    proof: UndertakingProof | None = attrs.field(
        default=None, validator=Maybe(one_of(UndertakingProof)), metadata=STEPS | {"description": "what shows it"}
    )


@attrs.frozen(kw_only=True)
class UndertakingPostponed(_OfLife):
    """An undertaking gets a later due date."""

    slug: ClassVar[str] = "undertaking-postponed.v1"

    due_on: date = attrs.field(validator=plain_date, metadata=STEPS | {"description": "new last day"})
    reason: PostponeReason = attrs.field(validator=one_of(PostponeReason), metadata=STEPS)


@attrs.frozen(kw_only=True)
class UndertakingReviewed(_OfLife):
    """An undertaking is gone through with the household at a follow-up (call C13)."""

    slug: ClassVar[str] = "undertaking-reviewed.v1"


@attrs.frozen(kw_only=True)
class RepaymentPlanSigned(_OfLife):
    """Creditor and household sign how a debt is paid back (call C10)."""

    slug: ClassVar[str] = "repayment-plan-signed.v1"

    creditor: Creditor = attrs.field(validator=one_of(Creditor), metadata=STEPS)
    total_cents: Cents = attrs.field(validator=some_cents, metadata=BUDGET)
    instalments: tuple[Instalment, ...] = attrs.field(
        validator=attrs.validators.deep_iterable(one_of(Instalment)),
        metadata=STEPS | {"description": "in the order of their days, at least one; they add up to the total"},
    )
    replaces: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata=TECHNICAL | {"description": "number of the plan it takes the place of"},
    )
    undertaking: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata=TECHNICAL | {"description": "number of the undertaking it carries out"},
    )

    def __attrs_post_init__(self) -> None:
        """Refuse instalments that are out of order, too many, or do not add up."""
        days = [one.due_on for one in self.instalments]
        if not 1 <= len(days) <= MOST_INSTALMENTS or days != sorted(set(days)):
            raise InvalidValue(f"instalments: 1 to {MOST_INSTALMENTS}, each of a later day, are needed")
        if sum(one.cents for one in self.instalments) != self.total_cents:
            raise InvalidValue("instalments: they must add up to total_cents")


@attrs.frozen(kw_only=True)
class InstalmentPaid(_OfLife):
    """So much is paid on an instalment; `number` is the plan's, the day is that of the payment, late or not."""

    slug: ClassVar[str] = "instalment-paid.v1"

    rank: int = attrs.field(validator=instalment_rank, metadata=TECHNICAL | {"description": "1 is the first"})
    cents: Cents = attrs.field(validator=some_cents, metadata=BUDGET)


@attrs.frozen(kw_only=True)
class InstalmentMissed(_OfLife):
    """Somebody checked an instalment after its day and it was not paid, or not wholly."""

    slug: ClassVar[str] = "instalment-missed.v1"

    rank: int = attrs.field(validator=instalment_rank, metadata=TECHNICAL | {"description": "1 is the first"})


@attrs.frozen(kw_only=True)
class RepaymentPlanEnded(_OfLife):
    """A repayment plan ends before all of it is paid."""

    slug: ClassVar[str] = "repayment-plan-ended.v1"

    reason: PlanEnd = attrs.field(validator=one_of(PlanEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class RentPaymentFound(Event):
    """Somebody found whether the current rent is paid (indicator I21)."""

    slug: ClassVar[str] = "rent-payment-found.v1"
    needs_agreement: ClassVar[bool] = True

    payment: RentResumed = attrs.field(validator=one_of(RentResumed), metadata={"group": FieldGroup.DEBT_AND_PROCEDURE})


EVENTS: tuple[type[Event], ...] = (
    ContractSigned,
    ContractRenewed,
    ContractEnded,
    UndertakingPromised,
    UndertakingMoved,
    UndertakingPostponed,
    UndertakingReviewed,
    RepaymentPlanSigned,
    InstalmentPaid,
    InstalmentMissed,
    RepaymentPlanEnded,
    RentPaymentFound,
)
"""Contract, undertakings, repayment plan, current rent."""
