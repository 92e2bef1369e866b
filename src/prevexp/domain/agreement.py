"""What a household said of the diagnosis and of sharing its data: dated, told how, revocable.

Neither is the legal basis of the processing: lists come before the household has spoken.
"""

from datetime import date

import attrs

from .groups import AGREEMENTS
from .groups import TECHNICAL
from .groups import Veiled
from .values import Maybe
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import AgreementStatus
from .vocabulary import Channel
from .vocabulary import FieldGroup
from .vocabulary import ProofKind


@attrs.frozen(kw_only=True)
class Agreement(Veiled):
    """On a day the household agreed to the diagnosis, refused it, or took its agreement back (call C22)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    status: AgreementStatus = attrs.field(validator=one_of(AgreementStatus), metadata=AGREEMENTS)
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=AGREEMENTS)
    proof: ProofKind | None = attrs.field(default=None, validator=Maybe(one_of(ProofKind)), metadata=AGREEMENTS)


@attrs.frozen(kw_only=True)
class SharingAuthorisation(Veiled):
    """On a day the household authorised one partner to receive one group of data, or took that back (call C23)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    partner: str = attrs.field(validator=identifier, metadata=AGREEMENTS)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=AGREEMENTS)
    authorised: bool = attrs.field(
        validator=one_of(bool), metadata={**AGREEMENTS, "description": "False takes it back"}
    )
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=AGREEMENTS)
    proof: ProofKind | None = attrs.field(default=None, validator=Maybe(one_of(ProofKind)), metadata=AGREEMENTS)
