"""An assessment is noted, refused, kept in versions by day."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.assessment.commands import Assess
from prevexp.casework.assessment.versions import read_assessment
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import DebtAccount
from prevexp.domain.assessment import DwellingState
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Recommendation
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment_events import AssessmentMade
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.assessment_vocabulary import DwellingSign
from prevexp.domain.assessment_vocabulary import MeasureKind
from prevexp.domain.assessment_vocabulary import Need
from prevexp.domain.assessment_vocabulary import ResourceKind
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.testing.strategies import events

RULES = BudgetRules(days_a_month=30, source="invented")
ALONE = Findings(household=Composition(adults=1, children=0))
RECEPTION = CaseReceived(
    case_id="c1",
    occurred_on=date(2021, 5, 4),
    recorded_at=utc(2022, 5, 4),
    household_id="h1",
    territory="62",
    transfer="t1",
    line=2,
    month=Month(2021, 5),
    reference="62-1",
    facts=ListedFacts(),
)
WITH_A_CHILD = Findings(household=Composition(adults=1, children=1))


def assess(desk, on, findings=ALONE, **said):
    fields = {"place": Place.HOME, "workers": ("social-1", "legal-1"), "findings": findings}
    return desk.say(Assess, on, **(fields | said))


@pytest.fixture
def agreed(desk):
    """Return a desk whose household agreed on the tenth day and took it back on the thirtieth."""
    desk.say(GiveAgreement, 10, proof=ProofKind.SIGNED_FORM)
    desk.say(WithdrawAgreement, 30)
    return desk


@pytest.mark.parametrize(("day", "noted"), [(9, False), (10, True), (29, True), (30, False)])
def test_an_assessment_needs_an_agreement_in_force_on_its_day(agreed, day, noted):
    """The day before, on the day, the last day, the day it was taken back."""
    decided = assess(agreed, day)
    assert isinstance(decided, tuple) is noted
    if not noted:
        assert decided.code is RefusalCode.AGREEMENT_MISSING


def test_an_assessment_is_kept_with_day_place_workers_and_number(agreed):
    """Its number is the version of the case with it."""
    (event,) = assess(agreed, 12, place=Place.NEAR_HOME)
    (made,) = agreed.case.assessments
    assert (made.on, made.place, made.workers) == (agreed.day(12), Place.NEAR_HOME, ("social-1", "legal-1"))
    assert made.number == event.number == agreed.case.version
    assert made.findings == ALONE


@pytest.mark.parametrize("place", Place)
def test_any_place_is_noted(agreed, place):
    """The call wants the home or near it; where else it took place is not hidden."""
    assert isinstance(assess(agreed, 12, place=place), tuple)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"workers": ()}, RefusalCode.ASSESSMENT_BY_NOBODY),
        ({"findings": Findings()}, RefusalCode.ASSESSMENT_EMPTY),
        ({"findings": Findings(debt=DebtAccount(account_on=date(2021, 5, 17)))}, RefusalCode.ACCOUNT_TO_COME),
    ],
)
def test_what_cannot_be_an_assessment_is_refused(agreed, said, code):
    """Nobody made it; it says nothing; its account is of a later day than the interview."""
    assert assess(agreed, 12, **said).code is code
    assert agreed.case.assessments == ()


def test_an_account_of_the_day_of_the_interview_is_fine(agreed):
    """Only a later one is not."""
    assert isinstance(assess(agreed, 12, Findings(debt=DebtAccount(account_on=agreed.day(12)))), tuple)


def test_the_same_assessment_is_not_noted_twice(agreed):
    """The same on another day is a new version, and so is another on the same day."""
    assess(agreed, 12)
    assert assess(agreed, 12).code is RefusalCode.ASSESSMENT_KNOWN
    assert isinstance(assess(agreed, 13), tuple)
    assert isinstance(assess(agreed, 12, WITH_A_CHILD), tuple)


def test_a_late_entry_of_an_earlier_day_does_not_replace_the_later_one(agreed):
    """The current version is that of the latest day, whenever it was noted; each day has its own."""
    assess(agreed, 20, WITH_A_CHILD)
    assess(agreed, 12)
    case = agreed.case
    found = {day: read_assessment(case, agreed.day(day), RULES) for day in (11, 12, 19, 20)}
    assert found[11] is None
    assert [found[day].assessment.findings for day in (12, 19, 20)] == [ALONE, ALONE, WITH_A_CHILD]
    assert [(found[day].version, len(found[day].versions)) for day in (12, 20)] == [(1, 1), (2, 2)]


def test_earlier_versions_stay_readable(agreed):
    """By their rank; a rank that is not there gives nothing."""
    assess(agreed, 12)
    assess(agreed, 20, WITH_A_CHILD)
    read = [read_assessment(agreed.case, agreed.day(29), RULES, version=rank) for rank in (0, 1, 2, 3)]
    assert [one and one.assessment.findings for one in read] == [None, ALONE, WITH_A_CHILD, None]


@given(
    st.lists(st.tuples(st.dates(date(2021, 5, 4), date(2022, 5, 4)), events(AssessmentMade)), unique_by=lambda e: e[0]),
    st.randoms(use_true_random=False),
)
def test_versions_do_not_depend_on_the_order_of_entry(drawn, chance):
    """In whatever order they were noted, the versions are those of their days."""
    made = [attrs.evolve(event, case_id="c1", occurred_on=day) for day, event in drawn]
    shuffled = chance.sample(made, len(made))
    in_order = sorted(made, key=lambda event: event.occurred_on)
    assert replay([RECEPTION, *shuffled]).assessments == replay([RECEPTION, *in_order]).assessments


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Composition(children=1, children_under_14=2),
        lambda: Composition(adults=1, couple=True),
        lambda: Composition(adults=0),
        lambda: MonthlyBudget(resources=(Resource(kind=ResourceKind.AAH, monthly_cents=1),)),
        lambda: MonthlyBudget(health_resources=(Resource(kind=ResourceKind.WAGE, monthly_cents=1),)),
        lambda: Resource(kind=ResourceKind.WAGE, monthly_cents=-1),
        lambda: Resource(kind=ResourceKind.WAGE, monthly_cents=1.5),
        lambda: Findings(causes=(ArrearsCause.HEALTH,)),
        lambda: Findings(causes=(ArrearsCause.DEATH, ArrearsCause.DEATH)),
        lambda: Findings(needs=(Need.WORK, Need.WORK)),
        lambda: Findings(recommendations=(Recommendation(kind=MeasureKind.FSL),) * 2),
        lambda: Findings(causes=["death"]),
        lambda: DwellingState(signs=(DwellingSign.DAMP, DwellingSign.DAMP)),
    ],
)
def test_what_cannot_be_found_is_refused(wrong):
    """Contradictions, doubles, and health anywhere but in its own place."""
    with pytest.raises(InvalidValue):
        wrong()


def test_nothing_of_what_was_found_is_in_a_repr(agreed):
    """Neither of the event, nor of the case, nor of the command; what tells of health in none at all."""
    found = Findings(causes=(ArrearsCause.DEATH,), health_among_causes=True)
    (event,) = assess(agreed, 12, found)
    for shown in (repr(event), repr(agreed.case), repr(agreed.case.assessments)):
        assert "death" not in shown.lower()
    assert "health" not in repr(found)
