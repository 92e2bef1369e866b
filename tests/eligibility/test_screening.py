"""One verdict from all rules, with its reasons, for one case or for a frame of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility import DuplicateRule
from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import NoRuleInForce
from prevexp.eligibility import RuleMissing
from prevexp.eligibility import Screening
from prevexp.eligibility import ServiceAnswer
from prevexp.eligibility import UpstreamStages
from prevexp.eligibility import answer_columns
from prevexp.eligibility import core_rules
from prevexp.eligibility import facts
from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import FactMissing

Row = dict[str, Any]
ON = date(2021, 5, 4)
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.expected.json"))
SERVICES = {"cd62": PartnerKind.CONSEIL_DEPARTEMENTAL, "caf": PartnerKind.CAF, "msa": PartnerKind.MSA}
DTYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}
SCHEMA = {fact.id: DTYPES[fact.dtype] for fact in facts}
VALUES = {Dtype.BOOL: st.booleans(), Dtype.INTEGER: st.integers(-1, 2), Dtype.DATE: st.just(ON)}
rows = st.fixed_dictionaries(
    {
        fact.id: st.none() | VALUES.get(fact.dtype, st.sampled_from((*(fact.values or ("62041",)), *fact.not_known)))
        for fact in facts
    }
)


def rule(name: str, expression: Expression = facts.in_territory, **more: Any) -> EligibilityRule:
    return EligibilityRule(
        id=name, question="?", source="convention", remedy="Demander.", expression=expression, **more
    )


def test_any_no_makes_a_case_not_eligible(screening: Screening, listed: Row) -> None:
    """A no decides, whatever is not known beside it; the reasons are the rules that say no."""
    result = screening.verdict(listed | {"stock": "social", "answer_caf": "suivi", "stage": "assignation"})
    assert (result.verdict, set(result.reasons)) == (Verdict.NOT_ELIGIBLE, {"private-stock", "not-followed"})
    assert result.checks["upstream-stage"] is None


def test_without_a_no_what_is_not_known_is_to_be_checked(screening: Screening, listed: Row) -> None:
    """The reasons are the rules to ask about."""
    result = screening.verdict(listed | {"answer_caf": None, "stage": "assignation"})
    assert (result.verdict, set(result.reasons)) == (Verdict.TO_CHECK, {"not-followed", "upstream-stage"})


def test_results_carry_the_versions_of_all_rules(listed: Row) -> None:
    """A verdict can be traced to the wording it was given by."""
    screening = Screening.of([rule("a", version="3"), rule("b")], on=ON)
    assert screening.verdict(listed).versions == {"a": "3", "b": "1"}


@settings(max_examples=80, deadline=None)
@given(st.lists(rows, min_size=1, max_size=5))
def test_frame_and_cases_get_the_same_verdicts(cases: list[Row]) -> None:
    """By the million or one at a time, masks, verdicts and reasons agree, on every row of facts."""
    screening = Screening.of(core_rules(), on=ON)
    results = [screening.verdict(case) for case in cases]
    frame = pl.DataFrame(cases, schema=SCHEMA)
    for screened in (screening.frame(frame, reasons=True), screening.frame(frame.lazy(), reasons=True).collect()):
        assert screened["verdict"].to_list() == [result.verdict for result in results]
        assert screened["reasons"].to_list() == [list(result.reasons) for result in results]
        assert [screening.result_of(mask) for mask in screened["screening_mask"]] == results


def test_other_engines_give_the_same_verdicts(screening: Screening, listed: Row) -> None:
    """An Arrow table and a database are screened in their own form; lists of reasons are for Polars."""
    cases = [listed, listed | {"stock": "social"}, listed | {"stage": None}]
    table = pl.DataFrame(cases, schema=SCHEMA).to_arrow()
    expected = ["eligible", "not-eligible", "to-check"]
    assert screening.frame(table)["verdict"].to_pylist() == expected
    database = screening.frame(duckdb.from_arrow(table), portable=True)
    assert [row[0] for row in database.select("verdict").fetchall()] == expected
    with pytest.raises(InvalidValue):
        screening.frame(table, reasons=True)


def test_a_case_without_a_column_is_refused(screening: Screening, listed: Row) -> None:
    """A column that is missing is an error, not a fact that is not known."""
    del listed["stock"]
    with pytest.raises(FactMissing, match="stock"):
        screening.verdict(listed)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2021, 4, 30), {"always", "until"}),
        (date(2021, 5, 1), {"always", "from", "until"}),
        (date(2021, 5, 31), {"always", "from", "until"}),
        (date(2021, 6, 1), {"always", "from"}),
    ],
)
def test_rules_hold_from_their_first_to_their_last_day(on: date, in_force: set[str]) -> None:
    """A rule is left out the day before it begins and the day after it ends."""
    rules = [rule("always"), rule("from", valid_from=date(2021, 5, 1)), rule("until", valid_to=date(2021, 5, 31))]
    assert {held.id for held in Screening.of(rules, on=on).rules} == in_force


def test_two_versions_of_a_rule_follow_each_other(listed: Row) -> None:
    """The same rule in two wordings holds one after the other, never both on one day."""
    old = rule("cap", facts.arrears_cents <= 100, version="1", valid_to=date(2021, 5, 31))
    new = rule("cap", facts.arrears_cents <= 200, version="2", valid_from=date(2021, 6, 1))
    case = listed | {"arrears_cents": 150}
    verdicts = [Screening.of([old, new], on=day).verdict(case) for day in (date(2021, 5, 31), date(2021, 6, 1))]
    assert [(v.verdict, v.versions["cap"]) for v in verdicts] == [(Verdict.NOT_ELIGIBLE, "1"), (Verdict.ELIGIBLE, "2")]
    with pytest.raises(DuplicateRule, match="cap"):
        Screening.of([old, rule("cap")], on=date(2021, 5, 31))


def test_no_rule_screens_nobody() -> None:
    """Without a rule in force everybody would pass, so screening is refused."""
    with pytest.raises(NoRuleInForce):
        Screening.of(core_rules(), on=date(2020, 10, 23))
    assert len(Screening.of(core_rules(), on=date(2020, 10, 24)).rules) == 7


def test_a_required_rule_that_is_missing_refuses_screening() -> None:
    """A territory that counts on a rule is not screened without it."""
    with pytest.raises(RuleMissing) as caught:
        Screening.of(core_rules(), on=ON, requires=("private-stock", "d62.cap"))
    assert caught.value.params["missing"] == ("d62.cap",)


def test_the_order_in_which_rules_arrive_does_not_matter(listed: Row) -> None:
    """However plugins are found, masks, reasons and explanations come out the same."""
    rules = [*core_rules(), rule("d62.cap", facts.arrears_cents <= 5_000_00), rule("a.doubt", NOT_KNOWN, order=-1)]
    expected = Screening.of(rules, on=ON)
    for order in (rules[::-1], rules[4:] + rules[:4], sorted(rules, key=lambda held: held.question)):
        shuffled = Screening.of(order, on=ON)
        assert [held.id for held in shuffled.rules] == [held.id for held in expected.rules]
        assert shuffled.verdict(listed) == expected.verdict(listed)


def test_an_explanation_has_clause_facts_and_remedy(screening: Screening, listed: Row) -> None:
    """Each rule says what it asked, what it read and, unless the answer is yes, what to do."""
    explained = {e.rule.id: e for e in screening.explain(listed | {"stage": "assignation", "stock": None})}
    assert {name: e.answer for name, e in explained.items()} == screening.verdict(
        listed | {"stage": "assignation", "stock": None}
    ).checks
    stage, stock, arrears = explained["upstream-stage"], explained["private-stock"], explained["in-arrears"]
    assert [(read.fact.id, read.value) for read in stage.facts] == [("stage", "assignation")]
    assert (stage.rule.clause, stage.to_ask, stage.remedy) == ("C05", (), stage.rule.remedy)
    assert [fact.id for fact in stock.to_ask] == ["stock"]
    assert (arrears.answer, arrears.remedy, arrears.to_ask) == (True, None, ())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_verdicts_on_the_sample_transfers(path: Path) -> None:
    """Every row of the sample transfers gets the verdict, the reasons and the checks that are expected of it."""
    sample = json.loads(path.read_text(encoding="utf-8"))
    stages = {name: map(Stage, words) for name, words in sample["screening"]["upstream_stage"].items()}
    rules = core_rules(UpstreamStages(**stages))
    screening = Screening.of(rules, on=date.fromisoformat(sample["received_on"]))
    screened = [row for row in sample["rows"] if "verdict" in row]
    assert screened
    for row in screened:
        result = screening.verdict(_facts(row["values"]))
        assert (result.verdict, set(result.reasons)) == (row["verdict"], set(row["reasons"])), row["line"]
        assert dict(result.checks) | row["checks"] == dict(result.checks), row["line"]


def _facts(values: dict[str, Any]) -> Row:
    kind = SERVICES.get(values["source_suivi"], PartnerKind.OTHER)
    answer = SocialServicesAnswer(values["suivi_service_social"])
    return {
        **answer_columns([ServiceAnswer(kind=kind, answer=answer, answered_on=None)]),
        "stock": values["parc"],
        "stage": values["stade_procedure"],
        "in_territory": values["arrondissement"] is not None,
        "arrears_cents": values["dette_locative_cents"],
        "listed_as_unpaid": True,
        "arrears_settled_reported": False,
        "departure_reported": False,
        "open_elsewhere": False,
    }


def test_more_rules_than_one_mask_holds_screen_cases_and_frames_alike(listed: Row) -> None:
    """Forty plugins may each bring a rule: nobody has to choose among them."""
    more = [rule(f"p{i}.cap", facts.arrears_cents <= i * 100, order=i) for i in range(40)]
    screening = Screening.of([*core_rules(), *more], on=ON)
    cases = [listed | {"arrears_cents": amount} for amount in (None, 0, 1_950, 10_000)]
    frame = screening.frame(pl.DataFrame(cases, schema=SCHEMA), reasons=True)
    results = [screening.verdict(case) for case in cases]
    assert frame["verdict"].to_list() == [result.verdict for result in results]
    assert frame["reasons"].to_list() == [list(result.reasons) for result in results]
    assert [screening.result_of(mask) for mask in screening.masks(pl.DataFrame(cases, schema=SCHEMA))] == results
    assert len(results[2].reasons) == 20


def test_a_rule_that_reads_what_cannot_be_read_is_not_known(listed: Row) -> None:
    """A plugin's fault never reads as a yes or a no, and the explanation says which fact was lost."""
    screening = Screening.of([*core_rules(), rule("a.unless", ~facts.rural.is_known())], on=ON)
    case = listed | {"rural": None}
    assert screening.verdict(case).verdict is Verdict.ELIGIBLE
    result = screening.verdict(case, unreadable={"rural"})
    assert (result.verdict, result.reasons) == (Verdict.TO_CHECK, ("a.unless",))
    explained = {one.rule.id: one for one in screening.explain(case, unreadable={"rural"})}
    assert [fact.id for fact in explained["a.unless"].unreadable] == ["rural"]
    assert (explained["a.unless"].answer, explained["a.unless"].to_ask) == (None, ())
    assert {name: one.answer for name, one in explained.items()} == result.checks
