"""Hypothesis strategies for the events of the rights of persons, within what their validators accept."""

from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from prevexp.domain import rights_events as said
from prevexp.domain.case import Identity
from prevexp.domain.events import Event
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.vocabulary import Channel

from .referral_strategies import numbers

_slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=20)
_fields = st.lists(st.sampled_from([field.name for field in attrs.fields(Identity)]), unique=True).map(tuple)

RIGHTS_FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    said.RightRequested: {
        "number": numbers,
        "right": st.sampled_from(PersonRight),
        "channel": st.none() | st.sampled_from(Channel),
    },
    said.RightRequestExtended: {"number": numbers},
    said.RightRequestAnswered: {
        "number": numbers,
        "answer": st.sampled_from(RequestAnswer),
        "ground": st.none() | st.sampled_from(RefusalGround),
    },
    said.RightRequestTakenBack: {"number": numbers},
    said.ProcessingLimited: {"number": numbers, "reason": st.sampled_from(LimitationReason)},
    said.LimitationLifted: {"number": numbers, "channel": st.sampled_from(Channel)},
    said.IdentityRectified: {"fields": _fields, "known_identity": _fields},
    said.RecipientToTell: {"number": numbers, "partner": _slugs, "subject": st.sampled_from(NoticeSubject)},
    said.RecipientTold: {"number": numbers},
}
"""Event class -> strategy of each of its own fields."""
