"""engagement.toml: whether undertakings need a contract, and how early what is due is listed."""

from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.registry import read_pack
from prevexp.registry.engagement_files import default_engagement_rules

OWN = """
source = "convention, art. 7"
undertakings_need_contract = true
contract_notice_days = 20
undertaking_notice_days = 3
instalment_check_days = 0
"""


def test_a_territory_without_rules_has_those_that_come_with_prevexp(pack: Path) -> None:
    """They ask for no contract and say that they are an assumption (field notes V10)."""
    (pack / "engagement.toml").unlink(missing_ok=True)
    rules = read_pack(pack).work_plan.engagement
    assert rules == default_engagement_rules()
    assert not rules.undertakings_need_contract
    assert "hypothèse" in rules.source


def test_a_territory_has_its_own_rules(pack: Path) -> None:
    """They reach the decisions through the work plan."""
    (pack / "engagement.toml").write_text(OWN, encoding="utf-8")
    rules = read_pack(pack).work_plan.engagement
    assert (rules.undertakings_need_contract, rules.source) == (True, "convention, art. 7")
    assert (rules.contract_notice_days, rules.undertaking_notice_days, rules.instalment_check_days) == (20, 3, 0)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("= true", '= "oui"', "wrong-type", "undertakings_need_contract"),
        ("= 20", "= 366", "contradiction", ""),
        ("contract_notice_days", "notice_days", "missing-key", "contract_notice_days"),
        ("instalment_check_days", "instalment_days", "unknown-key", "instalment_days"),
    ],
)
def test_what_is_wrong_in_the_rules_is_told_with_its_key(pack: Path, old: str, new: str, code: str, key: str) -> None:
    """The pack is refused as a whole."""
    (pack / "engagement.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    found = {(problem.code.value, problem.key) for problem in refused.value.params["problems"]}
    assert (code, key) in found
