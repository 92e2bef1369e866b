"""Strategies of the fields of the events about appointments."""

import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from prevexp.domain.appointment import LAST_MINUTE
from prevexp.domain.appointment import CancelledBy
from prevexp.domain.appointment_events import AppointmentCancelled
from prevexp.domain.appointment_events import AppointmentFixed
from prevexp.domain.events import Event
from prevexp.domain.vocabulary import Place

_numbers = st.integers(1, 10**9)
_workers = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=20)

FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    AppointmentFixed: {
        "number": _numbers,
        "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)),
        "starts_at": st.none() | st.integers(0, LAST_MINUTE),
        "place": st.none() | st.sampled_from(Place),
        "workers": st.lists(_workers, max_size=3, unique=True).map(tuple),
    },
    AppointmentCancelled: {"number": _numbers, "cancelled_by": st.sampled_from(CancelledBy)},
}
