"""A date that is not known is never told as if it were: what stands in for it is named, what is doubtful said."""

from datetime import date

import pytest

from prevexp.domain.errors import LegalInputRefused
from prevexp.law.counting import StepCode
from prevexp.law.parameters import Status
from prevexp.law.reasoning import Note
from prevexp.law.rules.table import national_rules
from prevexp.law.setting import Setting

OLD_LEASE = {"served_on": "2023-08-10", "lease_concluded_on": "2016-06-01"}
CQL = {"served_on": "2024-02-10", "prefect_seized": True}


def ruled(setting_of, rule, **inputs):
    """Compute a rule in Pas-de-Calais."""
    return national_rules().compute(rule, setting_of("62"), inputs)


@pytest.mark.parametrize(
    ("rule", "inputs", "parameter", "stand_in"),
    [
        ("C2", {"served_on": "2021-02-20"}, "clause-delay", "served_on"),
        ("A1", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-05-31"}, "ccapex-wait", "ccapex_seized_on"),
        ("F6", {"landlord_kind": "legal-person", "caf_reported_on": "2021-05-31"}, "ccapex-wait", "caf_reported_on"),
        ("A2", {"hearing_on": "2021-09-21"}, "prefect-notice", "hearing_on"),
        ("H1", {"judged_on": "2021-10-12"}, "payment-time-max", "judged_on"),
        ("F3", {"debt_on": "2021-05-05", "constituted_on": "2021-05-01"}, "aid-report", None),
        ("F9", {"moratorium_starts_on": "2022-01-31", "moratorium": "P6M"}, "after-moratorium", "moratorium_starts_on"),
        ("C2", {"served_on": "2021-02-20", "lease_concluded_on": "2020-01-01"}, "clause-delay", None),
        ("H1", {"judged_on": "2021-10-12", "hearing_on": "2021-09-12"}, "payment-time-max", None),
    ],
)
def test_a_day_that_stands_in_for_another_is_named(setting_of, rule, inputs, parameter, stand_in):
    """The version was picked by the day of an act, of a judgment, of a debt: under its own name."""
    (basis,) = [one for one in ruled(setting_of, rule, **inputs).basis if one.parameter.id == parameter]
    assert basis.stand_in == stand_in


def test_an_assignation_not_seen_came_before_its_hearing(setting_of):
    """Before the reform there is but one version; after it the day of the assignation decides, and is asked for."""
    assert ruled(setting_of, "A2", hearing_on="2023-07-28").values["latest_notification"] == date(2023, 5, 27)
    later = ruled(setting_of, "A2", hearing_on="2023-07-29").values
    assert (later["latest_notification"], later["ask"]) == (None, "bailiff-or-act")


def test_a_renewed_lease_is_an_open_question_and_said_so(setting_of):
    """The version of the renewal is not told as that of the lease."""
    inputs = {"lease_concluded_on": "2019-03-01", "lease_renewed_on": "2024-03-01", "served_on": "2024-09-10"}
    found = ruled(setting_of, "C2b", **inputs)
    assert [basis.stand_in for basis in found.basis] == [None, "lease_renewed_on"]
    assert Note.OPEN_QUESTION in [remark.note for remark in found.remarks]


@pytest.mark.parametrize(
    ("rule", "inputs"),
    [("F7", {"file_complete_on": "2024-01-08"}), ("F13", {"filed_on": "2024-01-08"})],
)
def test_a_delay_that_is_not_established_is_to_be_checked(setting_of, rule, inputs):
    """Given, and flagged, as the page on the law says."""
    found = ruled(setting_of, rule, **inputs)
    assert {basis.version.status for basis in found.basis} == {Status.NOT_ESTABLISHED}
    assert Note.NOT_ESTABLISHED in [remark.note for remark in found.remarks]


@pytest.mark.parametrize(
    ("rule", "inputs", "code"),
    [
        ("O1", {"last_exchange_on": "2021-04-30"}, StepCode.KEPT),
        ("O1", {"last_exchange_on": "2021-05-03"}, None),
        ("A1", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-02-28"}, None),
        ("A1", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-02-26"}, None),
        ("A1", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-03-30"}, None),
        ("A1", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-03-12"}, StepCode.NO_SERVICE),
        ("E3", CQL | {"delay_cut_to": "P15D"}, StepCode.CUT),
        ("E3", CQL | {"judge_time_until": "2024-09-15"}, StepCode.JUDGE_TIME),
        ("E3", CQL | {"judge_time_until": "2024-03-15"}, None),
        ("E3", CQL | {"prefect_seized_on": "2024-02-12"}, StepCode.SEIZED),
        ("E3", CQL | {"rehoused": True}, StepCode.REHOUSED),
    ],
)
def test_what_moved_a_day_is_among_the_steps(setting_of, rule, inputs, code):
    """A judge who cut the delay or gave time, a late seizure, a day without service: each has its step, or none."""
    told = {StepCode.KEPT, StepCode.NO_SERVICE, StepCode.CUT, StepCode.JUDGE_TIME, StepCode.SEIZED, StepCode.REHOUSED}
    steps = [step.code for step in ruled(setting_of, rule, **inputs).steps if step.code in told]
    assert steps == ([code] if code else [])


@pytest.mark.parametrize(
    ("debt_on", "due", "notes"),
    [
        ("2026-12-31", date(2027, 2, 28), [Note.CONSTITUTION_NOT_KNOWN]),
        ("2027-01-01", None, [Note.TRANSITION, Note.NOT_ESTABLISHED]),
    ],
)
def test_a_report_of_arrears_says_what_is_doubtful(setting_of, debt_on, due, notes):
    """Until 2026 the day of constitution; then to which debts the new rule applies, and the delay."""
    inputs = {"debt_cents": 200000, "rent_cents": 52000, "charges_cents": 0, "aid_paid_to": "tenant"}
    found = ruled(setting_of, "F3", debt_on=debt_on, **inputs)
    assert (found.values["caf_report_due"], [remark.note for remark in found.remarks]) == (due, notes)


def test_no_step_is_told_twice(setting_of):
    """Two rules that share a computation tell it once."""
    inputs = {"debt_on": "2021-05-05", "debt_cents": 70000, "rent_cents": 52000, "charges_cents": 0}
    steps = ruled(setting_of, "F1+F3", **inputs, aid_paid_to="tenant").steps
    assert [step.code for step in steps].count(StepCode.THRESHOLD) == 1


@pytest.mark.parametrize(("written", "meant"), [("2a", "2A"), ("1", "01"), ("2b", "2B"), ("99", None), ("", None)])
def test_a_territory_written_otherwise_is_refused_with_the_one_meant(law, written, meant):
    """Corsica in small letters, a département without its nought."""
    with pytest.raises(LegalInputRefused) as refused:
        Setting.of(law, written)
    assert (refused.value.reason, refused.value.params.get("nearest")) == ("unknown-territory", meant)


@pytest.mark.parametrize(
    ("rule", "check", "inputs"),
    [
        ("C4", "act-review-3", {"served_on": "2021-03-08", "judge_permission": False}),
        ("C6c", "act-review-7", OLD_LEASE | {"delay_stated": "P2M"}),
        ("C6c", "act-review-7", OLD_LEASE),
    ],
)
def test_a_rule_of_the_act_is_as_strict_as_its_check(setting_of, rule, check, inputs):
    """A Monday without its hour, a delay without that of the lease: not known, by either name."""
    found = [ruled(setting_of, name, **inputs).values["finding"] for name in (rule, check)]
    assert found == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("temple", "finding", "harm"), [(True, "defect", True), (False, "unknown", True), (None, "unknown", True)]
)
def test_good_friday_without_an_hour_depends_on_the_commune(setting_of, temple, finding, harm):
    """A holiday is a defect whatever the hour; a day that is none, or of which nobody knows, is not ok without it."""
    inputs = {"served_on": "2025-04-18", "judge_permission": False, "commune_has_protestant_temple": temple}
    found = national_rules().compute("C4", setting_of("67"), inputs).values
    assert (found["finding"], found.get("harm_needed")) == (finding, harm)
