"""Every day and hour that a check turns on: the day before, the day, the day after."""

import pytest

SIX = ("rent_and_charges_stated", "account_by_term", "warning_stated", "grace_delay_stated")


@pytest.mark.parametrize(
    ("served_at", "finding"),
    [("05:59", "defect"), ("06:00", "ok"), ("06:01", "ok"), ("20:59", "ok"), ("21:00", "ok"), ("21:01", "defect")],
)
def test_the_hours_of_service_are_both_included(answered, served_at, finding):
    """Six o'clock and nine in the evening are allowed, the minute before and the minute after are not."""
    answer = answered("act-review-3", served_on="2021-04-15", served_at=served_at, judge_permission=False)
    assert answer.finding == finding


@pytest.mark.parametrize(
    ("served_on", "department", "finding"),
    [
        ("2021-03-06", "62", "ok"),  # a Saturday
        ("2021-03-07", "62", "defect"),
        ("2021-03-08", "62", "ok"),
        ("2021-05-12", "62", "ok"),
        ("2021-05-13", "62", "defect"),  # Ascension
        ("2021-05-14", "62", "ok"),
        ("2024-12-26", "62", "ok"),
        ("2024-12-26", "67", "defect"),
    ],
)
def test_neither_sunday_nor_a_holiday_of_the_place(answered, served_on, department, finding):
    """The day is that of the place: 26 December is a holiday in Bas-Rhin only."""
    inputs = {"served_on": served_on, "served_at": "10:00", "judge_permission": False}
    assert answered("act-review-3", department=department, **inputs).finding == finding


@pytest.mark.parametrize(
    ("department", "temple", "finding", "ask"),
    [
        ("62", None, "ok", None),
        ("67", None, "unknown", "town-hall"),
        ("67", True, "defect", None),
        ("67", False, "ok", None),
    ],
)
def test_good_friday_depends_on_the_commune_and_is_never_guessed(answered, department, temple, finding, ask):
    """A holiday in Alsace-Moselle where the commune has a temple; not said, the town hall is asked."""
    answer = answered(
        "act-review-3",
        department=department,
        served_on="2025-04-18",
        served_at="10:00",
        judge_permission=False,
        commune_has_protestant_temple=temple,
    )
    assert (answer.finding, answer.ask) == (finding, ask)


@pytest.mark.parametrize(
    ("served_on", "served_by", "finding"),
    [
        ("2022-06-30", "huissier-de-justice", "ok"),
        ("2022-06-30", "commissaire-de-justice", "defect"),
        ("2022-07-01", "huissier-de-justice", "defect"),
        ("2022-07-01", "commissaire-de-justice", "ok"),
        ("2022-07-02", "commissaire-de-justice", "ok"),
    ],
)
def test_the_officer_is_the_one_of_the_day(answered, served_on, served_by, finding):
    """Huissiers de justice until 30 June 2022, commissaires de justice from 1 July."""
    assert answered("act-review-2", served_on=served_on, served_by=served_by).finding == finding


@pytest.mark.parametrize(
    ("served_on", "sent_on", "finding"),
    [
        ("2021-04-15", "2021-04-15", "ok"),
        ("2021-04-15", "2021-04-16", "ok"),
        ("2021-04-15", "2021-04-17", "defect"),
        ("2021-04-16", "2021-04-17", "ok"),  # a Saturday is ouvrable
        ("2021-04-17", "2021-04-19", "ok"),  # Saturday to Monday
        ("2021-04-17", "2021-04-20", "defect"),
        ("2021-05-12", "2021-05-14", "ok"),  # Ascension lies between
    ],
)
def test_the_letter_goes_the_same_day_or_the_next_jour_ouvrable(answered, served_on, sent_on, finding):
    """Saturday counts, Sunday and holidays do not."""
    inputs = {"served_on": served_on, "letter_sent_on": sent_on, "service_mode": "at-home", "notice_left": True}
    assert answered("act-review-5", **inputs).finding == finding


@pytest.mark.parametrize(("temple", "finding"), [(True, "ok"), (False, "defect"), (None, "unknown")])
def test_a_letter_after_good_friday_depends_on_the_commune(answered, temple, finding):
    """Served on Maundy Thursday, sent on Saturday: in time only if Friday was a holiday there."""
    answer = answered(
        "act-review-5",
        department="67",
        served_on="2025-04-17",
        letter_sent_on="2025-04-19",
        service_mode="at-home",
        notice_left=True,
        commune_has_protestant_temple=temple,
    )
    assert answer.finding == finding


@pytest.mark.parametrize(
    ("lease", "finding"), [("2023-07-28", "defect"), ("2023-07-29", "not-applicable"), ("2023-07-30", "not-applicable")]
)
def test_the_clause_is_looked_for_in_leases_before_it_was_in_every_lease(answered, lease, finding):
    """From 29 July 2023 the clause is in every lease by law."""
    assert answered("act-review-6", lease_concluded_on=lease, lease_has_clause=False).finding == finding


@pytest.mark.parametrize(
    ("lease", "stated", "finding"),
    [
        ("2023-07-28", "P2M", "ok"),
        ("2023-07-28", "P6W", "defect"),
        ("2023-07-29", "P6W", "ok"),
        ("2023-07-29", "P2M", "ok"),
        ("2023-07-29", "P41D", "defect"),
        ("2023-07-30", "P43D", "ok"),
    ],
)
def test_the_lease_picks_the_delay_that_must_be_announced(answered, lease, stated, finding):
    """Two months for old leases, six weeks for new ones; a longer delay is no defect."""
    inputs = {"served_on": "2024-05-14", "lease_concluded_on": lease, "delay_stated": stated}
    assert answered("act-review-7", clause_delay_in_lease="P6W", **inputs).finding == finding


