"""Days that published decisions retained, with the readings of the court that gave them."""

from datetime import date

import pytest

from prevexp.law.reasoning import Note
from prevexp.law.rules.table import national_rules

PLAIN = {"art642-on-clause-delay": "no"}
THE_DAY_ITSELF = {"acquisition-day": "last-day"}


def ruled(setting_of, rule, department, policies, **inputs):
    """Compute a rule where and as the court did."""
    return national_rules().compute(rule, setting_of(department, policies=policies), inputs)


@pytest.mark.parametrize(
    ("department", "policies", "inputs", "acquired"),
    [
        pytest.param(
            "67",
            PLAIN | THE_DAY_ITSELF,
            {"lease_concluded_on": "2022-01-25", "served_on": "2024-04-08"},
            date(2024, 6, 8),
            id="old lease, a Saturday kept: TJ Strasbourg, 1er juillet 2025, 24/00985",
        ),
        pytest.param(
            "93",
            THE_DAY_ITSELF,
            {"served_on": "2022-06-10"},
            date(2022, 8, 10),
            id="act before the reform, lease not read: TJ Bobigny, 23 juin 2025, 25/03099",
        ),
        pytest.param(
            "01",
            {},
            {
                "lease_concluded_on": "2023-08-23",
                "clause_delay_in_lease": "P6W",
                "delay_stated": "P2M",
                "served_on": "2025-02-10",
            },
            date(2025, 4, 11),
            id="new lease, two months announced: TJ Bourg-en-Bresse, 11 septembre 2025, 25/00214",
        ),
        pytest.param(
            "14",
            PLAIN,
            {"lease_concluded_on": "2023-02-09", "served_on": "2023-11-07"},
            date(2024, 1, 8),
            id="old lease, the day after a Sunday: TJ Caen, 24 juin 2025, 24/01001",
        ),
        pytest.param(
            "14",
            THE_DAY_ITSELF,
            {"lease_concluded_on": "2023-02-09", "served_on": "2023-11-07"},
            date(2024, 1, 8),
            id="the same day, moved to the Monday",
        ),
    ],
)
def test_the_clause_is_acquired_on_the_day_the_court_retained(setting_of, department, policies, inputs, acquired):
    """Last day or next day, moved or not: with the choices of the court, its day comes out."""
    assert ruled(setting_of, "C2", department, policies, **inputs).values["effect_day"] == acquired


@pytest.mark.parametrize("policies", [{}, PLAIN])
def test_an_end_on_a_day_off_is_disputed_whatever_was_chosen(setting_of, policies):
    """Courts differ on a Saturday: the result says so, moved or not."""
    found = ruled(setting_of, "C2", "67", policies, lease_concluded_on="2022-01-25", served_on="2024-04-08")
    assert Note.DISPUTED in [remark.note for remark in found.remarks]


def test_an_old_lease_with_six_weeks_announced_keeps_two_months_and_is_to_be_looked_at(setting_of):
    """The act of August 2023 behind avis 24-70.002: two months run, the household plans on six weeks."""
    found = ruled(
        setting_of, "C2", "01", {}, lease_concluded_on="2016-06-01", served_on="2023-08-11", delay_stated="P6W"
    )
    assert (found.values["last_day"], found.values["plan_by"]) == (date(2023, 10, 11), date(2023, 9, 22))
    assert Note.STATED_TOO_SHORT in [remark.note for remark in found.remarks]


@pytest.mark.parametrize(
    ("reading", "notified", "notification", "disputed"),
    [
        ("strict", "2017-04-18", "in-time", False),
        ("strict", "2017-04-19", "late", True),
        ("same-day-number", "2017-04-19", "in-time", True),
        ("same-day-number", "2017-04-20", "late", False),
    ],
)
def test_two_months_before_a_hearing_to_the_same_day_number(setting_of, reading, notified, notification, disputed):
    """Notified on 19 April for 19 June: late at first instance, in time for CA Paris, 11 février 2020, 17/20927."""
    policies = {"backward-months": reading}
    inputs = {"served_on": "2017-04-10", "hearing_on": "2017-06-19", "prefect_notified_on": notified}
    found = ruled(setting_of, "A2", "93", policies, **inputs)
    assert found.values["notification"] == notification
    assert (Note.DISPUTED in [remark.note for remark in found.remarks]) is disputed


