"""An assessment as the team reads it: on the terminal, and as a page to print."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.assessment.budget import budget_of
from prevexp.casework.assessment.debt import debt_of
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.figure import Gap
from prevexp.casework.assessment.figure import GapKind
from prevexp.casework.assessment.versions import AssessmentRead
from prevexp.domain.assessment import Assessment
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment_vocabulary import ChargeKind
from prevexp.domain.assessment_vocabulary import ResourceKind
from prevexp.domain.vocabulary import Place
from prevexp.render.assessment import assessment_html
from prevexp.render.assessment import assessment_text
from prevexp.render.assessment_figures import DEFINITIONS
from prevexp.render.assessment_figures import amount
from prevexp.render.assessment_figures import gap_words
from prevexp.render.assessment_figures import share
from prevexp.testing.assessment_strategies import findings

RULES = BudgetRules(days_a_month=30, source="règle du FSL")
WHOLE = Findings(
    household=Composition(adults=1, children=0),
    budget=MonthlyBudget(
        resources=(Resource(kind=ResourceKind.WAGE, monthly_cents=50_000),),
        resources_complete=True,
        charges_complete=True,
    ),
    health_among_causes=True,
)


def read(found: Findings) -> AssessmentRead:
    made = Assessment(on=date(2021, 5, 20), number=4, place=Place.HOME, workers=("social-1",), findings=found)
    debt = None if found.debt is None else debt_of(found.debt)
    return AssessmentRead(
        assessment=made, version=1, versions=(made,), rules=RULES, budget=budget_of(found, RULES), debt=debt
    )


@given(findings)
def test_whatever_was_found_the_text_fits_eighty_columns(found: Findings) -> None:
    """And shows no slug."""
    lines = assessment_text(read(found), "62-2021-00001").splitlines()
    assert max(map(len, lines)) <= 80
    assert not re.search(r"[a-z]_[a-z]", "\n".join(lines))


@given(findings)
def test_whatever_was_found_the_page_is_accessible(checked: Callable[[str], Element], found: Findings) -> None:
    """Parsed, with captions, scopes and headings in order, nothing from outside."""
    checked(assessment_html(read(found), "62-2021-00001"))


def test_the_page_says_that_it_stays_in_the_team(checked: Callable[[str], Element]) -> None:
    """It holds what tells of health."""
    page = "".join(checked(assessment_html(read(WHOLE), "62-1")).itertext())
    assert "ne se transmet pas" in page
    assert "maladie ou accident" in page


def test_the_usage_by_which_a_month_is_divided_is_named() -> None:
    """With its source."""
    assert "le mois est divisé par 30 (règle du FSL)" in " ".join(assessment_text(read(WHOLE), "62-1").split())


def test_what_is_not_known_is_not_zero() -> None:
    """An assessment that says nothing has no amount at all."""
    assert "0,00" not in assessment_text(read(Findings()), "62-1")


@pytest.mark.parametrize("kind", GapKind)
def test_every_question_has_words(kind: GapKind) -> None:
    """What to ask, or why there is no answer."""
    assert gap_words(Gap(kind=kind, of=ChargeKind.ENERGY))
    assert ("énergie" in gap_words(Gap(kind=kind, of=ChargeKind.ENERGY))) is (kind is GapKind.AMOUNT)


def test_every_figure_has_its_definition() -> None:
    """And no definition stands without a figure."""
    assert set(DEFINITIONS) == set(FigureKind)


def test_amounts_below_zero_and_shares_are_written_as_in_france() -> None:
    """A true minus sign, a comma, one decimal where there is one."""
    assert amount(-150) == "\u22121,50\u00a0€"
    assert [share(one) for one in (300, 334, 1_005)] == ["30\u202f%", "33,4\u202f%", "100,5\u202f%"]


@pytest.mark.checkout
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_never_scrolls_sideways(chromium: str, screenshot: ModuleType, tmp_path: Path, width: int) -> None:
    """On a phone and on a desk."""
    page = tmp_path / "page.html"
    page.write_text(assessment_html(read(WHOLE), "62-2021-00001"), encoding="utf-8")
    assert screenshot.measured(chromium, page, width)[1] == width
