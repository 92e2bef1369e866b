"""The form of an assessment: read exactly, or refused with all of its problems at once."""

import re
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.caseload.assessment_form import read_assessment_form
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.assessment import Charge
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import DebtLine
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import Recommendation
from prevexp.domain.assessment import Resource
from prevexp.domain.assessment_vocabulary import AbilityLevel
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.assessment_vocabulary import ChargeKind
from prevexp.domain.assessment_vocabulary import DebtLineKind
from prevexp.domain.assessment_vocabulary import MeasureKind
from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.assessment_vocabulary import ResourceKind
from prevexp.domain.errors import FormInvalid
from prevexp.domain.errors import InvalidValue
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.registry.problems import ProblemCode
from prevexp.registry.sections import LONGEST_TOML
from prevexp.render.assessment_template import template

HEAD = 'on = 2021-05-20\nplace = "home"\nworkers = ["social-1", "legal-1"]\n'
DAY = date(2021, 5, 20)


@pytest.fixture
def form(tmp_path):
    """Return a function that reads a form with a head that is right, and this after it."""

    def read(text, head=HEAD):
        file = tmp_path / "form.toml"
        file.write_bytes(text if isinstance(text, bytes) else (head + text).encode())
        return read_assessment_form(file)

    return read


def problems(form, *text, **more):
    with pytest.raises(FormInvalid) as refused:
        form(*text, **more)
    return refused.value.params["problems"]


def test_a_form_is_read_as_it_is_written(form):
    """Euros become cents, an illness goes to its own place, two wages are two resources."""
    command = form("""
causes = ["job_loss", "health"]
[household]
adults = 2
couple = true
[resources]
complete = true
wage = [1200, 800.5]
aah = 10.05
housing_aid = "?"
[charges]
rent_with_charges = 650
repayment_possible = 40
[debt]
account_on = 2021-05-15
total_said = "?"
rent_resumed = "none"
[[debt.line]]
on = 2021-05-15
kind = "costs"
amount = 155.20
[abilities]
pay_rent = "with_help"
[dwelling]
signs = []
[[measure]]
kind = "fsl"
operator = "cd62"
[[measure]]
kind = "dls"
""")
    found = command.findings
    assert (command.on, command.place, command.workers) == (DAY, Place.HOME, ("social-1", "legal-1"))
    assert found.household == Composition(adults=2, couple=True)
    assert (found.causes, found.health_among_causes) == ((ArrearsCause.JOB_LOSS,), True)
    assert [(one.kind, one.monthly_cents) for one in found.budget.resources] == [
        (ResourceKind.WAGE, 120_000),
        (ResourceKind.WAGE, 80_050),
        (ResourceKind.HOUSING_AID, None),
    ]
    assert found.budget.health_resources == (Resource(kind=ResourceKind.AAH, monthly_cents=1_005),)
    assert (found.budget.resources_complete, found.budget.charges_complete) == (True, None)
    assert found.budget.charges == (Charge(kind=ChargeKind.RENT_WITH_CHARGES, monthly_cents=65_000),)
    assert found.budget.repayment_cents == 4_000
    assert (found.debt.total_said_cents, found.debt.complete, found.debt.rent_resumed) == (None, None, RentResumed.NONE)
    costs = DebtLine(on=date(2021, 5, 15), kind=DebtLineKind.COSTS, amount_cents=15_520)
    assert found.debt.lines == (costs,)
    assert (found.abilities.pay_rent, found.abilities.upkeep) == (AbilityLevel.WITH_HELP, AbilityLevel.NOT_ASSESSED)
    assert (found.dwelling.signs, found.dwelling.overcrowded) == ((), None)
    assert found.recommendations == (
        Recommendation(kind=MeasureKind.FSL, operator="cd62"),
        Recommendation(kind=MeasureKind.DLS),
    )
    assert (found.needs, found.wish) == (None, None)


def test_what_is_absent_is_not_known(form):
    """A form with its head only says nothing of the household."""
    assert form("").findings == Findings()


def test_causes_without_an_illness_say_that_there_is_none(form):
    """An empty list is an answer; no list is none."""
    assert (form("causes = []").findings.causes, form("causes = []").findings.health_among_causes) == ((), False)


def test_all_problems_are_told_in_one_pass_with_line_and_key(form):
    """In the order of the lines, each with what is expected; a slip of the pen with the word that was meant."""
    found = problems(
        form,
        """causes = ["job_los"]
surprise = 1
[household]
adults = 0
children = 1
children_under_14 = 2
[resources]
wage = 12.345
wagge = 3
[debt]
account_on = 2021-05-15
[[debt.line]]
on = 2021-05-16
kind = "rent"
[abilities]
upkeep = "alone"
upkep = "alone"
[[measure]]
operator = "c d"
""",
        head='on = "hier"\nplace = "hom"\nworkers = ["a", "a"]\n',
    )
    assert [(one.line, one.key, one.code) for one in found] == [
        (1, "on", ProblemCode.WRONG_TYPE),
        (2, "place", ProblemCode.UNKNOWN_VALUE),
        (3, "workers", ProblemCode.TWICE),
        (4, "causes", ProblemCode.UNKNOWN_VALUE),
        (5, "surprise", ProblemCode.UNKNOWN_KEY),
        (7, "household.adults", ProblemCode.WRONG_TYPE),
        (9, "household.children_under_14", ProblemCode.CONTRADICTION),
        (11, "resources.wage", ProblemCode.WRONG_TYPE),
        (12, "resources.wagge", ProblemCode.UNKNOWN_KEY),
        (16, "debt.line.on", ProblemCode.CONTRADICTION),
        (20, "abilities.upkep", ProblemCode.UNKNOWN_KEY),
        (21, "measure.kind", ProblemCode.MISSING_KEY),
        (22, "measure.operator", ProblemCode.WRONG_TYPE),
    ]
    assert [one.nearest for one in found if one.nearest] == ["home", "job_loss", "wage", "upkeep"]


