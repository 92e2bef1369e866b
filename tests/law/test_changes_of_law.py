"""The day before, on and after each change of law, as the data say it: in the parameters and through the rules."""

from datetime import date
from datetime import timedelta

import pytest

from prevexp.law.loading import national_law
from prevexp.law.parameters import Factor
from prevexp.law.reasoning import Note
from prevexp.law.rules.table import national_rules

DAY = timedelta(days=1)
CHANGES = [
    pytest.param(parameter, version.valid_from, id=f"{parameter.id}-{version.valid_from}")
    for parameter in national_law().parameters.values()
    for version in parameter.versions
    if version.valid_from is not None
]
THROUGH = {
    "clause-delay": ("C2", "lease_concluded_on", {"served_on": "2099-01-04"}),
    "signal-months": ("C8b", "served_on", {}),
    "signal-rents": ("C8b", "served_on", {}),
    "claim-prescription": ("S2", "due_on", {}),
    "ccapex-wait": ("A1", "served_on", {"ccapex_seized_on": "2010-01-04", "landlord_kind": "legal-person"}),
    "prefect-notice": ("A2", "served_on", {"hearing_on": "2099-01-05"}),
    "dsf-interview": ("A5", "dsf_body_seized_on", {}),
    "dsf-delivery": ("A5", "hearing_on", {}),
    "payment-time-max": ("H1", "hearing_on", {"judged_on": "2099-01-05"}),
    "rent-resumed": ("H1", "hearing_on", {}),
    "suspension-asked": ("H2", "hearing_on", {}),
    "quit-delay": ("E3", "served_on", {"prefect_seized": True}),
    "hardship-time": ("E4", "decided_on", {"delay_granted": "P2M"}),
    "force-silence": ("E10", "requested_on", {}),
    "no-delay-after-break-in": ("E3", "served_on", {"break_in": True}),
    "no-delay-in-bad-faith": ("E3", "served_on", {"bad_faith": True}),
    "prefect-seized": ("E3", "served_on", {}),
    "judge-time-min": ("E6", "decided_on", {"delay_granted": "P2M"}),
    "judge-time-max": ("E6", "decided_on", {"delay_granted": "P2M"}),
    "no-judge-time-in-bad-faith": ("E6", "decided_on", {"delay_granted": "P2M", "bad_faith": True}),
    "truce-last-day": ("E7", "eviction_on", {}),
    "truce-extended-to": ("E7", "eviction_on", {}),
    "state-liability": ("E10", "answered_on", {"requested_on": "2025-11-03", "force_answer": "refused"}),
    "unlawful-stay": ("E11", "served_on", {}),
    "aid-report": ("F3", "constituted_on", {"debt_on": "2026-01-05"}),
    "after-moratorium": ("F9", "hearing_on", {"moratorium_starts_on": "2018-01-08", "moratorium": "P12M"}),
    "suspension-after-recovery": ("F10", "rp_decided_on", {}),
    "inform-person": ("O5", "received_on", {}),
    "answer-right": ("O6", "right_requested_on", {}),
    "answer-right-extended": ("O6", "right_requested_on", {}),
}
"""Parameter that changes -> rule that reads it, input that picks the version, other inputs."""
ELSEWHERE = {
    "covid-freeze": "picked by the end of the delay: test_clause.py",
    "truce-extension-overseas": "read overseas only: test_truce.py",
    "signal-warning": "read only where it warns: test_the_decree_of_2026_is_warned_of",
    "aid-arrears-rents": "one rule until 2026, another after: test_the_two_rules_of_aid_arrears",
    "aid-arrears-cents": "the same",
    "aid-arrears-months": "the same",
    "clause-in-lease": "review of an act",
    "serving-officer": "review of an act",
    "notice-contents": "review of an act",
    "signalled-dsf": "review of an act",
    "quit-contents": "review of an act",
}
"""Parameter that changes and is read in another way -> where it is tested."""


def versions_around(parameter, change):
    return [parameter.on(change + offset * DAY) for offset in (-1, 0, 1)]


@pytest.mark.parametrize(("parameter", "change"), CHANGES)
def test_the_version_changes_on_the_day_and_on_no_other(parameter, change):
    """The day before still picks the old version, the day itself and the day after the new one."""
    before, on, after = versions_around(parameter, change)
    assert on is after is parameter.versions[parameter.versions.index(before) + 1]
    assert before.valid_to == change - DAY
    assert on.valid_from == change


