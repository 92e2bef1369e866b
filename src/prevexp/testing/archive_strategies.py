"""Strategies for the archive."""

import string
from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from prevexp.domain import archive_events as archive
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ReturnReason
from prevexp.domain.events import Event

_names = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=64)

FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[object]]] = {
    archive.CaseArchived: {
        "reason": st.sampled_from(ArchiveReason),
        "until": st.dates(date(1990, 1, 1), date(2089, 12, 31)),
        "decided_by": _names,
    },
    archive.CaseUnarchived: {"reason": st.sampled_from(ReturnReason)},
}
"""Event class -> strategy of each of its own fields."""
