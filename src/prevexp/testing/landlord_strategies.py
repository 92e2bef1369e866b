"""Hypothesis strategies for the events of the landlord's side and of the review of acts, within their validators."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from prevexp.domain import landlord as side
from prevexp.domain import landlord_events as said
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import NamedValue
from prevexp.domain.act_review import NotedCheck
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.act_review_events import ActReviewed
from prevexp.domain.events import Event
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Place

_MOST = 4
_GROUND = "act-review-7"
_numbers = st.integers(1, 2**53)
_days = st.dates()
_slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.:-", min_size=1, max_size=20)
_workers = st.lists(_slugs, max_size=_MOST, unique=True).map(tuple)
_values = st.lists(st.builds(NamedValue, name=_slugs, value=_slugs), max_size=_MOST).map(tuple)
_checks = st.builds(
    NotedCheck,
    check=st.just(_GROUND) | _slugs,
    finding=st.sampled_from(Finding),
    computed=st.sampled_from(Finding),
    basis=_workers,
)
_the_ground = NotedCheck(check=_GROUND, finding=Finding.DEFECT, computed=Finding.UNKNOWN)

LANDLORD_FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[Any]]] = {
    said.LandlordInformed: {
        "guarantees": st.lists(_slugs, min_size=1, max_size=_MOST, unique=True).map(tuple),
        "channel": st.sampled_from(Channel),
        "party": st.sampled_from(side.LandlordParty),
        "ground": st.sampled_from(side.InformationGround),
        "workers": _workers,
    },
    said.LandlordContacted: {
        "channel": st.sampled_from(Channel),
        "outcome": st.sampled_from(AttemptOutcome),
        "initiative": st.sampled_from(side.Initiative),
        "party": st.sampled_from(side.LandlordParty),
        "workers": _workers,
    },
    said.LandlordStated: {
        "arrears_cents": st.none() | st.integers(0, 2**53),
        "arrears_on": st.none() | _days,
        "payment_resumed": st.booleans(),
    },
    said.MediationOffered: {"number": _numbers, "channel": st.sampled_from(Channel), "workers": _workers},
    said.MediationAnswered: {"mediation": _numbers, "answer": st.sampled_from(side.MediationAnswer)},
    said.MediationMet: {"mediation": _numbers, "place": st.none() | st.sampled_from(Place), "workers": _workers},
    said.MediationEnded: {
        "mediation": _numbers,
        "result": st.sampled_from(side.MediationResult),
        "undertaking": st.none() | _numbers,
    },
    ActReviewed: {
        "number": _numbers,
        "act_kind": st.sampled_from(ActKind),
        "served_on": st.none() | _days,
        "worker": _slugs,
        "documents": st.lists(st.sampled_from(SeenDocument), min_size=1, max_size=_MOST, unique=True).map(tuple),
        "known": _values,
        "read": _values,
        "policies": _values,
        "checks": st.lists(_checks, max_size=_MOST).map(lambda found: (_the_ground, *found)),
        "grounds": st.sampled_from([(), (_GROUND,)]),
        "conclusion": st.sampled_from(ReviewConclusion),
    },
}
"""Event class -> strategy of each of its own fields."""
