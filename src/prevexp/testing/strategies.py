"""Hypothesis strategies for every event and for identities, within what their validators accept.

Explicit, because a strategy derived from types alone would ignore validators; a test holds them to every field of every
class.
"""

import string
from collections.abc import Callable
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from enum import StrEnum
from typing import Any

import attrs
from hypothesis import strategies as st

from prevexp.domain import casework_events as work
from prevexp.domain import events as domain
from prevexp.domain import life_events
from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import Event
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.procedure import Procedure
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import AidPaidTo
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import DecisionKind
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import ForceAnswer
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import InformedOfTransmission
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage

from . import appointment_strategies
from . import archive_strategies
from . import assessment_strategies
from . import extra_strategies
from . import paper_strategies
from .contract_strategies import CONTRACT_FIELDS
from .landlord_strategies import LANDLORD_FIELDS
from .life_strategies import LIFE
from .referral_strategies import REFERRAL_FIELDS
from .rights_strategies import RIGHTS_FIELDS

Strategy = st.SearchStrategy[Any]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
"""Any text UTF-8 can hold, NUL and combining marks included."""

identifiers = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=64)
record_ids = st.text("0123456789abcdef", min_size=32, max_size=32)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
instants = st.datetimes(timezones=st.just(UTC))
months = st.builds(Month, st.integers(1900, 9999), st.integers(1, 12))
cents = st.integers(0, 2**53)
lines = st.integers(1, 10**9)
secrets = st.builds(Secret, texts)
slugs = st.lists(texts, max_size=4).map(tuple)


def members(vocabulary: type[StrEnum]) -> Strategy:
    """Draw a member of a vocabulary."""
    return st.sampled_from(vocabulary)


def maybe(strategy: Strategy) -> Strategy:
    """Draw a value or None."""
    return st.none() | strategy


_FACTS: Mapping[str, Strategy] = {
    "signalled_on": maybe(days),
    "stage": members(Stage),
    "act_on": maybe(days),
    "hearing_on": maybe(days),
    "stock": members(HousingStock),
    "landlord_kind": members(LandlordKind),
    "commune": maybe(texts),
    "persons": maybe(st.integers(1, 30)),
    "rent_cents": maybe(cents),
    "arrears_cents": maybe(cents),
    "arrears_on": maybe(days),
    "answer": members(SocialServicesAnswer),
    "answer_from": maybe(identifiers),
    "answered_on": maybe(days),
    "informed": members(InformedOfTransmission),
}

listed_facts = st.builds(ListedFacts, **_FACTS)

periods = st.builds(lambda length, unit: f"P{length}{unit}", st.integers(0, 999), st.sampled_from("YMWD"))

_READ_AS: Mapping[str, Strategy] = {
    "clause_delay_in_lease": periods,
    "delay_stated": periods,
    "moratorium": periods,
    "surety": st.booleans(),
    "prefect_seized": st.booleans(),
    "aid_paid_to": members(AidPaidTo),
    "decision_kind": members(DecisionKind),
    "force_answer": members(ForceAnswer),
}
"""Fields of `Procedure` that are neither days nor cents."""

procedure_fields = st.lists(st.sampled_from(PROCEDURE_FIELDS), max_size=4).map(tuple)
procedures = st.builds(
    Procedure,
    **{
        field.name: maybe(_READ_AS.get(field.name, cents if field.name.endswith("_cents") else days))
        for field in attrs.fields(Procedure)
    },
)

_ROW: Mapping[str, Strategy] = {"transfer": identifiers, "line": lines, "reference": identifiers}

_SHARED: Mapping[str, Strategy] = {
    "partner": identifiers,
    "group": members(FieldGroup),
    "medium": maybe(members(Channel)),
}

FIELDS: Mapping[type[Event], Mapping[str, Strategy]] = {
    domain.CaseReceived: {
        **_ROW,
        "household_id": record_ids,
        "territory": identifiers,
        "month": months,
        "facts": listed_facts,
        "known_identity": slugs,
    },
    domain.CaseListedAgain: {**_ROW, "changed": slugs, "facts": listed_facts, "known_identity": slugs},
    domain.ReferenceAdded: _ROW,
    domain.SameCaseProposed: {"other_case": record_ids, "reason": members(MatchReason)},
    domain.SocialServicesAnswered: {"partner": identifiers, "answer": members(SocialServicesAnswer)},
    domain.DebtSettledReported: {"settled": st.booleans()},
    domain.DepartureReported: {"departed": st.booleans()},
    domain.OpenElsewhereReported: {"partner": identifiers, "is_open": st.booleans()},
    domain.ProcedureRead: {"procedure": procedures, "withdrawn": procedure_fields, "worker": maybe(identifiers)},
    domain.CaseAllocated: {
        "quota_month": months,
        "rank": st.integers(1, 1_000_000),
        "criterion": identifiers,
        "social_worker": identifiers,
        "legal_worker": maybe(identifiers),
    },
    domain.ContactAttempted: {
        "channel": members(Channel),
        "outcome": members(AttemptOutcome),
        "place": maybe(members(Place)),
        "workers": st.lists(identifiers, max_size=3, unique=True).map(tuple),
    },
    work.AgreementGiven: {"medium": maybe(members(Channel)), "proof": members(ProofKind)},
    work.AgreementRefused: {"medium": maybe(members(Channel))},
    work.AgreementWithdrawn: {"medium": maybe(members(Channel))},
    work.SharingAuthorised: {**_SHARED, "proof": members(ProofKind)},
    work.SharingWithdrawn: _SHARED,
    work.ContactHeld: {"until": days, "reason": members(HoldReason)},
    work.HoldLifted: {},
    work.ChannelSafetyNoted: {"channel": members(Channel), "safe": st.booleans()},
    work.FollowUpEnded: {"end": members(FollowUpEnd)},
    work.FollowUpExtended: {"until": days},
    **paper_strategies.FIELDS,
    **archive_strategies.FIELDS,
    **appointment_strategies.FIELDS,
    **CONTRACT_FIELDS,
    life_events.CaseClosed: {"reason": members(ClosureReason), "outcome": members(ClosureOutcome)},
    **LIFE,
    **assessment_strategies.FIELDS,
    **LANDLORD_FIELDS,
    **REFERRAL_FIELDS,
    **RIGHTS_FIELDS,
    **extra_strategies.FIELDS,
}
"""Event class -> strategy of each of its own fields."""


def events(kind: type[Event] | None = None) -> st.SearchStrategy[Event]:
    """Draw an event of one class, or of any."""
    kinds = FIELDS if kind is None else (kind,)
    return st.one_of([_event(one) for one in kinds])


def identities() -> st.SearchStrategy[Identity]:
    """Draw an identity, each field known or not."""
    return st.builds(Identity, **{field.name: maybe(secrets) for field in attrs.fields(Identity)})


def _event(kind: type[Event]) -> st.SearchStrategy[Event]:
    shared: dict[str, Strategy] = {"case_id": record_ids, "occurred_on": days, "recorded_at": instants}
    build: Callable[..., Event] = kind
    return st.builds(build, **shared, **FIELDS[kind])
