"""The commands of contract, undertakings, repayment plan and current rent."""

from datetime import date

import attrs

from ...domain.assessment_vocabulary import RentResumed
from ...domain.engagement import Instalment
from ...domain.engagement import instalment_rank
from ...domain.engagement import some_cents
from ...domain.engagement_vocabulary import ContractEnd
from ...domain.engagement_vocabulary import Creditor
from ...domain.engagement_vocabulary import Objective
from ...domain.engagement_vocabulary import PlanEnd
from ...domain.engagement_vocabulary import PostponeReason
from ...domain.engagement_vocabulary import UndertakingKind
from ...domain.engagement_vocabulary import UndertakingOwner
from ...domain.engagement_vocabulary import UndertakingProof
from ...domain.engagement_vocabulary import UndertakingStatus
from ...domain.errors import InvalidValue
from ...domain.groups import Veiled
from ...domain.values import Cents
from ...domain.values import Maybe
from ...domain.values import cents
from ...domain.values import entry_number
from ...domain.values import identifier
from ...domain.values import one_of
from ...domain.values import plain_date
from ..command import NAMES_PARTNER
from ..command import Command


@attrs.frozen(kw_only=True)
class SignContract(Command):
    """Note that household and team sign a contract, from a first to a last day (call C10); None: from that day on."""

    starts_on: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    until: date = attrs.field(validator=plain_date)


@attrs.frozen(kw_only=True)
class RenewContract(Command):
    """Give a contract a later last day; without a number, the one signed last."""

    until: date = attrs.field(validator=plain_date)
    number: int | None = attrs.field(default=None, validator=Maybe(entry_number))


@attrs.frozen(kw_only=True)
class EndContract(Command):
    """End a contract before its term; without a number, the one signed last."""

    reason: ContractEnd = attrs.field(validator=one_of(ContractEnd))
    number: int | None = attrs.field(default=None, validator=Maybe(entry_number))


@attrs.frozen(kw_only=True)
class PromiseUndertaking(Command):
    """Note a promised *démarche* (call C10); a partner is named if, and only if, it owns it."""

    kind: UndertakingKind = attrs.field(validator=one_of(UndertakingKind))
    objective: Objective = attrs.field(validator=one_of(Objective))
    owner: UndertakingOwner = attrs.field(validator=one_of(UndertakingOwner))
    partner: str | None = attrs.field(default=None, validator=Maybe(identifier), metadata=NAMES_PARTNER)
    due_on: date = attrs.field(validator=plain_date)
    proof: UndertakingProof | None = attrs.field(default=None, validator=Maybe(one_of(UndertakingProof)))

    def __attrs_post_init__(self) -> None:
        """Refuse a partner's undertaking without a partner, and a partner that owns nothing."""
        if (self.owner is UndertakingOwner.PARTNER) is (self.partner is None):
            raise InvalidValue("partner: its slug is needed if it owns the undertaking, and only then")


@attrs.frozen(kw_only=True)
class MoveUndertaking(Command):
    """Note a new status of an undertaking, with the sum asked or granted in cents (call C11)."""

    number: int = attrs.field(validator=entry_number)
    status: UndertakingStatus = attrs.field(validator=one_of(UndertakingStatus))
    cents: Cents | None = attrs.field(default=None, validator=Maybe(cents))
    proof: UndertakingProof | None = attrs.field(default=None, validator=Maybe(one_of(UndertakingProof)))


@attrs.frozen(kw_only=True)
class PostponeUndertaking(Command):
    """Give an undertaking a later due date, with the reason."""

    number: int = attrs.field(validator=entry_number)
    due_on: date = attrs.field(validator=plain_date)
    reason: PostponeReason = attrs.field(validator=one_of(PostponeReason))


@attrs.frozen(kw_only=True)
class UndertakingAnswer(Veiled):
    """What is said of one undertaking at a follow-up; with a number alone: gone through, nothing new."""

    number: int = attrs.field(validator=entry_number)
    status: UndertakingStatus | None = attrs.field(default=None, validator=Maybe(one_of(UndertakingStatus)))
    cents: Cents | None = attrs.field(default=None, validator=Maybe(cents))
    proof: UndertakingProof | None = attrs.field(default=None, validator=Maybe(one_of(UndertakingProof)))

    def __attrs_post_init__(self) -> None:
        """Refuse a sum or a proof of no status."""
        if self.status is None and (self.cents is not None or self.proof is not None):
            raise InvalidValue("status: a sum or a proof goes with a status")


@attrs.frozen(kw_only=True)
class ReviewUndertakings(Command):
    """Go through what was promised, undertaking by undertaking (call C13); `done` ends the pending follow-up as well.

    An undertaking that is not among the answers stays as it is: `not_gone_through` lists it.
    """

    answers: tuple[UndertakingAnswer, ...] = attrs.field(
        validator=[attrs.validators.min_len(1), attrs.validators.deep_iterable(one_of(UndertakingAnswer))]
    )
    done: bool = attrs.field(default=False, validator=one_of(bool))

    def __attrs_post_init__(self) -> None:
        """Refuse two answers on one undertaking."""
        numbers = [one.number for one in self.answers]
        if len(set(numbers)) != len(numbers):
            raise InvalidValue("answers: one for each undertaking")


@attrs.frozen(kw_only=True)
class SignRepaymentPlan(Command):
    """Note that creditor and household sign how a debt is paid back (call C10); see `equal_instalments`.

    `replaces` is the number of the plan that this one takes the place of, `undertaking` that of the promised
    *démarche* (of the kind `repayment_plan`) it carries out: that one is then signed.
    """

    creditor: Creditor = attrs.field(default=Creditor.LANDLORD, validator=one_of(Creditor))
    total_cents: Cents = attrs.field(validator=some_cents)
    instalments: tuple[Instalment, ...] = attrs.field(
        validator=[attrs.validators.min_len(1), attrs.validators.deep_iterable(one_of(Instalment))]
    )
    replaces: int | None = attrs.field(default=None, validator=Maybe(entry_number))
    undertaking: int | None = attrs.field(default=None, validator=Maybe(entry_number))


@attrs.frozen(kw_only=True)
class NotePayment(Command):
    """Note that a sum is paid on a plan; without a rank it goes to the oldest instalments that are not wholly paid."""

    number: int = attrs.field(validator=entry_number)
    cents: Cents = attrs.field(validator=some_cents)
    rank: int | None = attrs.field(default=None, validator=Maybe(instalment_rank))


@attrs.frozen(kw_only=True)
class NoteMissedInstalment(Command):
    """Note that an instalment, checked after its day, was not wholly paid."""

    number: int = attrs.field(validator=entry_number)
    rank: int = attrs.field(validator=instalment_rank)


@attrs.frozen(kw_only=True)
class EndRepaymentPlan(Command):
    """End a plan before all of it is paid."""

    number: int = attrs.field(validator=entry_number)
    reason: PlanEnd = attrs.field(validator=one_of(PlanEnd))


@attrs.frozen(kw_only=True)
class NoteRent(Command):
    """Note whether the current rent is paid (indicator I21)."""

    payment: RentResumed = attrs.field(validator=one_of(RentResumed))
