"""Hypothesis strategies for the events of onward referrals, within what their validators accept."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from prevexp.domain import referral_events as said
from prevexp.domain.events import Event
from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral import RejectionReason
from prevexp.domain.referral import SendingFailure

numbers = st.integers(1, 2**53)
_slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=20)

REFERRAL_FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    said.ReferralProposed: {
        "number": numbers,
        "partner": _slugs,
        "purpose": st.sampled_from(ReferralPurpose),
        "undertaking": st.none() | numbers,
        "replaces": st.none() | numbers,
    },
    said.ReferralSent: {"number": numbers, "means": st.sampled_from(ReferralMeans)},
    said.SendingFailed: {"number": numbers, "reason": st.sampled_from(SendingFailure)},
    said.ReferralAnswered: {
        "number": numbers,
        "reply": st.sampled_from(ReferralReply),
        "reason": st.none() | st.sampled_from(RejectionReason),
    },
    said.PartnerReminded: {"number": numbers, "step": st.integers(1, 100)},
    said.ReferralTakenBack: {"number": numbers, "reason": st.sampled_from(ReferralEnd)},
    said.ReferralEndTold: {"number": numbers},
}
"""Event class -> strategy of each of its own fields."""
