"""Everything the law room can say has French words, and each sentence says what the text of law says."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.law.loading import national_law
from prevexp.law.parameters import Unit
from prevexp.law.period import Period
from prevexp.law.rules.table import national_rules
from prevexp.render.errors import explain_error
from prevexp.render.law_errors import REASONS
from prevexp.render.law_results import INPUTS
from prevexp.render.law_results import RESULTS
from prevexp.render.law_results import result_line
from prevexp.render.law_words import CHOICES
from prevexp.render.law_words import LAW_VOCABULARIES
from prevexp.render.law_words import TEXT_VALUES
from prevexp.render.law_words import law_label
from prevexp.render.law_words import length
from prevexp.render.law_words import value_words

SOURCES = Path(__file__).parents[2] / "src" / "prevexp"
LAW = national_law()


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("kind", LAW_VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_value_of_a_vocabulary_has_words_of_its_own(kind):
    """None is missing, no two read alike."""
    words = [law_label(value) for value in kind]
    assert len(set(words)) == len(kind)


def test_every_choice_of_an_open_question_has_words():
    """And no words are left over."""
    assert set(CHOICES) == {(str(p.id), choice) for p in LAW.policies.values() for choice in p.choices}


def test_every_value_that_is_a_word_has_words():
    """Slugs of the data files never reach a reader."""
    texts = [version.value for p in LAW.parameters.values() if p.unit is Unit.TEXT for version in p.versions]
    assert {value for value in texts if value is not None} <= set(TEXT_VALUES)


def test_every_input_has_words():
    """What a rule takes, or a case tells it, is named in French in every refusal."""
    assert {*national_rules().inputs, *PROCEDURE_FIELDS} <= set(INPUTS)


@pytest.mark.checkout
def test_every_result_has_words():
    """The names of all values that the functions of `law/rules` return."""
    names = set()
    for file in (SOURCES / "law" / "rules").glob("*.py"):
        functions = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
        for node in (inner for function in functions for inner in ast.walk(function)):
            keys = node.keys if isinstance(node, ast.Dict) else []
            keys = [*keys, node.slice] if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) else keys
            names |= {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    assert names - set(RESULTS) == set()


def test_every_result_of_the_worked_examples_has_words():
    """Those of rules that are not in the table yet as well."""
    text = (Path(__file__).parents[1] / "law" / "examples.jsonl").read_text("utf-8")
    assert {name for line in text.splitlines() for name in json.loads(line)["expect"]} <= set(RESULTS)


@pytest.mark.checkout
def test_every_reason_has_words():
    """What is raised anywhere as a LegalInputRefused, and nothing else."""
    sources = "".join(file.read_text("utf-8") for file in SOURCES.rglob("*.py"))
    raised = set(re.findall(r'LegalInputRefused\(\s*"([a-z0-9-]+)"', sources))
    raised |= set(re.findall(r'Order\(\s*(?:reason=)?"([a-z0-9-]+)"', sources))
    raised |= {"impossible-date"}  # chosen beside wrong-type where a text is no date
    assert raised == set(REASONS)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Period.parse("P1Y6M"), Unit.PERIOD, "1 an et 6 mois"),
        (15, Unit.WORKING_DAYS, "15 jours ouvrés"),
        (45000, Unit.CENTS, "450,00 €"),
        (2, Unit.TIMES_THE_RENT, "2 fois"),
        (True, Unit.FLAG, "oui"),
        (date(2020, 7, 10), Unit.DAY, "10 juillet 2020"),
        ("11-01", Unit.DAY_OF_YEAR, "1er novembre"),
        ("06:00-21:30", Unit.HOURS, "de 6 h à 21 h 30"),
        ("by-law", Unit.TEXT, "dans tout bail, de par la loi"),
        (None, Unit.PERIOD, "non connu"),
    ],
)
def test_a_value_is_written_as_the_law_writes_it(value, unit, words):
    """Weeks stay weeks, cents become euros, a day of the year has no year."""
    assert plain(value_words(value, unit)) == words


def test_lengths_keep_their_unit():
    """Six weeks are not 42 days: the text of law says weeks."""
    assert (plain(length(Period.parse("P6W"))), plain(length(Period.parse("P42D")))) == ("6 semaines", "42 jours")


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("last_day", date(2021, 6, 15), "Dernier jour du délai : 15 juin 2021."),
        ("threshold_cents", 66000, "Seuil : 660,00 €."),
        ("postponement_days", 39, "Jours de report : 39."),
        ("aid_arrears", None, "Impayé constitué au sens de l’aide au logement : non connu."),
        ("ask", "caf-or-msa", "À demander : à la CAF ou à la MSA."),
        (
            "policy",
            "longest-delay",
            "Question ouverte qui décide : Délai le plus long de la loi, du bail ou de l’acte.",
        ),
    ],
)
def test_a_result_is_a_line(name, value, line):
    """Not known is said as such, never as no."""
    titles = {str(policy.id): policy.title for policy in LAW.policies.values()}
    assert plain(result_line(name, value, titles)) == line


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LegalInputRefused("unknown-territory", territory="99"), "« 99 »"),
        (LegalInputRefused("unknown-input", name="served_onn", nearest="served_on"), "le plus proche : « served_on »"),
        (LegalInputRefused("missing-input", name="served_on", expected="2021-04-15"), "(date de signification)"),
        (
            LegalInputRefused("act-before-lease", lease_concluded_on="2021-04-16", served_on="2021-04-15"),
            "date de conclusion du bail, 16 avril 2021 ; date de signification, 15 avril 2021",
        ),
        (
            LegalInputRefused("unknown-policy", name="renewed", expected=tuple(LAW.policies)),
            "le plus proche : « renewed-lease »",
        ),
        (LegalInputRefused("unknown-choice", name="renewed-lease", expected=("P2M", "P6W")), "attendu : P2M, P6W"),
        (LegalInputRefused("line-too-long", most=1_000_000), "au plus 1 000 000"),
        (LegalInputRefused("of-a-plugin"), "(of-a-plugin)"),
    ],
    ids=lambda value: value.reason if isinstance(value, LegalInputRefused) else "",
)
def test_a_refusal_says_what_was_expected_and_what_to_do(error, said):
    """The code is the reason; both days of a contradiction, the nearest name, what was expected."""
    code, message, remedy = explain_error(error)
    assert code == error.reason
    assert said in plain(message)
    assert remedy


def test_a_name_without_end_is_cut():
    """What somebody sent is shown on one line, and no longer than a name."""
    message = explain_error(LegalInputRefused("unknown-rule", rule="x\n\t<b>" + "a" * 10_000, nearest=None)).message
    assert len(message) < 150
    assert not set("\n\t<>") & set(message)
