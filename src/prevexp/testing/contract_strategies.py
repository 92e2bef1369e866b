"""Hypothesis strategies for the events of contracts, undertakings and repayment plans."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from prevexp.casework.contract.instalments import equal_instalments
from prevexp.domain import contract_events as said
from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanEnd
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.events import Event

_FIRST, _MIDDLE, _LAST = date(1900, 1, 1), date(2050, 1, 1), date(2199, 12, 31)
_TOTAL = 123_457

_days = st.dates(_FIRST, _LAST)
_numbers = st.integers(1, 2**53)
_ranks = st.integers(1, 600)
_sums = st.integers(0, 2**53)
_some_cents = st.integers(1, 2**53)
_slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.:-", min_size=1, max_size=20)
_proofs = st.none() | st.sampled_from(UndertakingProof)
_instalments = st.builds(
    equal_instalments, st.just(_TOTAL), months=st.integers(1, 40), first_due_on=st.dates(_FIRST, _MIDDLE)
)

CONTRACT_FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    said.ContractSigned: {
        "number": _numbers,
        "starts_on": st.dates(_FIRST, _MIDDLE),
        "until": st.dates(_MIDDLE, _LAST),
    },
    said.ContractRenewed: {"number": _numbers, "until": _days},
    said.ContractEnded: {"number": _numbers, "reason": st.sampled_from(ContractEnd)},
    said.UndertakingPromised: {
        "number": _numbers,
        "contract": st.none() | _numbers,
        "kind": st.sampled_from(UndertakingKind),
        "objective": st.sampled_from(Objective),
        "owner": st.sampled_from(UndertakingOwner),
        "partner": st.none() | _slugs,
        "due_on": _days,
        "proof": _proofs,
    },
    said.UndertakingMoved: {
        "number": _numbers,
        "status": st.sampled_from(UndertakingStatus),
        "cents": st.none() | _sums,
        "proof": _proofs,
    },
    said.UndertakingPostponed: {"number": _numbers, "due_on": _days, "reason": st.sampled_from(PostponeReason)},
    said.UndertakingReviewed: {"number": _numbers},
    said.RepaymentPlanSigned: {
        "number": _numbers,
        "creditor": st.sampled_from(Creditor),
        "total_cents": st.just(_TOTAL),
        "instalments": _instalments,
        "replaces": st.none() | _numbers,
        "undertaking": st.none() | _numbers,
    },
    said.InstalmentPaid: {"number": _numbers, "rank": _ranks, "cents": _some_cents},
    said.InstalmentMissed: {"number": _numbers, "rank": _ranks},
    said.RepaymentPlanEnded: {"number": _numbers, "reason": st.sampled_from(PlanEnd)},
    said.RentPaymentFound: {"payment": st.sampled_from(RentResumed)},
}
"""Event class -> strategy of each of its own fields."""