@pytest.mark.parametrize(
    ("stated", "policy", "finding"), [("P2M", "longest", "defect"), ("P3M", "longest", "ok"), ("P2M", "law-only", "ok")]
)
def test_a_longer_delay_in_the_lease_must_be_reached_if_the_policy_says_so(answered, stated, policy, finding):
    """The longest of law and lease, unless the territory follows the law only."""
    inputs = {"served_on": "2021-04-15", "clause_delay_in_lease": "P3M", "delay_stated": stated}
    assert answered("act-review-7", policies={"longest-delay": policy}, **inputs).finding == finding


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize(
    ("served_on", "finding"),
    [
        ("2014-03-26", "unknown"),
        ("2014-03-27", "not-applicable"),
        ("2018-11-24", "not-applicable"),
        ("2018-11-25", "defect"),
        ("2018-11-26", "defect"),
    ],
)
def test_the_six_mentions_are_those_of_the_loi_elan(answered, name, served_on, finding):
    """Not before 25 November 2018; before 27 March 2014 nothing is established."""
    number = dict(zip(SIX, (9, 10, 13, 15), strict=True))[name]
    assert answered(f"act-review-{number}", served_on=served_on, **{name: False}).finding == finding


@pytest.mark.parametrize(
    ("served_on", "finding"),
    [
        ("2014-03-26", "unknown"),
        ("2014-03-27", "defect"),
        ("2018-11-24", "defect"),
        ("2018-11-25", "not-applicable"),
    ],
)
def test_texts_were_to_be_reproduced_under_the_loi_alur(answered, served_on, finding):
    """From 27 March 2014 to 24 November 2018."""
    assert answered("act-review-16", served_on=served_on, texts_reproduced=False).finding == finding


@pytest.mark.parametrize(
    ("served_on", "finding"), [("2023-04-30", "ok"), ("2023-05-01", "ok"), ("2023-05-02", "defect")]
)
def test_a_term_lapses_three_years_after_it_was_due(answered, served_on, finding):
    """The last day of the third year still counts; no delay of procedure, so it does not move."""
    inputs = {"oldest_term_due_on": "2020-05-01", "fees_claimed_cents": 0, "other_sums_claimed_cents": 0}
    assert answered("act-review-11", served_on=served_on, **inputs).finding == finding


@pytest.mark.parametrize(("due_on", "finding"), [("2021-04-14", "ok"), ("2021-04-15", "ok"), ("2021-04-16", "defect")])
def test_a_term_is_due_on_its_day(answered, due_on, finding):
    """A term of the day of the act may be claimed, one of the day after may not."""
    inputs = {"served_on": "2021-04-15", "debt_contested": False, "aid_credited": True}
    assert answered("act-review-12", latest_term_due_on=due_on, **inputs).finding == finding


@pytest.mark.parametrize(
    ("surety_on", "finding"), [("2021-04-29", "ok"), ("2021-04-30", "ok"), ("2021-05-01", "defect")]
)
def test_the_surety_is_served_within_fifteen_days(answered, surety_on, finding):
    """The day of service is not counted."""
    assert answered("act-review-19", served_on="2021-04-15", surety_served_on=surety_on).finding == finding


@pytest.mark.parametrize(("cents", "finding"), [(103999, "not-applicable"), (104000, "defect"), (104001, "defect")])
def test_two_rents_without_charges_are_signalled(answered, cents, finding):
    """Equivalent is read as at least; below, the officer need not signal."""
    inputs = {"served_on": "2024-03-15", "landlord_kind": "natural-person", "rent_cents": 52000, "months_unpaid": 1}
    assert answered("act-review-20", debt_cents=cents, ccapex_signalled=False, **inputs).finding == finding


@pytest.mark.parametrize(
    ("served_on", "finding"), [("2021-08-02", "defect"), ("2021-08-03", "ok"), ("2021-08-04", "ok")]
)
def test_a_legal_person_waits_two_months_after_the_ccapex(answered, served_on, finding):
    """31 July 2021 is a Saturday: the delay ends on Monday, and Tuesday is free."""
    inputs = {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-05-31"}
    assert answered("act-review-21", served_on=served_on, **inputs).finding == finding


@pytest.mark.parametrize(
    ("notified_on", "finding"), [("2025-03-24", "ok"), ("2025-03-25", "ok"), ("2025-03-26", "defect")]
)
def test_the_prefect_is_told_before_the_six_weeks(answered, notified_on, finding):
    """Counted back from the hearing, never moved."""
    inputs = {"served_on": "2025-03-10", "hearing_on": "2025-05-07"}
    assert answered("act-review-22", prefect_notified_on=notified_on, **inputs).finding == finding


@pytest.mark.parametrize(
    ("served_on", "finding"), [("2021-06-14", "defect"), ("2021-06-15", "defect"), ("2021-06-16", "ok")]
)
def test_the_assignation_comes_after_the_clause_delay(answered, served_on, finding):
    """The last day belongs to the tenant."""
    inputs = {"commandement_served_on": "2021-04-15", "clause_delay_in_lease": "P2M", "delay_stated": "P2M"}
    assert answered("act-review-23", served_on=served_on, **inputs).finding == finding


@pytest.mark.parametrize(
    ("served_on", "finding"), [("2020-07-31", "defect"), ("2020-08-01", "defect"), ("2020-08-02", "ok")]
)
def test_the_freeze_of_2020_puts_the_assignation_off(answered, served_on, finding):
    """A delay that ended in the spring of 2020 is followed to the day it was put off to."""
    inputs = {"commandement_served_on": "2020-02-20", "clause_delay_in_lease": "P2M", "delay_stated": "P2M"}
    assert answered("act-review-23", served_on=served_on, **inputs).finding == finding
