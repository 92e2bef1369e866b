"""What a household said of the diagnosis and of sharing its data: dated, told how, revocable.

Neither is the legal basis of the processing: lists come before the household has spoken.
"""

from datetime import date

import attrs

from .values import Maybe
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import AgreementStatus
from .vocabulary import Channel
from .vocabulary import FieldGroup
from .vocabulary import ProofKind


@attrs.frozen(kw_only=True)
class Agreement:
    """On a day the household agreed to the diagnosis, refused it, or took its agreement back (call C22)."""

    on: date = attrs.field(validator=plain_date)
    status: AgreementStatus = attrs.field(validator=one_of(AgreementStatus))
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))
    proof: ProofKind | None = attrs.field(default=None, validator=Maybe(one_of(ProofKind)))


@attrs.frozen(kw_only=True)
class SharingAuthorisation:
    """On a day the household authorised one partner to receive one group of data, or took that back (call C23)."""

    on: date = attrs.field(validator=plain_date)
    partner: str = attrs.field(validator=identifier)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup))
    authorised: bool = attrs.field(validator=one_of(bool), metadata={"description": "False takes it back"})
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))
    proof: ProofKind | None = attrs.field(default=None, validator=Maybe(one_of(ProofKind)))