@pytest.mark.parametrize("amount", ["-1", "-0.01", "0.001", "nan", "inf", "-inf", "true", '"450"', "1e30", "[[1]]"])
def test_what_is_no_amount_is_refused(form, amount):
    """Nothing is rounded, guessed or taken for 0."""
    (one,) = problems(form, f"[resources]\nwage = {amount}")
    assert (one.key, one.code) == ("resources.wage", ProblemCode.WRONG_TYPE)
    (one,) = problems(form, f"[charges]\nrepayment_possible = {amount}")
    assert one.key == "charges.repayment_possible"


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        b"on = ",
        b"x = " + b"9" * 5_000,
        b"x = " + b"[" * 5_000,
        b"#" * (LONGEST_TOML + 1),
    ],
    ids=["not-utf8", "not-toml", "long-number", "deep", "long"],
)
def test_what_is_no_form_is_one_problem(form, text):
    """Whatever the bytes, the file is refused as unreadable."""
    (one,) = problems(form, text)
    assert one.code is ProblemCode.UNREADABLE_FILE


@pytest.mark.parametrize("table", ["household", "resources", "charges", "debt", "abilities", "dwelling", "measure"])
def test_a_value_where_a_table_belongs_is_a_problem(form, table):
    """It is named."""
    found = problems(form, f"{table} = 3")
    assert (found[0].key, found[0].code) == (table, ProblemCode.WRONG_TYPE)


def test_one_measure_with_one_operator_stands_once(form):
    """The second is told."""
    twice = '[[measure]]\nkind = "fsl"\n' * 2
    (one,) = problems(form, twice)
    assert (one.key, one.code, one.line) == ("measure.kind", ProblemCode.TWICE, 7)


def test_no_problem_repeats_what_somebody_wrote(form):
    """A name typed by mistake is not shown again."""
    name = "Zylberstein"
    found = problems(
        form, f'causes = ["{name}"]\nwish = "{name}"\n[debt]\naccount_on = "{name}"\n[resources]\nwage = "{name}"'
    )
    assert len(found) == 4
    assert name not in "".join(map(str, found))


def test_the_template_is_a_form_whose_keys_are_all_read(form):
    """As it comes, three keys are missing; uncommented, it is read, with every word of every list."""
    assert [one.key for one in problems(form, template(), head="")] == ["on", "place", "workers"]
    written = re.sub(r"^#(?=\[|[a-z_0-9]+ = )", "", template(), flags=re.MULTILINE)
    found = form(written, head="").findings
    kinds = {one.kind for one in (*found.budget.resources, *found.budget.health_resources)}
    assert kinds == set(ResourceKind)
    assert {one.kind for one in found.budget.charges} == set(ChargeKind)
    amounts = (*found.budget.resources, *found.budget.health_resources, *found.budget.charges)
    assert {one.monthly_cents for one in amounts} == {None}
    for vocabulary in (ArrearsCause, DebtLineKind, MeasureKind, AbilityLevel, Place):
        assert all(f"#   {word.value} " in written for word in vocabulary)


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path, write_list):
    """Open a caseload whose one household agreed on 10 May 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    noon = datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=tmp_path / "keys" / "k", now=lambda: noon) as opened:
        opened.receive(write_list({}), received_on=date(2021, 5, 4))
        opened.allocate(on=date(2021, 5, 4))
        opened.give_agreement(opened.cases()[0].case_id, on=date(2021, 5, 10), proof=ProofKind.SIGNED_FORM)
        yield opened


def test_a_form_is_noted_and_read_again(caseload, tmp_path):
    """Through the store, with its budget; before its day there is none."""
    file, case_id = tmp_path / "form.toml", caseload.cases()[0].case_id
    file.write_text(f"{HEAD}[resources]\ncomplete = true\nwage = 900\n[charges]\ncomplete = true\nenergy = 50", "utf-8")
    caseload.assess_from(case_id, file)
    read = caseload.assessment(case_id, on=DAY)
    assert (read.version, read.budget.rest_to_live.rounded) == (1, 85_000)
    assert read.assessment == caseload.case(case_id).assessments[0]
    assert caseload.assessment(case_id, on=date(2021, 5, 19)) is None
    again = caseload.assess_from(case_id, file)
    assert isinstance(again, Refusal)
    assert again.code is RefusalCode.ASSESSMENT_KNOWN


@pytest.mark.parametrize("operator", ["cd62", "team", None])
def test_an_operator_is_a_partner_of_the_territory_or_the_team(caseload, operator):
    """Or not yet known."""
    case_id = caseload.cases()[0].case_id
    found = Findings(recommendations=(Recommendation(kind=MeasureKind.FSL, operator=operator),))
    after = caseload.assess(case_id, on=DAY, place=Place.HOME, workers=("social-1",), findings=found)
    assert after.assessments[0].findings == found


@pytest.mark.parametrize("wrong", [{"operator": "nobody"}, {"workers": ("nobody",)}])
def test_whom_the_territory_does_not_know_cannot_be_named(caseload, wrong):
    """Neither as the operator of a measure nor as a worker; nothing is written."""
    case = caseload.cases()[0]
    found = Findings(recommendations=(Recommendation(kind=MeasureKind.FSL, operator=wrong.get("operator")),))
    with pytest.raises(InvalidValue) as refused:
        caseload.assess(
            case.case_id, on=DAY, place=Place.HOME, workers=wrong.get("workers", ("social-1",)), findings=found
        )
    assert "team" in refused.value.params["known"] or "workers" in wrong
    assert caseload.case(case.case_id).version == case.version
