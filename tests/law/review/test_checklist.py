"""The checklist as data: complete, with a source for everything, its problems told together."""

import tomllib
from importlib.resources import files

import pytest

from prevexp.domain.act_review import Finding
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LawInvalid
from prevexp.law.inputs import inputs_of
from prevexp.law.review.checks import check_rules
from prevexp.law.review.checks import national_checks
from prevexp.law.review.finding import Found
from prevexp.law.review.reading import national_checklist
from prevexp.law.review.reading import read_checklist
from prevexp.law.review.sheet import SanctionKind
from prevexp.law.rules.table import RULES

TEXT = (files("prevexp.law") / "data" / "act-review.toml").read_text(encoding="utf-8")
SANCTIONS = {
    "form-nullity": {3, 4, 5, 7, 8, 9, 10, 13, 14, 15, 16, 24},
    "substantive-nullity": {18},
    "inadmissible": {21, 22, 23},
    "other": {1, 2, 6, 11, 12, 17, 19, 20},
}


def test_the_twenty_four_checks_are_there_in_their_order():
    """Number 17 is two questions: the spouse, and each holder of the lease."""
    numbers = [sheet.number for sheet in national_checklist().sheets.values()]
    assert numbers == [*range(1, 18), *range(17, 25)]


@pytest.mark.parametrize("check", national_checks(), ids=lambda check: check.id)
def test_a_check_says_all_a_jurist_needs(check):
    """Title, question, sanction, proof, document, next step with somebody, dated text of law with its source."""
    sheet = check.sheet
    texts = (
        sheet.title,
        sheet.question,
        sheet.consequence,
        sheet.proof,
        sheet.document,
        sheet.next_step,
        sheet.articles,
    )
    assert all(texts)
    assert sheet.question.endswith("?")
    assert sheet.sources
    assert sheet.advisers
    assert sheet.parameters
    assert sheet.acts


@pytest.mark.parametrize(("kind", "numbers"), SANCTIONS.items())
def test_the_sanction_of_each_check_is_that_of_the_law_notes(kind, numbers):
    """Form nullity, substantive nullity, inadmissibility, or something else."""
    sheets = national_checklist().sheets.values()
    assert {sheet.number for sheet in sheets if sheet.sanction.kind == kind} == numbers


def test_harm_is_to_be_proven_for_formal_defects_only():
    """Source: CPC art. 114, 119, 124; no sanction of procedure, no question of harm."""
    harm = {kind: sanction.harm_needed for kind, sanction in national_checklist().sanctions.items()}
    assert harm == {
        SanctionKind.FORM_NULLITY: True,
        SanctionKind.SUBSTANTIVE_NULLITY: False,
        SanctionKind.INADMISSIBLE: False,
        SanctionKind.OTHER: None,
    }


def test_a_check_reads_the_parameters_its_sheet_names(setting_of):
    """The legal basis that is shown is the one that was read."""
    from prevexp.law.reasoning import Reasoning

    for check in national_checks():
        known = {"served_on": setting_of().law.parameters["clause-delay"].versions[1].valid_from}
        reason = Reasoning(setting=setting_of())
        check.check(reason, **{name: value for name, value in known.items() if name in inputs_of(check.check)})
        assert {basis.parameter.id for basis in reason.ruling("", {}).basis} <= {
            *check.sheet.parameters,
            "signal-warning",
        }


def test_no_text_says_that_an_act_is_void():
    """A nullity is possible, never pronounced."""
    told = TEXT.casefold()
    assert not any(words in told for words in ("est nul", "acte nul", "sera annulé", "est annulé", "void"))


def test_a_rule_of_the_law_is_computed_by_one_function():
    """A check answers to a rule's id only where no other function does."""
    others = {id_ for rule in RULES for id_ in rule.ids}
    assert not others & {id_ for rule in check_rules() for id_ in rule.ids}


def test_all_problems_of_a_checklist_are_told_at_once(law):
    """A missing question, an unknown sanction, a source nobody listed, a number that stands twice."""
    raw = TEXT.replace('question = "Le bail relève-t-il', 'question = ""\nignored = "Le bail relève-t-il', 1)
    raw = raw.replace('sanction = "substantive-nullity"', 'sanction = "prison"', 1)
    raw = raw.replace('source = "ASEN L89"', 'source = "HEARSAY"', 1)
    raw = raw.replace('id = "act-review-9"', 'id = "act-review-10"', 1)
    with pytest.raises(LawInvalid) as refused:
        read_checklist(raw, law)
    told = refused.value.params["problems"]
    assert len(told) == 4
    assert "act-review-1: unknown keys ['ignored']" in told[0]
    assert "prison" in told[1]
    assert "HEARSAY" in told[2]
    assert told[3] == "act-review: act-review-10: stands twice"


def test_a_sanction_that_is_not_described_is_a_problem(law):
    """Every kind of sanction has its entry."""
    entries = tomllib.loads(TEXT)["sanction"]
    assert {entry["id"] for entry in entries} == set(SanctionKind)
    with pytest.raises(LawInvalid, match="inadmissible"):
        read_checklist(TEXT.replace('id = "inadmissible"', 'id = "other"', 1), law)


@pytest.mark.parametrize("finding", Finding)
def test_a_finding_names_somebody_to_ask_exactly_if_it_is_not_known(finding):
    """Not known without anybody to ask is no answer."""
    asked = None if finding is Finding.UNKNOWN else "lease"
    with pytest.raises(InvalidValue):
        Found(finding=finding, because=(), ask=asked)
