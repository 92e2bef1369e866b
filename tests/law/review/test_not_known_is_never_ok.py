"""Whatever is known of an act, knowing less never makes a finding ok."""

from datetime import date
from enum import Enum

import attrs
import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.act_review import Finding
from prevexp.law.clocktime import TimeOfDay
from prevexp.law.contradictions import contradictions
from prevexp.law.inputs import inputs_of
from prevexp.law.loading import national_law
from prevexp.law.period import Period
from prevexp.law.policies import settle
from prevexp.law.reasoning import Reasoning
from prevexp.law.review.checks import national_checks
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
    """Draw a setting and what is known of an act, most of it seen."""
    chosen = {name: draw(st.sampled_from(choices)) for name, choices in POLICIES.items()}
    setting = attrs.evolve(draw(st.sampled_from(PLACES)), policies=settle(national_law().policies, chosen))
    names = inputs_of(check.check)
    seen = draw(st.lists(st.integers(0, 5), min_size=len(names), max_size=len(names)))
    known = {
        name: draw(anything(one.kind)) if kept else None for (name, one), kept in zip(names.items(), seen, strict=True)
    }
    assume(not any(contradictions(known, check.act_kinds)))  # a review refuses them
    return setting, known


def finding(check, setting, known, *hidden):
    """Return what a check finds if some inputs are hidden from it."""
    less = {name: None if name in hidden else value for name, value in known.items()}
    return check.check(Reasoning(setting=setting), **less).finding


@pytest.mark.parametrize("check", national_checks(), ids=lambda check: check.id)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_knowing_less_never_makes_a_finding_ok(check, data):
    """A defect, a not known or a not applicable may become not known; ok comes from what was seen only.

    Every input is hidden alone, then some together.
    """
    setting, known = data.draw(acts(check))
    together = data.draw(st.sets(st.sampled_from(sorted(known))))
    if finding(check, setting, known) is not Finding.OK:
        less = [finding(check, setting, known, *hidden) for hidden in (*((name,) for name in known), together)]
        assert Finding.OK not in less


SUED = {"commandement_served_on": date(2021, 4, 15), "served_on": date(2021, 6, 20)}
TOLD_LATE = {
    "served_on": date(2025, 3, 10),
    "hearing_on": date(2025, 5, 7),
    "prefect_notified_on": date(2025, 3, 20),
    "lease_concluded_on": date(2016, 6, 1),
}
LONG, SHORT = Period.parse("P3M"), Period.parse("P2M")


@pytest.mark.parametrize(
    ("id_", "policies", "known", "hidden"),
    [
        ("act-review-6", {}, {"lease_concluded_on": date(2024, 1, 1), "lease_has_clause": True}, "lease_concluded_on"),
        ("act-review-7", {}, SUED | {"delay_stated": SHORT, "clause_delay_in_lease": LONG}, "clause_delay_in_lease"),
        ("act-review-22", {"rule-factor": "lease"}, TOLD_LATE, "lease_concluded_on"),
        ("act-review-23", {}, SUED | {"delay_stated": LONG, "clause_delay_in_lease": SHORT}, "delay_stated"),
        ("act-review-23", {}, SUED | {"delay_stated": SHORT, "clause_delay_in_lease": LONG}, "clause_delay_in_lease"),
    ],
)
def test_what_was_hidden_might_have_been_worse(id_, policies, known, hidden):
    """A lease that lengthens the delay, an old lease under the longer notice: hidden, the check is not known."""
    check = next(check for check in national_checks() if check.id == id_)
    setting = Setting.of(national_law(), "62", policies=policies)
    seen = {name: value for name, value in known.items() if name in inputs_of(check.check)}
    assert finding(check, setting, seen) is not Finding.OK
    assert finding(check, setting, seen, hidden) is Finding.UNKNOWN


@pytest.mark.parametrize("stated", [SHORT, LONG, None])
def test_where_the_law_alone_counts_what_was_announced_changes_nothing(stated):
    """Policy `longest-delay`, law only: an assignation after the longest legal delay is in time, lease known or not."""
    check = next(check for check in national_checks() if check.id == "act-review-23")
    setting = Setting.of(national_law(), "62", policies={"longest-delay": "law-only"})
    known = {"commandement_served_on": date(2025, 3, 28), "served_on": date(2025, 6, 23), "delay_stated": stated}
    assert finding(check, setting, known) is Finding.OK


@pytest.mark.parametrize("check", national_checks(), ids=lambda check: check.id)
def test_an_act_of_which_nothing_was_seen_is_not_known(check):
    """No check is answered by silence, and each says who can answer."""
    found = check.check(Reasoning(setting=Setting.of(national_law(), "62")))
    assert found.finding is Finding.UNKNOWN
    assert found.ask is not None
