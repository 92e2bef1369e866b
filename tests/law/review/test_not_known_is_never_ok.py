"""Whatever is known of an act, knowing less never makes a finding ok."""

from datetime import date
from enum import Enum

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.law.clocktime import TimeOfDay
from prevexp.law.inputs import inputs_of
from prevexp.law.loading import national_law
from prevexp.law.period import Period
from prevexp.law.policies import settle
from prevexp.law.reasoning import Reasoning
from prevexp.law.review.checks import national_checks
from prevexp.law.review.finding import Finding
from prevexp.law.setting import Setting

CHANGES = [
    date(2014, 3, 27),
    date(2018, 11, 25),
    date(2020, 4, 20),
    date(2022, 7, 1),
    date(2023, 7, 29),
    date(2025, 4, 17),
]
DAYS = st.builds(
    lambda day, away: date.fromordinal(day.toordinal() + away), st.sampled_from(CHANGES), st.integers(-100, 100)
)
PERIODS = st.sampled_from([Period.parse(text) for text in ("P1M", "P6W", "P2M", "P3M")])
HOURS = st.sampled_from([TimeOfDay(text) for text in ("05:59", "06:00", "12:30", "21:00", "21:01")])
POLICIES = {
    "renewed-lease": ["P2M", "P6W"],
    "longest-delay": ["longest", "law-only"],
    "art642-on-clause-delay": ["yes", "no"],
    "rule-factor": ["inferred", "lease", "act", "hearing"],
    "backward-months": ["strict", "same-day-number"],
    "acquisition-day": ["next-day", "last-day"],
}
PLACES = [
    Setting.of(national_law(), department, temple=temple)
    for department, temple in (("62", None), ("67", None), ("67", True), ("67", False))
]


def anything(kind):
    """Return the values an input of a type may have."""
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return {
        bool: st.booleans(),
        int: st.sampled_from([0, 1, 2, 3, 52000, 104000]),
        date: DAYS,
        Period: PERIODS,
        TimeOfDay: HOURS,
        str: st.sampled_from(["62", "67", "59"]),
    }[kind]


@st.composite
def acts(draw, check):
    """Draw a setting, what is known of an act, and what somebody else knows who saw less of it."""
    chosen = {name: draw(st.sampled_from(choices)) for name, choices in POLICIES.items()}
    setting = attrs.evolve(draw(st.sampled_from(PLACES)), policies=settle(national_law().policies, chosen))
    names = inputs_of(check.check)
    known = {name: draw(st.none() | anything(one.kind)) for name, one in names.items()}
    hidden = draw(st.sets(st.sampled_from(sorted(names))))
    return setting, known, {name: value for name, value in known.items() if name not in hidden}


@pytest.mark.parametrize("check", national_checks(), ids=lambda check: check.id)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_knowing_less_never_makes_a_finding_ok(check, data):
    """A defect, a not known or a not applicable may become not known; ok comes from what was seen only."""
    setting, known, less = data.draw(acts(check))
    found = check.check(Reasoning(setting=setting), **known)
    with_less = check.check(Reasoning(setting=setting), **less)
    if found.finding is not Finding.OK:
        assert with_less.finding is not Finding.OK


@pytest.mark.parametrize("check", national_checks(), ids=lambda check: check.id)
def test_an_act_of_which_nothing_was_seen_is_not_known(check):
    """No check is answered by silence, and each says who can answer."""
    found = check.check(Reasoning(setting=Setting.of(national_law(), "62")))
    assert found.finding is Finding.UNKNOWN
    assert found.ask is not None