def test_a_notice_to_the_prefect_after_the_first_hearing_is_late(setting_of):
    """It cannot be made good during the proceedings: Cass. 3e civ., 9 février 2022, 20-16.769."""
    inputs = {"served_on": "2016-03-02", "hearing_on": "2016-06-02", "prefect_notified_on": "2016-09-05"}
    found = ruled(setting_of, "A2", "78", {}, **inputs).values
    assert (found["notification"], found["consequence"]) == ("late", "claim-inadmissible")


def test_an_assignation_in_order_on_every_point(setting_of):
    """Seizure, clause and notice to the prefect in time: TJ Mulhouse, 24 juin 2025, 25/00881."""
    inputs = {
        "landlord_kind": "legal-person",
        "lease_concluded_on": "2018-11-26",
        "ccapex_seized_on": "2024-04-30",
        "commandement_served_on": "2024-04-30",
        "served_on": "2025-03-12",
        "prefect_notified_on": "2025-03-13",
        "hearing_on": "2025-05-15",
    }
    found = ruled(setting_of, "A1+A2+A6", "68", {}, **inputs).values
    assert (found["assignation"], found["notification"]) == ("in-time", "in-time")
    assert found["latest_notification"] == date(2025, 4, 2)


def test_an_assignation_three_weeks_after_two_months_is_in_time(setting_of):
    """Lease of 2021, two months although the act is of 2024: TJ Dijon, 20 juin 2025, 25/00087."""
    inputs = {"lease_concluded_on": "2021-06-01", "commandement_served_on": "2024-11-14", "served_on": "2025-02-03"}
    found = ruled(setting_of, "A6", "21", {}, **inputs).values
    assert (found["last_day"], found["assignation"]) == (date(2025, 1, 14), "in-time")


@pytest.mark.parametrize(
    ("served_on", "days"), [("2020-01-11", 0), ("2020-01-13", 1), ("2020-04-23", 103), ("2020-04-24", 0)]
)
def test_the_freeze_of_2020_spares_only_delays_that_end_in_it(setting_of, served_on, days):
    """From 12 March to 23 June 2020, both included: Cass. 3e civ., 12 octobre 2023, 22-19.117."""
    found = ruled(setting_of, "C11", "75", {}, lease_concluded_on="2017-06-01", served_on=served_on).values
    assert found["postponement_days"] == days


@pytest.mark.parametrize(
    ("covid_day", "acquisition", "effect"),
    [
        ("last-day", "next-day", date(2020, 8, 2)),
        ("last-day", "last-day", date(2020, 8, 1)),
        ("first-effect", "next-day", date(2020, 8, 1)),
        ("first-effect", "last-day", date(2020, 8, 1)),
    ],
)
def test_the_day_put_off_by_the_freeze_follows_both_choices(setting_of, covid_day, acquisition, effect):
    """A court that dates the clause from the last day does so after the freeze too."""
    policies = {"covid-day": covid_day, "acquisition-day": acquisition}
    found = ruled(setting_of, "C11", "62", policies, lease_concluded_on="2017-05-01", served_on="2020-02-20")
    assert found.values["effect_day"] == effect


def test_no_debt_is_no_arrears(setting_of):
    """Where the aid covers the whole cost the threshold is nothing: a debt of nothing does not reach it."""
    inputs = {"rent_cents": 52000, "charges_cents": 0, "housing_aid_cents": 52000, "aid_paid_to": "landlord"}
    for debt, arrears in ((0, False), (1, True)):
        found = ruled(setting_of, "F1", "62", {}, debt_on="2021-05-05", debt_cents=debt, **inputs).values
        assert (found["threshold_cents"], found["aid_arrears"]) == (0, arrears)
