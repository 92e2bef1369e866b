"""Each check with each of the findings it can come to, and whom it asks when it is not known."""

import pytest

from prevexp.law.review.checks import national_checks

ALUR, ELAN, NOW = "2016-05-03", "2021-04-15", "2024-05-14"
OLD, NEW = "2016-06-01", "2023-09-01"
MENTIONS = ("act_dated", "requester_identified", "officer_identified", "addressee_identified")
QUIT = ("quit_title_stated", "quit_court_stated", "quit_date_stated", "quit_warning_stated", "quit_texts_copied")
LET = {"main_home": True, "residential_use": True, "special_letting": False}
NATURAL = {"landlord_kind": "natural-person", "rent_cents": 50000, "months_unpaid": 1}


def said(names, value=True):
    return dict.fromkeys(names, value)


CASES = [
    (1, "ok", None, LET),
    (1, "defect", None, LET | {"special_letting": True}),
    (1, "defect", None, {"main_home": False}),
    (1, "unknown", "lease", {"main_home": True}),
    (2, "ok", None, {"served_on": NOW, "served_by": "commissaire-de-justice"}),
    (2, "defect", None, {"served_on": NOW, "served_by": "huissier-de-justice"}),
    (2, "defect", None, {"served_by": "post"}),
    (2, "unknown", "bailiff-or-act", {"served_on": NOW}),
    (2, "unknown", "bailiff-or-act", {"served_by": "huissier-de-justice"}),
    (3, "ok", None, {"served_on": NOW, "served_at": "10:30"}),
    (3, "ok", None, {"served_on": "2021-03-07", "judge_permission": True}),
    (3, "defect", None, {"served_on": "2021-03-07", "judge_permission": False}),
    (3, "unknown", "bailiff-or-act", {"served_on": "2021-03-07"}),
    (3, "unknown", "bailiff-or-act", {"served_on": NOW}),
    (3, "unknown", "bailiff-or-act", {"served_at": "10:30"}),
    (4, "ok", None, said(MENTIONS)),
    (4, "defect", None, said(MENTIONS) | {"officer_identified": False}),
    (4, "unknown", "bailiff-or-act", said(MENTIONS[:3])),
    (5, "ok", None, {"service_mode": "to-the-person"}),
    (5, "ok", None, {"service_mode": "at-home", "notice_left": True, "letter_sent_on": NOW, "served_on": NOW}),
    (5, "defect", None, {"service_mode": "at-the-office", "notice_left": False}),
    (5, "defect", None, {"service_mode": "searched-in-vain", "letter_registered": False, "letter_sent": True}),
    (5, "unknown", "bailiff-or-act", {"served_on": NOW}),
    (5, "unknown", "bailiff-or-act", {"service_mode": "at-home", "notice_left": True, "letter_sent_on": NOW}),
    (6, "ok", None, {"lease_concluded_on": OLD, "lease_has_clause": True}),
    (6, "ok", None, {"served_on": ELAN, "lease_has_clause": True}),
    (6, "defect", None, {"lease_concluded_on": OLD, "lease_has_clause": False}),
    (6, "unknown", "lease", {"lease_concluded_on": OLD}),
    (6, "unknown", "lease", {"served_on": NOW, "lease_has_clause": True}),
    (6, "not-applicable", None, {"lease_concluded_on": NEW}),
    (
        7,
        "ok",
        None,
        {"served_on": NOW, "lease_concluded_on": OLD, "delay_stated": "P2M", "clause_delay_in_lease": "P2M"},
    ),
    (7, "defect", None, {"served_on": NOW, "lease_concluded_on": OLD, "delay_stated": "P6W"}),
    (7, "defect", None, {"served_on": NOW, "delay_stated": "P1M"}),
    (7, "defect", None, {"served_on": NOW, "no_delay_stated": True}),
    (7, "unknown", "lease", {"served_on": NOW, "delay_stated": "P2M"}),
    (7, "unknown", "lease", {"served_on": NOW, "lease_concluded_on": OLD, "delay_stated": "P2M"}),
    (7, "unknown", "bailiff-or-act", {"served_on": NOW, "lease_concluded_on": OLD}),
    (7, "unknown", "bailiff-or-act", {"lease_concluded_on": OLD, "delay_stated": "P2M"}),
    (7, "unknown", "lawyer", {"served_on": "2013-05-14", "no_delay_stated": True}),
    (7, "not-applicable", None, {"served_on": ALUR, "no_delay_stated": True}),
    (8, "ok", None, {"delays_contradict": False}),
    (8, "defect", None, {"delays_contradict": True}),
    (8, "unknown", "bailiff-or-act", {}),
    (
        11,
        "ok",
        None,
        {"served_on": NOW, "oldest_term_due_on": "2024-01-01", "fees_claimed_cents": 0, "other_sums_claimed_cents": 0},
    ),
    (11, "defect", None, {"fees_claimed_cents": 1}),
    (11, "defect", None, {"other_sums_claimed_cents": 1}),
    (11, "unknown", "household-or-landlord", {"fees_claimed_cents": 0, "other_sums_claimed_cents": 0}),
    (
        11,
        "unknown",
        "lawyer",
        {"served_on": ALUR, "oldest_term_due_on": "2014-03-26", "fees_claimed_cents": 0, "other_sums_claimed_cents": 0},
    ),
    (12, "ok", None, {"served_on": NOW, "latest_term_due_on": NOW, "debt_contested": False, "aid_credited": True}),
    (12, "defect", None, {"aid_credited": False}),
    (12, "defect", None, {"debt_contested": True}),
    (12, "unknown", "household-or-landlord", {"served_on": NOW}),
    (14, "ok", None, {"served_on": NOW, "fsl_stated": True, "fsl_department": "62"}),
    (14, "defect", None, {"served_on": NOW, "fsl_stated": True, "fsl_department": "59"}),
    (14, "defect", None, {"served_on": NOW, "fsl_stated": False}),
    (14, "unknown", "bailiff-or-act", {"served_on": NOW, "fsl_stated": True}),
    (14, "not-applicable", None, {"served_on": ALUR, "fsl_stated": False}),
    (16, "ok", None, {"served_on": ALUR, "texts_reproduced": True, "fsl_stated": True, "fsl_department": "62"}),
    (16, "defect", None, {"served_on": ALUR, "texts_reproduced": False}),
    (16, "defect", None, {"served_on": ALUR, "texts_reproduced": True, "fsl_stated": False}),
    (16, "unknown", "bailiff-or-act", {"served_on": ALUR, "texts_reproduced": True}),
    (16, "not-applicable", None, {"served_on": NOW}),
    (17, "ok", None, {"spouse_known_to_landlord": False, "spouse_served": False}),
    (17, "ok", None, {"spouse_served": True}),
    (17, "defect", None, {"spouse_known_to_landlord": True, "spouse_served": False}),
    (17, "unknown", "household-or-landlord", {"spouse_served": False}),
    (17, "unknown", "bailiff-or-act", {"spouse_known_to_landlord": True}),
    (17, "not-applicable", None, {"has_spouse": False}),
    ("17-tenants", "ok", None, {"cotenants_served": True}),
    ("17-tenants", "defect", None, {"cotenants_served": False}),
    ("17-tenants", "unknown", "bailiff-or-act", {}),
    (18, "ok", None, {"requester_is_landlord": True}),
    (18, "ok", None, {"requester_is_landlord": False, "requester_has_power": True}),
    (18, "defect", None, {"requester_has_power": False}),
    (18, "unknown", "landlord", {"requester_is_landlord": False}),
    (19, "ok", None, {"served_on": NOW, "surety_served_on": NOW}),
    (19, "defect", None, {"served_on": NOW, "surety_served_on": "2024-07-01"}),
    (19, "unknown", "bailiff-or-act", {"served_on": NOW, "surety": True}),
    (19, "unknown", "lease", {"served_on": NOW}),
    (19, "not-applicable", None, {"served_on": NOW, "surety": False}),
    (20, "ok", None, {"served_on": NOW, "debt_cents": 100000, "ccapex_signalled": True, **NATURAL}),
    (20, "defect", None, {"served_on": NOW, "debt_cents": 100000, "ccapex_signalled": False, **NATURAL}),
    (20, "unknown", "ccapex", {"served_on": NOW, "debt_cents": 100000, **NATURAL}),
    (20, "unknown", "landlord", {"served_on": NOW, "ccapex_signalled": True}),
    (20, "unknown", "prefecture", {"served_on": ELAN, "debt_cents": 100000, "ccapex_signalled": True, **NATURAL}),
    (20, "unknown", "bailiff-or-act", {"debt_cents": 100000, **NATURAL}),
    (20, "not-applicable", None, {"served_on": NOW, "landlord_kind": "legal-person"}),
    (20, "not-applicable", None, {"served_on": NOW, "debt_cents": 99999, **NATURAL}),
    (21, "ok", None, {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-05-31", "served_on": "2021-09-01"}),
    (
        21,
        "defect",
        None,
        {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-05-31", "served_on": "2021-07-15"},
    ),
    (21, "unknown", "ccapex", {"landlord_kind": "legal-person", "served_on": "2021-07-15"}),
    (21, "unknown", "landlord", {"ccapex_seized_on": "2021-05-31", "served_on": "2021-07-15"}),
    (21, "unknown", "bailiff-or-act", {"landlord_kind": "legal-person", "ccapex_seized_on": "2021-05-31"}),
    (21, "not-applicable", None, {"landlord_kind": "family-sci", "served_on": "2021-07-15"}),
    (22, "ok", None, {"served_on": "2025-03-10", "hearing_on": "2025-05-07", "prefect_notified_on": "2025-03-25"}),
    (22, "defect", None, {"served_on": "2025-03-10", "hearing_on": "2025-05-07", "prefect_notified_on": "2025-03-26"}),
    (22, "defect", None, {"served_on": "2025-03-10", "hearing_on": "2025-05-07", "prefect_notified": False}),
    (22, "defect", None, {"served_on": "2025-04-10", "hearing_on": "2025-05-07"}),
    (22, "unknown", "prefecture", {"served_on": "2025-03-10", "hearing_on": "2025-05-07"}),
    (22, "unknown", "bailiff-or-act", {"served_on": "2025-03-10", "prefect_notified_on": "2025-03-25"}),
    (22, "unknown", "bailiff-or-act", {"hearing_on": "2025-05-07", "prefect_notified_on": "2025-03-25"}),
    (
        23,
        "ok",
        None,
        {
            "commandement_served_on": ELAN,
            "served_on": "2021-07-01",
            "clause_delay_in_lease": "P2M",
            "delay_stated": "P2M",
        },
    ),
    (23, "defect", None, {"commandement_served_on": ELAN, "served_on": "2021-06-01"}),
    (23, "unknown", "lease", {"commandement_served_on": ELAN, "served_on": "2021-07-01"}),
    (23, "unknown", "lease", {"commandement_served_on": "2024-01-10", "served_on": "2024-03-01"}),
    (23, "unknown", "bailiff-or-act", {"served_on": "2021-07-01"}),
    (24, "ok", None, {"served_on": NOW, "prefect_seized": True, **said(QUIT)}),
    (24, "defect", None, {"served_on": NOW, "prefect_seized": False, **said(QUIT)}),
    (24, "defect", None, {"served_on": NOW, "quit_court_stated": False}),
    (24, "unknown", "prefecture", {"served_on": NOW, **said(QUIT)}),
    (24, "unknown", "bailiff-or-act", {"prefect_seized": True, **said(QUIT)}),
    (24, "unknown", "lawyer", {"served_on": "2013-05-14", "prefect_seized": True, **said(QUIT)}),
]
for number, name in (
    (9, "rent_and_charges_stated"),
    (10, "account_by_term"),
    (13, "warning_stated"),
    (15, "grace_delay_stated"),
):
    CASES += [
        (number, "ok", None, {"served_on": NOW, name: True}),
        (number, "defect", None, {"served_on": NOW, name: False}),
        (number, "unknown", "bailiff-or-act", {"served_on": NOW}),
        (number, "unknown", "bailiff-or-act", {name: True}),
        (number, "unknown", "lawyer", {"served_on": "2014-03-26", name: True}),
        (number, "not-applicable", None, {"served_on": ALUR, name: False}),
    ]
WITHOUT_NOT_APPLICABLE = {"1", "2", "3", "4", "5", "8", "11", "12", "17-tenants", "18", "22", "23", "24"}
"""Checks that concern every act of their kinds: what does not concern an act is left out by its kind."""


@pytest.mark.parametrize(("number", "finding", "ask", "inputs"), CASES)
def test_a_check_finds_what_the_documents_say(answered, number, finding, ask, inputs):
    """Ok, defect, not known (and who can answer), not applicable."""
    answer = answered(f"act-review-{number}", **inputs)
    assert (answer.finding, answer.ask) == (finding, ask)


def test_every_check_is_shown_with_every_finding_it_can_come_to():
    """No finding of a check goes untested."""
    shown = {(f"act-review-{number}", finding) for number, finding, _, _ in CASES}
    expected = {
        (check.id, finding)
        for check in national_checks()
        for finding in ("ok", "defect", "unknown", "not-applicable")
        if finding != "not-applicable" or check.id.removeprefix("act-review-") not in WITHOUT_NOT_APPLICABLE
    }
    assert shown == expected
