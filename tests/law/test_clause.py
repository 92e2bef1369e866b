"""The termination clause: what the lease, the act, the freeze of 2020 and the open questions make of its delay."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.law.counting import StepCode
from prevexp.law.reasoning import Note
from prevexp.law.rules.table import national_rules

DAY = timedelta(days=1)
CHANGE = date(2023, 7, 29)


@pytest.fixture(scope="module")
def clause(setting_of):
    """Compute C2 in a place under choices: `clause(served_on=…, policies={…})`."""

    def compute(*, rule="C2", policies=None, department="62", **inputs):
        return national_rules().compute(rule, setting_of(department, policies=policies or {}), inputs)

    return compute


@pytest.mark.parametrize(
    ("served_on", "lease", "delay", "nominal"),
    [
        (date(2021, 4, 12), None, "P2M", date(2021, 6, 12)),  # no lease of six weeks existed
        (date(2021, 12, 31), date(2018, 5, 1), "P2M", date(2022, 2, 28)),
        (date(2023, 12, 31), date(2019, 1, 1), "P2M", date(2024, 2, 29)),
        (date(2024, 1, 10), date(2023, 7, 28), "P2M", date(2024, 3, 10)),
        (date(2024, 1, 10), date(2023, 7, 29), "P6W", date(2024, 2, 21)),
        (date(2024, 1, 10), date(2023, 7, 30), "P6W", date(2024, 2, 21)),
        (date(2023, 7, 28), None, "P2M", date(2023, 9, 28)),
    ],
)
def test_the_day_of_the_lease_picks_the_delay(clause, served_on, lease, delay, nominal):
    """Two months for leases up to 28 July 2023, six weeks from the 29th, whenever the act was served."""
    found = clause(served_on=served_on, lease_concluded_on=lease).values
    assert (str(found["clause_delay"]), found["nominal_last_day"]) == (delay, nominal)


@pytest.mark.parametrize(
    ("served_on", "plan_by", "latest"),
    [
        (date(2023, 7, 29), date(2023, 9, 9), date(2023, 9, 29)),
        (date(2023, 7, 30), date(2023, 9, 10), date(2023, 10, 2)),
        (date(2024, 3, 20), date(2024, 5, 1), date(2024, 5, 21)),  # Whit Monday after a week end
    ],
)
def test_without_the_lease_both_ends_are_given_and_none_is_chosen(clause, served_on, plan_by, latest):
    """A lease that may be new leaves the delay not known: plan by the shorter, rely on no end before the longer."""
    ruling = clause(served_on=served_on)
    assert (ruling.values["plan_by"], ruling.values["no_later_than"]) == (plan_by, latest)
    unknown = ("clause_delay", "nominal_last_day", "last_day", "effect_day")
    assert [ruling.values[name] for name in unknown] == [None] * 4
    assert ruling.values["ask"] == "lease"
    assert Note.LEASE_NOT_KNOWN in [remark.note for remark in ruling.remarks]


@pytest.mark.parametrize(
    ("renewed_on", "policies", "nominal", "asked"),
    [
        (date(2024, 3, 1), {}, date(2024, 11, 10), True),
        (date(2024, 3, 1), {"renewed-lease": "P6W"}, date(2024, 10, 22), True),
        (CHANGE, {}, date(2024, 11, 10), True),
        (CHANGE - DAY, {"renewed-lease": "P6W"}, date(2024, 11, 10), False),  # renewed under the old law
        (date(2024, 9, 11), {"renewed-lease": "P6W"}, date(2024, 11, 10), False),  # renewed after the act
    ],
)
def test_a_renewed_lease_is_an_open_question(clause, renewed_on, policies, nominal, asked):
    """A lease renewed since 29 July 2023 and before the act is decided by policy, planned by the shorter delay."""
    served_on = date(2024, 9, 10)
    ruling = clause(
        served_on=served_on, lease_concluded_on=date(2019, 3, 1), lease_renewed_on=renewed_on, policies=policies
    )
    assert ruling.values["nominal_last_day"] == nominal
    assert ruling.values["plan_by"] == (date(2024, 10, 22) if asked else date(2024, 11, 10))
    assert ("renewed-lease" in ruling.policies) is asked
    assert (ruling.values.get("policy") == "renewed-lease") is asked


@pytest.mark.parametrize(
    ("lease", "in_lease", "stated", "policy", "delay"),
    [
        (date(2023, 10, 1), "P2M", None, "longest", "P2M"),
        (date(2023, 10, 1), "P2M", None, "law-only", "P6W"),
        (date(2023, 10, 1), None, "P2M", "longest", "P2M"),
        (date(2023, 10, 1), "P3M", "P2M", "longest", "P3M"),
        (date(2023, 10, 1), "P15D", "P1M", "longest", "P6W"),  # shorter ones run at the length of the law
        (date(2023, 10, 1), "P42D", None, "longest", "P6W"),  # as long as the law: the text of law is named
        (date(2019, 3, 1), None, "P6W", "longest", "P2M"),  # the defect of many acts
        (date(2019, 3, 1), None, "P6W", "law-only", "P2M"),
    ],
)
def test_the_longest_of_law_lease_and_act_protects(clause, lease, in_lease, stated, policy, delay):
    """The law is a minimum; a longer delay of lease or act may be relied on, a shorter one does not count."""
    ruling = clause(
        served_on=date(2024, 4, 8),
        lease_concluded_on=lease,
        clause_delay_in_lease=in_lease,
        delay_stated=stated,
        policies={"longest-delay": policy},
    )
    assert str(ruling.values["clause_delay"]) == delay
    assert "longest-delay" in ruling.policies
    decided = delay not in {"P6W", "P2M"} or (delay == "P2M" and lease.year == 2023)
    assert (ruling.values.get("policy") == "longest-delay") is decided


@given(st.dates(date(2014, 1, 1), date(2030, 12, 31)), st.sampled_from([None, "P1M", "P6W", "P2M", "P3M"]))
def test_planning_never_waits_for_the_end_of_the_clause(clause, served_on, stated):
    """The day to plan by is never after the last day, whatever the act states and wherever holidays fall."""
    lease = date(2013, 1, 1)
    found = clause(served_on=served_on, lease_concluded_on=lease, delay_stated=stated).values
    assert served_on < found["plan_by"] <= found["nominal_last_day"] <= found["last_day"] < found["effect_day"]


@given(st.dates(date(2014, 1, 1), date(2030, 12, 31)), st.integers(0, 400))
def test_a_later_act_never_gives_an_earlier_end(clause, served_on, more):
    """Under one lease no end moves back when the act moves on."""
    lease = date(2010, 1, 1)
    sooner, later = (
        clause(served_on=day, lease_concluded_on=lease).values for day in (served_on, served_on + more * DAY)
    )
    for name in ("plan_by", "nominal_last_day", "last_day"):
        assert sooner[name] <= later[name]


@pytest.mark.parametrize(
    ("policies", "last_day", "effect_day"),
    [
        ({}, date(2021, 5, 10), date(2021, 5, 11)),
        ({"art642-on-clause-delay": "no"}, date(2021, 5, 8), date(2021, 5, 9)),
        ({"acquisition-day": "last-day"}, date(2021, 5, 10), date(2021, 5, 10)),
    ],
)
def test_what_the_courts_dispute_is_a_policy(clause, policies, last_day, effect_day):
    """Whether article 642 moves the end of 8 May 2021, and from which day the clause plays, is chosen and named."""
    ruling = clause(served_on=date(2021, 3, 8), lease_concluded_on=date(2019, 5, 1), policies=policies)
    assert (ruling.values["last_day"], ruling.values["effect_day"]) == (last_day, effect_day)
    assert ruling.values["plan_by"] == date(2021, 5, 8)
    assert Note.DISPUTED in [remark.note for remark in ruling.remarks]
    assert {"art642-on-clause-delay", "acquisition-day"} <= ruling.policies.keys()


@pytest.mark.parametrize(
    ("served_on", "days", "postponed"),
    [
        (date(2020, 1, 11), 0, None),  # ended on 11 March, the day before
        (date(2020, 1, 12), 0, date(2020, 6, 23)),
        (date(2020, 1, 13), 1, date(2020, 6, 24)),
        (date(2020, 2, 20), 39, date(2020, 8, 1)),
        (date(2020, 4, 22), 102, date(2020, 10, 3)),
        (date(2020, 4, 23), 103, date(2020, 10, 4)),
        (date(2020, 4, 24), 0, None),  # ended on 24 June, the day after
    ],
)
def test_the_freeze_of_2020_around_its_first_and_last_day(clause, served_on, days, postponed):
    """A delay that ended from 12 March to 23 June 2020 runs again from 23 June for as many days as it had run."""
    found = clause(rule="C11", served_on=served_on, lease_concluded_on=date(2017, 5, 1)).values
    assert (found["postponement_days"], found["postponed_day"]) == (days, postponed)
    if postponed is not None:
        assert found["effect_day"] == postponed + DAY


@pytest.mark.parametrize(
    ("born_on", "days", "postponed"),
    [
        (date(2020, 3, 11), 69, date(2020, 8, 31)),
        (date(2020, 3, 12), 69, date(2020, 8, 31)),
        (date(2020, 3, 13), 68, date(2020, 8, 30)),
        (date(2020, 3, 20), 61, date(2020, 8, 23)),
    ],
)
def test_a_debt_born_within_the_freeze_postpones_by_less(clause, born_on, days, postponed):
    """From the birth of a debt in the freeze, or from 12 March if it is older, the days until the end are counted."""
    lease = date(2017, 5, 1)
    found = clause(rule="C11", served_on=date(2020, 3, 20), lease_concluded_on=lease, debt_born_on=born_on).values
    assert found["nominal_last_day"] == date(2020, 5, 20)
    assert (found["postponement_days"], found["postponed_day"]) == (days, postponed)


def test_the_first_day_of_effect_after_the_freeze_is_a_policy(clause):
    """The postponed day is the last to pay or the first of effect, as the territory chooses."""
    inputs = {
        "served_on": date(2020, 2, 20),
        "lease_concluded_on": date(2017, 5, 1),
        "policies": {"covid-day": "first-effect"},
    }
    assert clause(rule="C11", **inputs).values["effect_day"] == date(2020, 8, 1)


def test_the_steps_tell_the_whole_count(clause):
    """Which version was read and what picked it comes before the count, the day of effect after it."""
    codes = [step.code for step in clause(served_on=date(2021, 3, 8), lease_concluded_on=date(2019, 5, 1)).steps]
    assert codes[:3] == [StepCode.VERSION, StepCode.NOT_COUNTED, StepCode.PERIOD_ENDS]
    assert codes[-1] is StepCode.EFFECT


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({"served_on": date(2021, 4, 12), "lease_concluded_on": date(2021, 4, 13)}, "act-before-lease"),
        (
            {
                "served_on": date(2024, 4, 12),
                "lease_concluded_on": date(2020, 1, 2),
                "lease_renewed_on": date(2020, 1, 1),
            },
            "renewal-before-lease",
        ),
        ({"served_on": date(2021, 4, 12), "hearing_on": date(2021, 4, 11)}, "hearing-before-assignation"),
        ({"lease_concluded_on": date(2021, 4, 13)}, "missing-input"),
    ],
)
def test_contradictory_days_give_no_day(clause, inputs, reason):
    """An act before the lease, a renewal before it, a hearing before the act or no act at all is refused by name."""
    with pytest.raises(LegalInputRefused) as refused:
        clause(**inputs)
    assert refused.value.reason == reason


def test_kept_to_the_law_alone_what_lease_and_act_announce_changes_no_end(setting_of):
    """Policy `longest-delay`: also where the lease is not known and only the latest reading can be given."""
    setting = setting_of(policies={"longest-delay": "law-only"})
    inputs = {"served_on": date(2024, 4, 8), "clause_delay_in_lease": "P6M", "delay_stated": "P3M"}
    found = national_rules().compute("C2", setting, inputs).values
    assert found["no_later_than"] == date(2024, 6, 10)
