"""A rule gives way to another, or is not asked, only for a reason that is told, and never to two at once."""

from datetime import date
from typing import Any

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.provenance import Replacement
from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import ReplacementRefused
from prevexp.eligibility import RuleMissing
from prevexp.eligibility import Screening
from prevexp.eligibility import SwitchedOff
from prevexp.eligibility import check_replacements
from prevexp.eligibility import core_rules
from prevexp.eligibility import facts

MAY = date(2021, 5, 4)
FIRST, LAST = date(2021, 6, 1), date(2021, 6, 30)


def rule(name: str, replaces: str | None = None, **more: Any) -> EligibilityRule:
    return EligibilityRule(
        id=name,
        question="?",
        source="convention",
        remedy="Demander.",
        expression=facts.rural,
        replaces=Replacement(id=replaces, reason="convention, art. 3") if replaces else None,
        **more,
    )


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2021, 5, 31), "upstream-stage"),
        (FIRST, "d99.stage"),
        (LAST, "d99.stage"),
        (date(2021, 7, 1), "upstream-stage"),
    ],
)
def test_a_rule_gives_way_on_the_days_the_other_is_valid(on: date, asked: str) -> None:
    """The day before and the day after, the replaced rule is asked again."""
    rules = [*core_rules(), rule("d99.stage", "upstream-stage", valid_from=FIRST, valid_to=LAST)]
    screening = Screening.of(rules, on=on, requires=["upstream-stage"])
    ids = {one.id for one in screening.rules}
    assert ids & {"upstream-stage", "d99.stage"} == {asked}
    told = [(one.rule.id, one.instead.id if one.instead else None, one.reason) for one in screening.aside]
    assert told == ([("upstream-stage", "d99.stage", "convention, art. 3")] if asked == "d99.stage" else [])


def test_a_rule_is_switched_off_for_a_reason_unless_it_is_required() -> None:
    """What a territory does not ask is told; what it counts on cannot be switched off."""
    off = SwitchedOff(rule="not-open-elsewhere", reason="convention, art. 5", valid_from=FIRST)
    assert Screening.of(core_rules(), on=MAY, off=[off]).aside == ()
    screening = Screening.of(core_rules(), on=FIRST, off=[off])
    assert "not-open-elsewhere" not in {one.id for one in screening.rules}
    assert [(one.rule.id, one.reason, one.instead) for one in screening.aside] == [
        ("not-open-elsewhere", "convention, art. 5", None)
    ]
    with pytest.raises(RuleMissing):
        Screening.of(core_rules(), on=FIRST, off=[off], requires=["not-open-elsewhere"])
    with pytest.raises(InvalidValue):
        SwitchedOff(rule="not-open-elsewhere", reason="  ")


REFUSED = {
    "two of one rule": ([rule("a.x", "in-arrears"), rule("b.x", "in-arrears")], [], ("a.x", "b.x")),
    "no such rule": ([rule("a.x", "in-arears")], [], ("a.x",)),
    "itself": ([rule("a.x", "a.x")], [], ("a.x",)),
    "a circle": ([rule("a.x", "b.x"), rule("b.x", "a.x")], [], ("a.x", "b.x")),
    "replaced and off": (
        [rule("a.x", "in-arrears")],
        [SwitchedOff(rule="in-arrears", reason="r")],
        ("a.x", "[[off]] in-arrears"),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_rule_is_set_aside_once_a_day_and_never_by_itself(name: str) -> None:
    """The refusal names everybody who claims the rule."""
    rules, off, named = REFUSED[name]
    with pytest.raises(ReplacementRefused) as caught:
        check_replacements([*core_rules(), *rules], off)
    assert caught.value.params["rules"] == named


def test_replacements_of_one_rule_may_follow_each_other() -> None:
    """Two conventions, one after the other, each replace the rule in their own time."""
    first, second = rule("a.x", "in-arrears", valid_to=LAST), rule("b.x", "in-arrears", valid_from=date(2021, 7, 1))
    check_replacements([*core_rules(), first, second])
