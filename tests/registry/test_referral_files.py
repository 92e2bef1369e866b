"""referral.toml and connectors.toml: how a silent partner is reminded, and how partners exchange files."""

from pathlib import Path

import pytest

from prevexp.casework.referral.connector import FileForm
from prevexp.casework.referral.plan import ReminderKind
from prevexp.domain.errors import PackInvalid
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Recipient
from prevexp.privacy.loading import core_matrix
from prevexp.registry import read_pack
from prevexp.registry.connector_files import shipped_connectors
from prevexp.registry.referral_files import default_referral_plan

LADDER = """
source = "convention, art. 6"
send_within_days = 1
grace_days = 0

[answer]
ends_after_days = 5

[[answer.step]]
kind = "above"
after_days = 4

[outcome]
ends_after_days = 9
"""
CONNECTOR = """
[[connector]]
recipient = "caf"
form = "xlsx"
source = "convention, art. 7"

[[connector.purpose]]
purpose = "benefit_rights"
shared_for = "benefit_rights"
words = "droits"

[[connector.column]]
header = "commune"
place = "facts.facts.commune"
"""


def test_a_territory_without_a_ladder_has_the_one_that_comes_with_prevexp(pack: Path) -> None:
    """It says that it is an assumption, and has a grace of three days (R10)."""
    plan = read_pack(pack).referral_plan
    assert plan == default_referral_plan()
    assert ("hypothèse" in plan.source, plan.grace_days) == (True, 3)


def test_a_territory_has_its_own_ladder(pack: Path) -> None:
    """One step over the partner's head, no grace."""
    (pack / "referral.toml").write_text(LADDER, encoding="utf-8")
    plan = read_pack(pack).referral_plan
    assert [(step.kind, step.after_days) for step in plan.answer.steps] == [(ReminderKind.ABOVE, 4)]
    assert (plan.outcome.steps, plan.outcome.ends_after_days, plan.grace_days) == ((), 9, 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("referral.toml", LADDER.replace("after_days = 4", "after_days = 0")),
        ("referral.toml", LADDER.replace("above", "boss")),
        ("connectors.toml", CONNECTOR.replace('"caf"', '"cafe"')),
        ("connectors.toml", CONNECTOR.replace("facts.facts.commune", "case.commune")),
        ("connectors.toml", CONNECTOR + CONNECTOR),
        ("connectors.toml", CONNECTOR.partition("[[connector.purpose]]")[0]),
    ],
    ids=["no-wait", "unknown-kind", "unknown-recipient", "no-place-of-a-view", "twice", "no-purpose"],
)
def test_what_cannot_be_is_a_problem_with_its_file(pack: Path, name: str, text: str) -> None:
    """A word outside the vocabulary, a wait of no day, a column that no view has, a connector said twice."""
    (pack / name).write_text(text, encoding="utf-8")
    with pytest.raises(PackInvalid) as invalid:
        read_pack(pack)
    assert {problem.file for problem in invalid.value.params["problems"]} == {name}


def test_a_territory_has_its_own_connectors(pack: Path) -> None:
    """They take the place of those shipped."""
    (pack / "connectors.toml").write_text(CONNECTOR, encoding="utf-8")
    (one,) = read_pack(pack).connectors
    assert (one.recipient, one.form) == (Recipient.CAF, FileForm.XLSX)
    assert one.sent_for(ReferralPurpose.LEGAL_ADVICE) is None


def test_the_partners_of_the_call_have_a_shipped_connector_with_its_row_of_the_matrix() -> None:
    """CCAPEX secretariat, Conseil départemental, CAF, MSA, Banque de France, ADIL, Point Conseil Budget (C26)."""
    connectors = {one.recipient: one for one in shipped_connectors()}
    assert set(connectors) == {
        Recipient.CCAPEX,
        Recipient.CONSEIL_DEPARTEMENTAL,
        Recipient.CAF,
        Recipient.MSA,
        Recipient.BANQUE_DE_FRANCE,
        Recipient.ADIL,
        Recipient.PCB,
    }
    for recipient, one in connectors.items():
        sent = {row.purpose for row in core_matrix().rows_for(recipient, Direction.SEND)}
        assert {purpose.shared_for for purpose in one.purposes} <= sent
