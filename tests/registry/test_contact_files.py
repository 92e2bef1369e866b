"""contact.toml: how a territory approaches a household."""

from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.registry import read_pack
from prevexp.registry.contact_files import default_contact_plan

OWN = """
source = "convention, art. 4"
most_attempts = 3
stops = ["gone", "bad_address"]
follow_up_notice_days = 5

[[step]]
channel = "letter"
after_days = 0

[[step]]
channel = "letter"
after_days = 15

[[step]]
channel = "visit_unannounced"
after_days = 15

[[drop]]
outcome = "returned_mail"
channels = ["letter"]
"""


def test_a_territory_without_a_plan_has_the_one_that_comes_with_prevexp(pack: Path) -> None:
    """It says that it is an assumption."""
    plan = read_pack(pack).contact_plan
    assert plan == default_contact_plan()
    assert "hypothèse" in plan.source


def test_a_territory_has_its_own_plan(pack: Path) -> None:
    """Two letters, then the door; the pack's fingerprint knows the file."""
    before = read_pack(pack).fingerprint
    (pack / "contact.toml").write_text(OWN, encoding="utf-8")
    read = read_pack(pack)
    plan = read.contact_plan
    assert [(step.channel.value, step.after_days) for step in plan.steps] == [
        ("letter", 0),
        ("letter", 15),
        ("visit_unannounced", 15),
    ]
    assert plan.stops == {AttemptOutcome.GONE, AttemptOutcome.BAD_ADDRESS}
    assert plan.drops == {AttemptOutcome.RETURNED_MAIL: {Channel.LETTER}}
    assert (plan.most_attempts, plan.follow_up_notice_days, plan.source) == (3, 5, "convention, art. 4")
    assert read.fingerprint != before


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('"letter"\nafter_days = 0', '"pigeon"\nafter_days = 0', "unknown-value", "step.channel"),
        ("after_days = 0", "after_day = 0", "missing-key", "step.after_days"),
        ("after_days = 0", "after_days = -1", "wrong-type", "step.after_days"),
        ("after_days = 0", "after_days = 366", "contradiction", "step"),
        ("most_attempts = 3", "most_attempts = 2", "contradiction", ""),
        ('stops = ["gone", "bad_address"]', 'stops = ["vanished"]', "unknown-value", "stops"),
        ("[[drop]]", "[[drops]]", "unknown-key", "drops"),
        ('outcome = "returned_mail"', 'outcome = "lost_mail"', "unknown-value", "drop.outcome"),
    ],
)
def test_what_is_wrong_in_a_plan_is_told_with_its_key(pack: Path, old: str, new: str, code: str, key: str) -> None:
    """The pack is refused as a whole."""
    assert old in OWN
    (pack / "contact.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    found = {(problem.code.value, problem.key) for problem in refused.value.params["problems"]}
    assert (code, key) in found


def test_an_outcome_stands_once_and_a_plan_has_a_step(pack: Path) -> None:
    """A second line for one outcome would win in silence; a plan without a step is none."""
    twice = OWN + '\n[[drop]]\noutcome = "returned_mail"\nchannels = ["phone"]\n'
    for text, code in ((twice, "twice"), (OWN[: OWN.index("[[step]]")], "missing-key")):
        (pack / "contact.toml").write_text(text, encoding="utf-8")
        with pytest.raises(PackInvalid) as refused:
            read_pack(pack)
        assert code in {problem.code.value for problem in refused.value.params["problems"]}
