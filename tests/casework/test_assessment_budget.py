"""The budget of an assessment: exact, explained, and never known where something is missing."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.assessment.budget import budget_of
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.figure import Gap
from prevexp.casework.assessment.figure import GapKind
from prevexp.domain.assessment import Charge
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment_vocabulary import ChargeKind
from prevexp.domain.assessment_vocabulary import ResourceKind
from prevexp.domain.errors import InvalidValue
from prevexp.testing.assessment_strategies import budgets
from prevexp.testing.assessment_strategies import compositions

RULES = BudgetRules(days_a_month=30, source="invented")
KNOWN = st.integers(0, 10**7)
WAGE, AID = ResourceKind.WAGE, ResourceKind.HOUSING_AID
RENT, ENERGY, WATER = ChargeKind.RENT_WITH_CHARGES, ChargeKind.ENERGY, ChargeKind.WATER


def budget(resources, charges, *, household=None, all_in=True, all_out=True, health=()):
    """Return the budget of lists of kind and cents, complete unless said otherwise."""
    said = MonthlyBudget(
        resources=tuple(Resource(kind=kind, monthly_cents=cents) for kind, cents in resources),
        health_resources=tuple(Resource(kind=kind, monthly_cents=cents) for kind, cents in health),
        resources_complete=all_in,
        charges=tuple(Charge(kind=kind, monthly_cents=cents) for kind, cents in charges),
        charges_complete=all_out,
    )
    return budget_of(Findings(budget=said, household=household or Composition(adults=1, children=2)), RULES)


def test_a_budget_is_added_up_and_divided_exactly():
    """1 000,00 and 300,00 in, 600,00 and 50,01 out, three persons, thirty days."""
    read = budget([(WAGE, 100_000), (AID, 30_000)], [(RENT, 60_000), (ENERGY, 5_001)])
    assert (read.resources.value, read.charges.value) == (130_000, 65_001)
    assert read.rest_to_live.value == 64_999
    assert read.rest_per_person.value == Fraction(64_999, 3)
    assert read.rest_per_person_and_day.value == Fraction(64_999, 90)
    assert (read.rest_per_person.rounded, read.rest_per_person_and_day.rounded) == (21_666, 722)


def test_effort_is_told_net_gross_and_with_energy():
    """(600 - 300) / 1 000; 600 / 1 000; (600 + 100 + 20 - 300) / 1 000."""
    read = budget([(WAGE, 100_000), (AID, 30_000)], [(RENT, 60_000), (ENERGY, 10_000), (WATER, 2_000)])
    rates = (read.effort_net, read.effort_gross, read.effort_with_energy)
    assert [rate.value for rate in rates] == [Fraction(3, 10), Fraction(6, 10), Fraction(42, 100)]
    assert [rate.rounded for rate in rates] == [300, 600, 420]


def test_a_half_is_rounded_up_once():
    """One cent for two persons is one cent each; a rate of 33,35 % is 33,4 %."""
    two = Composition(adults=2, children=0)
    assert budget([(WAGE, 1)], [], household=two).rest_per_person.rounded == 1
    assert budget([(WAGE, 200_000)], [(RENT, 66_700)]).effort_gross.rounded == 334


def test_two_wages_are_two_resources():
    """A kind may stand several times."""
    assert budget([(WAGE, 90_000), (WAGE, 80_000)], []).resources.value == 170_000


def test_what_tells_of_health_counts_like_the_rest():
    """AAH is a resource of the budget."""
    assert budget([(WAGE, 10_000)], [], health=[(ResourceKind.AAH, 90_000)]).resources.value == 100_000


def test_less_than_nothing_may_be_left():
    """Charges above resources leave a rest below zero, and it is said."""
    assert budget([(WAGE, 50_000)], [(RENT, 60_000)]).rest_to_live.value == -10_000


@pytest.mark.parametrize(
    ("said", "gaps"),
    [
        ({"resources": [(WAGE, None)], "charges": [(RENT, 1)]}, [Gap(kind=GapKind.AMOUNT, of=WAGE)]),
        ({"resources": [(WAGE, 1)], "charges": [], "all_in": None}, [Gap(kind=GapKind.OTHER_RESOURCES)]),
        ({"resources": [(WAGE, 1)], "charges": [], "all_in": False}, [Gap(kind=GapKind.OTHER_RESOURCES)]),
        ({"resources": [(WAGE, 1)], "charges": [], "all_out": None}, [Gap(kind=GapKind.OTHER_CHARGES)]),
        (
            {"resources": [(ResourceKind.OTHER, None)], "charges": [(ChargeKind.OTHER, None)]},
            [Gap(kind=GapKind.AMOUNT, of=ResourceKind.OTHER), Gap(kind=GapKind.AMOUNT, of=ChargeKind.OTHER)],
        ),
    ],
    ids=["amount", "resources-open", "resources-not-all", "charges-open", "two-lists"],
)
def test_what_is_missing_is_asked(said, gaps):
    """The rest to live is not known, and says which question is open, each once."""
    read = budget(**said)
    assert (read.rest_to_live.value, read.rest_to_live.rounded) == (None, None)
    assert list(read.rest_to_live.gaps) == gaps


def test_a_household_whose_number_is_not_known_has_a_rest_but_none_per_person():
    """Adults known, children not."""
    read = budget([(WAGE, 100_000)], [], household=Composition(adults=1))
    assert read.rest_to_live.value == 100_000
    assert read.rest_per_person.gaps == (Gap(kind=GapKind.PERSONS),)
    assert read.rest_per_person_and_day.value is None


def test_what_a_sum_comes_to_so_far_is_told():
    """A wage known, another not: 900 euros at least, and no total."""
    resources = budget([(WAGE, 90_000), (WAGE, None)], []).resources
    assert (resources.value, resources.known_part) == (None, 90_000)


@pytest.mark.parametrize(
    ("resources", "charges", "gap"),
    [
        ([(AID, 30_000)], [(RENT, 60_000)], Gap(kind=GapKind.NO_RESOURCE)),
        ([], [(RENT, 60_000)], Gap(kind=GapKind.NO_RESOURCE)),
        ([(WAGE, 1), (AID, 60_001)], [(RENT, 60_000)], Gap(kind=GapKind.AID_ABOVE_RENT)),
        ([(WAGE, 1)], [], Gap(kind=GapKind.AMOUNT, of=RENT)),
    ],
    ids=["aid-alone", "nothing", "more-aid-than-rent", "no-rent"],
)
def test_a_rate_that_means_nothing_is_not_given(resources, charges, gap):
    """Nothing to divide by, more aid than rent, no rent: the reason stands instead."""
    assert budget(resources, charges).effort_net.gaps == (gap,)


def test_aid_as_high_as_the_rent_is_no_effort():
    """Zero is a rate that is known."""
    assert budget([(WAGE, 1), (AID, 60_000)], [(RENT, 60_000)]).effort_net.value == 0


def test_the_gross_rate_does_not_wait_for_the_aid():
    """An aid whose amount is not known leaves the gross rate known and the net rate not."""
    read = budget([(WAGE, 100_000), (AID, None)], [(RENT, 60_000)])
    assert (read.effort_gross.value, read.effort_net.value) == (Fraction(6, 10), None)


def test_each_figure_names_what_it_read():
    """The steps of the net rate: rent, less the aid, over resources without it."""
    steps = [
        (term.operation, term.of, term.value) for term in budget([(WAGE, 4), (AID, 1)], [(RENT, 2)]).effort_net.terms
    ]
    assert steps == [("add", RENT, 2), ("subtract", AID, 1), ("divide", "resources_without_aid", 4)]


@given(budgets(KNOWN), compositions())
def test_totals_add_up(said, household):
    """Of a complete budget: each total is the sum of its entries, the rest is their difference."""
    whole = attrs.evolve(said, resources_complete=True, charges_complete=True)
    read = budget_of(Findings(budget=whole, household=household), RULES)
    comes_in = sum(one.monthly_cents for one in (*said.resources, *said.health_resources))
    goes_out = sum(one.monthly_cents for one in said.charges)
    assert (read.resources.value, read.charges.value) == (comes_in, goes_out)
    assert read.rest_to_live.value == comes_in - goes_out
    if household.persons is not None:
        assert read.rest_per_person.value * household.persons == comes_in - goes_out
        assert read.rest_per_person_and_day.value * 30 == read.rest_per_person.value


@given(budgets(), compositions(), st.data())
def test_to_forget_something_never_makes_another_number(said, household, data):
    """An amount, a completeness or a number of persons no longer known: each figure is what it was, or not known."""
    forgotten = {name: data.draw(forgetting(getattr(said, name)), label=name) for name in FORGETFUL}
    persons = {name: data.draw(forgetting(getattr(household, name)), label=name) for name in ("adults", "children")}
    before = budget_of(Findings(budget=said, household=household), RULES)
    less = Findings(
        budget=attrs.evolve(said, **forgotten),
        household=attrs.evolve(household, **persons, couple=None, children_under_14=None),
    )
    for now, then in zip(budget_of(less, RULES).figures, before.figures, strict=True):
        assert now.value in {None, then.value}


FORGETFUL = ("resources", "health_resources", "resources_complete", "charges", "charges_complete")


def forgetting(value):
    """Draw what somebody may remember of a value: it, or nothing; of a list, each amount or not."""
    if isinstance(value, tuple):
        each = [st.sampled_from((one, attrs.evolve(one, monthly_cents=None))) for one in value]
        return st.tuples(*each)
    return st.sampled_from((value, None))


@given(budgets(KNOWN), st.sampled_from(ResourceKind), KNOWN)
def test_more_resources_never_lower_the_rest_to_live(said, kind, cents):
    """Whatever comes in beside what was there."""
    whole = attrs.evolve(said, resources_complete=True, charges_complete=True)
    more = Resource(kind=kind, monthly_cents=cents)
    place = "health_resources" if kind in {"aah", "invalidity", "sick_pay"} else "resources"
    richer = attrs.evolve(whole, **{place: (*getattr(whole, place), more)})
    rest, rest_then = (budget_of(Findings(budget=one), RULES).rest_to_live.value for one in (richer, whole))
    assert rest == rest_then + cents


@given(budgets(), compositions())
def test_a_figure_is_known_or_says_what_to_ask(said, household):
    """Never neither, never both."""
    for figure in budget_of(Findings(budget=said, household=household), RULES).figures:
        assert (figure.value is None) is bool(figure.gaps)


def test_every_figure_of_a_budget_is_of_its_own_kind():
    """In the order in which they are told."""
    kinds = [figure.kind for figure in budget_of(Findings(), RULES).figures]
    assert kinds == [kind for kind in FigureKind if kind not in {FigureKind.ARREARS, FigureKind.COSTS}]


@pytest.mark.parametrize("days", [0, 32])
def test_a_month_has_one_to_thirty_one_days(days):
    """Nothing else divides a month."""
    with pytest.raises(InvalidValue):
        BudgetRules(days_a_month=days, source="invented")
