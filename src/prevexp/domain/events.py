"""What happens to a case: frozen, in the past tense, without identity and without free text.

Each class has a stable slug; a stored event is found again by it, whatever the class is called. `occurred_on` is the
calendar day (Europe/Paris), `recorded_at` the instant (UTC) it was written down.
"""

from datetime import date
from datetime import datetime
from typing import ClassVar

import attrs

from .case import ListedFacts
from .errors import InvalidValue
from .extra import BEFORE_AGREEMENT
from .extra import words_of
from .groups import CONTACTS
from .groups import DEBT
from .groups import DWELLING
from .groups import TECHNICAL
from .groups import Veiled
from .procedure import PROCEDURE_FIELDS
from .procedure import Procedure
from .values import CaseId
from .values import HouseholdId
from .values import Maybe
from .values import Month
from .values import WorkerId
from .values import aware_utc
from .values import count
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import plain_date
from .values import texts
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import MatchReason
from .vocabulary import Place
from .vocabulary import SocialServicesAnswer

_maybe_id = Maybe(identifier)


@attrs.frozen(kw_only=True)
class Event(Veiled):
    """What every event says; never recorded itself.

    An event with `needs_agreement` is written only on a day on which the household agrees to the diagnosis (call C22).
    """

    slug: ClassVar[str] = ""
    needs_agreement: ClassVar[bool] = False

    case_id: CaseId = attrs.field(validator=identifier, metadata=TECHNICAL)
    occurred_on: date = attrs.field(
        validator=plain_date, metadata={**TECHNICAL, "description": "calendar day, Europe/Paris"}
    )
    recorded_at: datetime = attrs.field(
        validator=aware_utc, metadata={**TECHNICAL, "description": "instant of recording, UTC"}
    )

    def wants_agreement(self) -> bool:
        """Say whether this very event is written only while the household agrees.

        Most are asked by their class; a plugin's also by the groups of the facts it notes.
        """
        told = (word.group for word in words_of(self) if word.value is not None)
        return self.needs_agreement or any(group not in BEFORE_AGREEMENT for group in told)


@attrs.frozen(kw_only=True)
class CaseReceived(Event):
    """The CCAPEX secretariat's list names a case for the first time (call C21)."""

    slug: ClassVar[str] = "case-received.v1"

    household_id: HouseholdId = attrs.field(validator=identifier, metadata=TECHNICAL)
    territory: str = attrs.field(validator=identifier, metadata=TECHNICAL)
    transfer: str = attrs.field(validator=identifier, metadata={**TECHNICAL, "description": "id of the transfer file"})
    line: int = attrs.field(
        validator=count(1, 10**9), metadata={**TECHNICAL, "description": "physical line of the row"}
    )
    month: Month = attrs.field(validator=one_of(Month), metadata=TECHNICAL)
    reference: str = attrs.field(
        validator=identifier, repr=False, metadata={**TECHNICAL, "description": "id_dossier of the secretariat"}
    )
    facts: ListedFacts = attrs.field(validator=one_of(ListedFacts), metadata=DEBT)
    known_identity: tuple[str, ...] = attrs.field(
        default=(),
        validator=texts,
        metadata={**TECHNICAL, "description": "names of the identity fields put into the vault"},
    )


