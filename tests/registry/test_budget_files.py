"""budget.toml: how a territory counts a budget."""

from pathlib import Path

import pytest

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.domain.errors import PackInvalid
from prevexp.registry import read_pack
from prevexp.registry.budget_files import default_budget_rules

OWN = 'days_a_month = 31\nsource = "règlement du FSL, art. 12"\n'


def test_a_territory_without_rules_has_the_usage_that_comes_with_prevexp(pack: Path) -> None:
    """It says that it is an assumption."""
    rules = read_pack(pack).budget_rules
    assert rules == default_budget_rules()
    assert "hypothèse" in rules.source


def test_a_territory_has_its_own_rules(pack: Path) -> None:
    """Days and source; the pack's fingerprint knows the file."""
    before = read_pack(pack).fingerprint
    (pack / "budget.toml").write_text(OWN, encoding="utf-8")
    read = read_pack(pack)
    assert read.budget_rules == BudgetRules(days_a_month=31, source="règlement du FSL, art. 12")
    assert read.fingerprint != before


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("= 31", "= 0", "wrong-type", "days_a_month"),
        ("= 31", "= 32", "wrong-type", "days_a_month"),
        ("= 31", "= 30.5", "wrong-type", "days_a_month"),
        ("days_a_month", "days", "missing-key", "days_a_month"),
        ("source", "sources", "unknown-key", "sources"),
    ],
)
def test_what_is_wrong_in_the_rules_is_told_with_its_key(pack: Path, old: str, new: str, code: str, key: str) -> None:
    """The pack is refused as a whole."""
    assert old in OWN
    (pack / "budget.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    assert (code, key) in {(problem.code.value, problem.key) for problem in refused.value.params["problems"]}
