"""Hypothesis strategies for what an assessment may hold, within what its validators accept."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from prevexp.domain import assessment_vocabulary as words
from prevexp.domain.assessment import MOST_PERSONS
from prevexp.domain.assessment import Charge
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import DebtAccount
from prevexp.domain.assessment import DebtLine
from prevexp.domain.assessment import DwellingState
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Recommendation
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment import TenantAbilities
from prevexp.domain.assessment_events import AssessmentMade
from prevexp.domain.events import Event
from prevexp.domain.vocabulary import Place

Strategy = st.SearchStrategy[Any]

_MOST = 5
_amounts = st.none() | st.integers(0, 2**53)
_yes_no = st.none() | st.booleans()
_identifiers = st.text("abcdefghijklmnopqrstuvwxyz-1234567890", min_size=1, max_size=20)
_HEALTH = sorted(words.HEALTH_RESOURCES)
_ORDINARY = [kind for kind in words.ResourceKind if kind not in words.HEALTH_RESOURCES]
_CAUSES = [cause for cause in words.ArrearsCause if cause is not words.ArrearsCause.HEALTH]


def _some(strategy: Strategy, *, once: bool = False) -> Strategy:
    return st.lists(strategy, max_size=_MOST, unique=once).map(tuple)


def _words(members: Iterable[StrEnum]) -> Strategy:
    return st.none() | _some(st.sampled_from(list(members)), once=True)


@st.composite
def compositions(draw: st.DrawFn) -> Composition:
    """Draw who lives in a dwelling, each number known or not."""
    children = draw(st.none() | st.integers(0, MOST_PERSONS))
    young = draw(st.none() | st.integers(0, MOST_PERSONS if children is None else children))
    adults, couple = draw(st.none() | st.integers(1, MOST_PERSONS)), draw(_yes_no)
    return Composition(adults=adults, couple=couple and adults != 1, children=children, children_under_14=young)


def _resources(kinds: list[words.ResourceKind], amounts: Strategy) -> Strategy:
    return _some(st.builds(Resource, kind=st.sampled_from(kinds), monthly_cents=amounts))


def budgets(amounts: Strategy = _amounts) -> st.SearchStrategy[MonthlyBudget]:
    """Draw a budget whose amounts come from a strategy."""
    return st.builds(
        MonthlyBudget,
        resources=_resources(_ORDINARY, amounts),
        health_resources=_resources(_HEALTH, amounts),
        resources_complete=_yes_no,
        charges=_some(st.builds(Charge, kind=st.sampled_from(words.ChargeKind), monthly_cents=amounts)),
        charges_complete=_yes_no,
        repayment_cents=_amounts,
    )


@st.composite
def accounts(draw: st.DrawFn, amounts: Strategy = _amounts) -> DebtAccount:
    """Draw an account whose lines are not later than its day."""
    day = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    line = st.builds(
        DebtLine,
        on=st.dates(date(2000, 1, 1), day),
        kind=st.sampled_from(words.DebtLineKind),
        amount_cents=amounts,
    )
    return DebtAccount(
        account_on=day,
        total_said_cents=draw(amounts),
        lines=draw(_some(line)),
        complete=draw(_yes_no),
        rent_resumed=draw(st.none() | st.sampled_from(words.RentResumed)),
    )


_abilities = st.builds(
    TenantAbilities,
    **dict.fromkeys(
        ("pay_rent", "insure", "upkeep", "neighbourhood", "paperwork", "budget"),
        st.sampled_from(words.AbilityLevel),
    ),
)
_dwellings = st.builds(
    DwellingState,
    signs=_words(words.DwellingSign),
    overcrowded=_yes_no,
    suitable=_yes_no,
    accessible=_yes_no,
)
_recommendations = st.builds(Recommendation, kind=st.sampled_from(words.MeasureKind), operator=st.none() | _identifiers)

findings: st.SearchStrategy[Findings] = st.builds(
    Findings,
    household=compositions(),
    budget=budgets(),
    debt=st.none() | accounts(),
    causes=_words(_CAUSES),
    health_among_causes=_yes_no,
    abilities=_abilities,
    dwelling=_dwellings,
    needs=_words(words.Need),
    wish=st.none() | st.sampled_from(words.HouseholdWish),
    recommendations=_some(_recommendations, once=True),
)
"""What was found, each part known or not."""

FIELDS: Mapping[type[Event], Mapping[str, Strategy]] = {
    AssessmentMade: {
        "number": st.integers(1, 2**53),
        "place": st.sampled_from(Place),
        "workers": st.lists(_identifiers, max_size=3, unique=True).map(tuple),
        "findings": findings,
    }
}
"""Event class -> strategy of each of its own fields."""
