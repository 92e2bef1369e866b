"""Hypothesis strategies for what happens to a case as a whole, within what the validators accept."""

import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from prevexp.domain import life_events as lived
from prevexp.domain.events import Event
from prevexp.domain.life import CorrectionReason
from prevexp.domain.life import ReopeningReason
from prevexp.domain.life import SplitReason

_names = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=64)
_cases = st.text("0123456789abcdef", min_size=32, max_size=32)
_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))

LIFE: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    lived.CaseReopened: {"reason": st.sampled_from(ReopeningReason)},
    lived.CaseTransferred: {
        "social_worker": _names,
        "legal_worker": st.none() | _names,
        "overlap_until": st.none() | _days,
    },
    lived.SameCaseDecided: {"other_case": _cases, "kept_case": st.none() | _cases},
    lived.CaseSplit: {"other_case": _cases, "reason": st.sampled_from(SplitReason)},
    lived.SplitFrom: {"other_case": _cases, "reason": st.sampled_from(SplitReason)},
    lived.EntryCorrected: {"entry": st.integers(1, 2**53), "reason": st.sampled_from(CorrectionReason)},
}
"""Event class -> strategy of each of its own fields."""
