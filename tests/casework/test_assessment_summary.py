"""The blocks of an assessment: each of one group, and none tells what belongs to another."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.assessment.facts import Duty
from prevexp.casework.assessment.facts import FactName
from prevexp.casework.assessment.facts import ResourceHeading
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.summary import BlockKind
from prevexp.casework.assessment.summary import blocks_of
from prevexp.casework.assessment.summary import summary
from prevexp.domain.assessment import Assessment
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import DwellingState
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Recommendation
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment import TenantAbilities
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.assessment_vocabulary import MeasureKind
from prevexp.domain.assessment_vocabulary import ResourceKind
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.testing.assessment_strategies import findings

RULES = BudgetRules(days_a_month=30, source="invented")
DAY = date(2021, 5, 20)


def made(found):
    return Assessment(on=DAY, number=3, place=Place.HOME, workers=("social-1",), findings=found)


def block(found, kind):
    """Return the facts of one block by what they are about."""
    (one,) = [one for one in blocks_of(made(found), RULES) if one.kind is kind]
    return {(type(fact.of), fact.of): fact.value for fact in one.facts}


def shown(found, *hidden):
    """Return the blocks that somebody sees who may not see some groups."""
    return [one for one in blocks_of(made(found), RULES) if one.group not in hidden]


def test_nothing_is_said_before_there_is_an_assessment(desk):
    """No block at all."""
    assert summary(desk.case, DAY, RULES) == ()


def test_resources_are_told_by_heading():
    """AAH stands with the other benefits; its own line is in the sensitive block."""
    said = MonthlyBudget(
        resources=(
            Resource(kind=ResourceKind.WAGE, monthly_cents=50_000),
            Resource(kind=ResourceKind.RSA, monthly_cents=10_000),
            Resource(kind=ResourceKind.HOUSING_AID, monthly_cents=20_000),
        ),
        health_resources=(Resource(kind=ResourceKind.AAH, monthly_cents=5_000),),
        resources_complete=True,
    )
    told = block(Findings(budget=said), BlockKind.BUDGET)
    assert [told[ResourceHeading, heading] for heading in ResourceHeading] == [50_000, 15_000, 20_000, 0]
    assert told[FigureKind, FigureKind.RESOURCES] == 85_000
    detail = block(Findings(budget=said), BlockKind.RESOURCES_IN_DETAIL)
    assert detail[ResourceKind, ResourceKind.AAH] == 5_000


def test_a_heading_that_may_lack_something_is_not_known():
    """Neither too low nor nothing."""
    said = MonthlyBudget(resources=(Resource(kind=ResourceKind.WAGE, monthly_cents=50_000),))
    told = block(Findings(budget=said), BlockKind.BUDGET)
    assert {told[ResourceHeading, heading] for heading in ResourceHeading} == {None}


@given(findings)
def test_who_may_not_see_health_cannot_tell_it_is_there(found):
    """AAH or RSA, an illness or another cause, accessible or not: without the sensitive blocks all look the same."""
    moved = tuple(
        Resource(kind=ResourceKind.RSA, monthly_cents=one.monthly_cents) for one in found.budget.health_resources
    )
    causes = found.causes
    if found.health_among_causes:
        causes = tuple(dict.fromkeys((*(causes or ()), ArrearsCause.OTHER)))
    healthy = attrs.evolve(
        found,
        budget=attrs.evolve(found.budget, resources=(*found.budget.resources, *moved), health_resources=()),
        causes=causes,
        health_among_causes=None,
        dwelling=attrs.evolve(found.dwelling, accessible=None),
    )
    assert shown(found, FieldGroup.SENSITIVE) == shown(healthy, FieldGroup.SENSITIVE)


@given(findings, findings, st.sampled_from(FieldGroup))
def test_a_block_says_what_its_group_says(found, other, group):
    """What is found of the dwelling, the debt, the social situation or the steps changes no other block."""
    parts = {
        FieldGroup.DWELLING: {"dwelling": attrs.evolve(other.dwelling, accessible=found.dwelling.accessible)},
        FieldGroup.DEBT_AND_PROCEDURE: {"debt": other.debt},
        FieldGroup.SOCIAL_SITUATION: {
            "causes": other.causes,
            "abilities": other.abilities,
            "needs": other.needs,
            "wish": other.wish,
        },
        FieldGroup.STEPS: {"recommendations": other.recommendations},
        FieldGroup.SENSITIVE: {},
    }
    changed = attrs.evolve(found, **parts.get(group, {}))
    assert shown(found, group) == shown(changed, group)


def test_the_measures_name_the_best_placed_operator():
    """A partner, the team, or not yet known (call C09)."""
    measures = (
        Recommendation(kind=MeasureKind.FSL, operator="cd62"),
        Recommendation(kind=MeasureKind.MEDIATION, operator="team"),
        Recommendation(kind=MeasureKind.DLS),
    )
    told = block(Findings(recommendations=measures), BlockKind.PROPOSALS)
    assert [(of.value, value) for (_, of), value in told.items()] == [
        ("fsl", "cd62"),
        ("mediation", "team"),
        ("dls", None),
    ]


def test_nothing_per_day_is_told_without_the_rules_of_a_territory():
    """The rest of the budget is."""
    whole = Findings(
        household=Composition(adults=1, children=0),
        budget=MonthlyBudget(resources_complete=True, charges_complete=True),
    )
    kinds = {fact.of for one in blocks_of(made(whole)) for fact in one.facts}
    assert FigureKind.REST_PER_PERSON in kinds
    assert FigureKind.REST_PER_PERSON_AND_DAY not in kinds


def test_every_ability_is_told():
    """The duties are the fields of the entity."""
    assert [duty.value for duty in Duty] == [field.name for field in attrs.fields(TenantAbilities)]
    assert len(block(Findings(), BlockKind.ABILITIES)) == len(Duty)


def test_what_was_not_looked_at_is_not_no():
    """No sign seen is an answer; not looked at is none."""
    seen = block(Findings(dwelling=DwellingState(signs=())), BlockKind.DWELLING)
    unseen = block(Findings(), BlockKind.DWELLING)
    assert (seen[FactName, FactName.SIGNS], unseen[FactName, FactName.SIGNS]) == ((), None)