@attrs.frozen(kw_only=True)
class CaseListedAgain(Event):
    """A later row says something new of a known case: a new act, another debt, another answer (call C21)."""

    slug: ClassVar[str] = "case-listed-again.v1"

    transfer: str = attrs.field(validator=identifier, metadata=TECHNICAL)
    line: int = attrs.field(validator=count(1, 10**9), metadata=TECHNICAL)
    reference: str = attrs.field(validator=identifier, repr=False, metadata=TECHNICAL)
    changed: tuple[str, ...] = attrs.field(
        validator=texts, metadata={**TECHNICAL, "description": "columns whose value changed"}
    )
    facts: ListedFacts = attrs.field(
        validator=one_of(ListedFacts), metadata={**DEBT, "description": "facts after the row"}
    )
    known_identity: tuple[str, ...] = attrs.field(default=(), validator=texts, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class ReferenceAdded(Event):
    """The secretariat names a known case by one more reference."""

    slug: ClassVar[str] = "reference-added.v1"

    transfer: str = attrs.field(validator=identifier, metadata=TECHNICAL)
    line: int = attrs.field(validator=count(1, 10**9), metadata=TECHNICAL)
    reference: str = attrs.field(validator=identifier, repr=False, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class SameCaseProposed(Event):
    """Two cases may be one; a person is asked, nothing is merged."""

    slug: ClassVar[str] = "same-case-proposed.v1"

    other_case: CaseId = attrs.field(validator=identifier, metadata=TECHNICAL)
    reason: MatchReason = attrs.field(validator=one_of(MatchReason), metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class SocialServicesAnswered(Event):
    """A partner was asked whether it follows the household; `occurred_on` is the day of its answer (call C14, C21)."""

    slug: ClassVar[str] = "social-services-answered.v1"

    partner: str = attrs.field(validator=identifier, metadata=CONTACTS)
    answer: SocialServicesAnswer = attrs.field(validator=one_of(SocialServicesAnswer), metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class DebtSettledReported(Event):
    """Somebody entitled to say so reports the debt as settled (call C04: in arrears)."""

    slug: ClassVar[str] = "debt-settled-reported.v1"

    settled: bool = attrs.field(
        default=True, validator=one_of(bool), metadata={**DEBT, "description": "False withdraws it"}
    )


@attrs.frozen(kw_only=True)
class DepartureReported(Event):
    """The dwelling is reported as no longer occupied by the household."""

    slug: ClassVar[str] = "departure-reported.v1"

    departed: bool = attrs.field(
        default=True, validator=one_of(bool), metadata={**DWELLING, "description": "False withdraws it"}
    )


@attrs.frozen(kw_only=True)
class OpenElsewhereReported(Event):
    """Another operator or service already has this case open, or no longer has (call C14)."""

    slug: ClassVar[str] = "open-elsewhere-reported.v1"

    partner: str = attrs.field(validator=identifier, metadata=CONTACTS)
    is_open: bool = attrs.field(default=True, validator=one_of(bool), metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class ProcedureRead(Event):
    """Somebody read documents on the lease and the procedure and noted what they say (call C07)."""

    slug: ClassVar[str] = "procedure-read.v1"

    procedure: Procedure = attrs.field(validator=one_of(Procedure), metadata={**DEBT, "description": "what was read"})
    withdrawn: tuple[str, ...] = attrs.field(
        default=(),
        validator=texts,
        metadata={**TECHNICAL, "description": "names of fields that were wrong: not known again"},
    )
    worker: WorkerId | None = attrs.field(default=None, validator=_maybe_id, metadata=TECHNICAL)

    def __attrs_post_init__(self) -> None:
        """Refuse to withdraw what is no field."""
        if not set(self.withdrawn) <= set(PROCEDURE_FIELDS):
            raise InvalidValue("withdrawn: names of fields of Procedure are needed")


@attrs.frozen(kw_only=True)
class CaseAllocated(Event):
    """The case is taken within the month's quota and given to workers (call C20, C21)."""

    slug: ClassVar[str] = "case-allocated.v1"

    quota_month: Month = attrs.field(validator=one_of(Month), metadata=TECHNICAL)
    rank: int = attrs.field(validator=count(1, 1_000_000), metadata=TECHNICAL)
    criterion: str = attrs.field(
        validator=identifier, metadata={**TECHNICAL, "description": "slug of what decided the rank"}
    )
    social_worker: WorkerId = attrs.field(validator=identifier, metadata=TECHNICAL)
    legal_worker: WorkerId | None = attrs.field(default=None, validator=_maybe_id, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class ContactAttempted(Event):
    """Workers tried to reach the household, or it came to them (call C06, C08)."""

    slug: ClassVar[str] = "contact-attempted.v2"

    channel: Channel = attrs.field(validator=one_of(Channel), metadata=CONTACTS)
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome), metadata=CONTACTS)
    place: Place | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of(Place)), metadata=CONTACTS
    )
    workers: tuple[str, ...] = attrs.field(
        default=(),
        validator=identifiers,
        metadata={**CONTACTS, "description": "pseudonyms of the workers who were there"},
    )


EVENTS: tuple[type[Event], ...] = (
    CaseReceived,
    CaseListedAgain,
    ReferenceAdded,
    SameCaseProposed,
    SocialServicesAnswered,
    DebtSettledReported,
    DepartureReported,
    OpenElsewhereReported,
    ProcedureRead,
    CaseAllocated,
    ContactAttempted,
)
"""What happens to a case from the list to the end of the work."""