@pytest.mark.parametrize(
    ("parameter", "change"), [change for change in CHANGES if change.values[0].id not in ELSEWHERE]
)
def test_the_rules_read_the_version_of_the_day(setting_of, parameter, change):
    """Through the rule, the day of its connecting factor picks the version, the day before, on and after a change."""
    rule, picks, others = THROUGH[parameter.id]
    read = []
    for offset in (-1, 0, 1):
        inputs = {**others, picks: (change + offset * DAY).isoformat()}
        ruling = national_rules().compute(rule, setting_of("62"), inputs)
        read += [basis.version for basis in ruling.basis if basis.parameter.id == parameter.id]
    assert read == versions_around(parameter, change)


def test_every_parameter_that_changes_is_looked_at():
    """A new change of law comes with the rule through which it is tested."""
    changing = {param.values[0].id for param in CHANGES}
    assert changing <= {*THROUGH, *ELSEWHERE}
    assert THROUGH.keys() <= changing
    assert THROUGH.keys().isdisjoint(ELSEWHERE)


@pytest.mark.parametrize(
    ("debt_on", "threshold"),
    [
        ("2019-08-31", None),
        ("2019-09-01", 116000),
        ("2026-12-31", 116000),
        ("2027-01-01", 45000),
        ("2027-01-02", 45000),
    ],
)
def test_the_two_rules_of_aid_arrears(setting_of, debt_on, threshold):
    """Twice the housing cost until the end of 2026, 450 euros from 2027, not known before September 2019."""
    inputs = {"debt_on": debt_on, "rent_cents": 52000, "charges_cents": 6000, "aid_paid_to": "tenant"}
    assert national_rules().compute("F1", setting_of("62"), inputs).values["threshold_cents"] == threshold


@pytest.mark.parametrize(("served_on", "warned"), [("2026-02-12", False), ("2026-02-13", True), ("2026-02-14", True)])
def test_the_decree_of_2026_is_warned_of(setting_of, served_on, warned):
    """Décret 2026-83 is of 12 February 2026; from the next day on its effect is said to be not established."""
    ruling = national_rules().compute("C8b", setting_of("62"), {"served_on": served_on})
    assert (Note.DECREE_2026_83 in [remark.note for remark in ruling.remarks]) is warned


STRADDLING = {"served_on": "2023-07-28", "hearing_on": "2023-10-02", "lease_concluded_on": "2020-01-01"}


@pytest.mark.parametrize(
    ("choice", "latest", "factor"),
    [
        ("inferred", date(2023, 8, 1), Factor.ASSIGNATION_SERVED),
        ("act", date(2023, 8, 1), Factor.ASSIGNATION_SERVED),
        ("hearing", date(2023, 8, 20), Factor.HEARING),
        ("lease", date(2023, 8, 1), Factor.LEASE_CONCLUDED),
    ],
)
def test_an_inferred_factor_is_a_choice_and_straddling_is_said(setting_of, choice, latest, factor):
    """If act, hearing and lease straddle a change of law, the result is to be checked whichever date was chosen."""
    ruling = national_rules().compute("A2", setting_of("62", policies={"rule-factor": choice}), STRADDLING)
    assert ruling.values["latest_notification"] == latest
    assert [basis.factor for basis in ruling.basis] == [factor]
    assert ruling.policies["rule-factor"] == choice
    assert Note.FACTOR_STRADDLES in [remark.note for remark in ruling.remarks]


def test_what_does_not_straddle_is_not_called_so(setting_of):
    """Dates on one side of the change need no check."""
    inputs = {"served_on": "2023-07-29", "hearing_on": "2023-10-02", "lease_concluded_on": "2023-07-29"}
    ruling = national_rules().compute("A2", setting_of("62"), inputs)
    assert Note.FACTOR_STRADDLES not in [remark.note for remark in ruling.remarks]


@pytest.mark.parametrize(
    ("served_on", "assignation", "disputed"),
    [
        ("2020-04-20", "too-early", False),
        ("2020-06-01", "too-early", True),
        ("2020-08-01", "too-early", True),
        ("2020-08-02", "in-time", False),
    ],
)
def test_an_assignation_within_the_freeze_of_2020_is_too_early(setting_of, served_on, assignation, disputed):
    """A clause delay that the freeze put off to 1 August 2020 must have ended before the assignation (A6, C11)."""
    inputs = {"commandement_served_on": "2020-02-20", "lease_concluded_on": "2017-05-01", "served_on": served_on}
    ruling = national_rules().compute("A6", setting_of("62"), inputs)
    assert ruling.values["assignation"] == assignation
    assert (Note.DISPUTED in [remark.note for remark in ruling.remarks]) is disputed
