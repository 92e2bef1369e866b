"""`prevexp law show` and `prevexp law policies`: the dated rules with their sources, on 80 columns."""

import json
import subprocess
import sys

import pytest

from prevexp.law.loading import national_law


def widest_but_addresses(text):
    """Return the longest line that is not an address."""
    addresses = {source.address for source in national_law().sources.values()}
    return max((line for line in text.splitlines() if line.strip() not in addresses), key=len)


def test_a_rule_shows_its_versions_with_texts_and_whole_addresses(shared_prevexp):
    """Both versions of the clause delay, what picks them, where they were read."""
    shown = shared_prevexp("law", "show", "C2").stdout.replace("\u00a0", " ")
    assert "jusqu’au 28/07/2023 : 2 MOIS" in shown
    assert "depuis le 29/07/2023 : 6 SEMAINES" in shown
    assert "Version choisie par la date de conclusion du bail" in shown
    assert "      https://scpld.fr/avis-k2470002\n" in shown
    assert "revu le 25/11/2026" in shown


def test_a_day_shows_one_version(shared_prevexp):
    """The day before the change and the day of it."""
    before, after = (
        shared_prevexp("law", "show", "clause-delay", "--on", day).stdout for day in ("2023-07-28", "2023-07-29")
    )
    assert ("2\u00a0MOIS" in before, "SEMAINES" in before) == (True, False)
    assert ("2\u00a0MOIS" in after, "SEMAINES" in after) == (False, True)


@pytest.mark.parametrize(
    "arguments", [("show",), ("policies",), *(("show", p.id) for p in national_law().parameters.values())][:12]
)
def test_nothing_but_an_address_is_wider_than_the_terminal(shared_prevexp, arguments):
    """Eighty columns."""
    assert len(widest_but_addresses(shared_prevexp("law", *arguments).stdout)) <= 80


def test_a_rule_computed_with_another_shows_what_that_one_reads(shared_prevexp):
    """F6 has no value of its own: it is computed with A1."""
    assert "ccapex-wait" in shared_prevexp("law", "show", "F6").stdout


def test_the_list_names_every_dated_value(shared_prevexp):
    """By subject, with the ids of the rules."""
    shown = shared_prevexp("law", "show").stdout
    assert [id_ for id_ in national_law().parameters if f"({id_})" not in shown] == []


@pytest.mark.parametrize(("rule", "nearest"), [("C22", "C2"), ("clause-dely", "clause-delay"), ("c8a", "C8a")])
def test_an_unknown_rule_is_refused_with_the_nearest(shared_prevexp, rule, nearest):
    """And with how to list them."""
    done = shared_prevexp("law", "show", rule)
    assert (done.returncode, done.stdout) == (3, "")
    assert "[unknown-rule]" in done.stderr
    assert f"«\u00a0{nearest}\u00a0»" in done.stderr
    assert "prevexp law show" in done.stderr


def test_the_rules_are_data_too(shared_prevexp):
    """`--json` gives the versions with ISO days and their status."""
    (told,) = json.loads(shared_prevexp("law", "show", "C2", "--json").stdout)
    assert [(one["from"], one["to"], one["value"]) for one in told["versions"]] == [
        (None, "2023-07-28", "P2M"),
        ("2023-07-29", None, "P6W"),
    ]


def test_the_open_questions_name_choice_and_reason(shared_prevexp):
    """Each with its default and why."""
    shown = shared_prevexp("law", "policies").stdout
    for policy in national_law().policies.values():
        assert f"({policy.id})" in shown
    assert shown.count("Pourquoi ce défaut") == len(national_law().policies)
    told = json.loads(shared_prevexp("law", "policies", "--json").stdout)
    assert {one["id"]: one["chosen"] for one in told} == {p.id: p.default for p in national_law().policies.values()}


@pytest.mark.parametrize("arguments", [["--help"], ["law", "--help"]])
def test_listing_the_commands_imports_no_law(arguments):
    """Help is there at once: neither the rules nor their words are read."""
    seen = "[name for name in sys.modules if name.startswith(('prevexp.law', 'prevexp.render', 'prevexp.exchange'))]"
    program = f"import sys\nfrom prevexp.cli.running import run\nrun({arguments})\nprint({seen})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"
