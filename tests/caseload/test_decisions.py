"""Screening, explanation, allocation and worklist over a caseload."""

from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest

from prevexp.caseload.decisions import screening_of
from prevexp.domain.errors import AmbiguousReference
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import UnknownCase
from prevexp.domain.events import ContactAttempted
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.events import DepartureReported
from prevexp.domain.events import OpenElsewhereReported
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Verdict

MAY, JUNE = date(2021, 5, 4), date(2021, 6, 3)
AT = datetime(2021, 5, 4, 9, 30, tzinfo=UTC)

SEATS = ("62041", "62119", "62160", "62193", "62498", "62588", "62765")
"""A commune of each arrondissement."""


def receive(caseload, write_list, *lines):
    """Take a list in and return the ids of its cases, in the order of its lines."""
    references = [line.get("id_dossier", "62-2021-1") for line in lines]
    caseload.receive(write_list(*lines), received_on=MAY)
    return [caseload.find(reference) for reference in references]


def people(number):
    """Return a line about somebody of their own."""
    return {
        "id_dossier": f"62-2021-{number}",
        "locataire_nom": f"Invente{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{number}",
        "adresse_voie": f"{number} rue des Essais",
        "adresse_commune_insee": SEATS[number % len(SEATS)],
        "locataire_telephone": "",
        "locataire_date_naissance": "",
    }


def verdict(caseload, case_id, on=MAY):
    """Return the verdict and its reasons on a day."""
    result = caseload.explain(case_id, on=on).result
    return result.verdict, result.reasons


@pytest.mark.parametrize(
    ("line", "expected", "reasons"),
    [
        ({}, Verdict.ELIGIBLE, ()),
        ({"parc": "social"}, Verdict.NOT_ELIGIBLE, ("private-stock",)),
        ({"suivi_service_social": "sans_reponse"}, Verdict.TO_CHECK, ("not-followed",)),
        ({"suivi_service_social": "suivi", "parc": "inconnu"}, Verdict.NOT_ELIGIBLE, ("not-followed",)),
        ({"stade_procedure": "assignation"}, Verdict.TO_CHECK, ("upstream-stage",)),
        ({"adresse_commune_insee": "80021"}, Verdict.NOT_ELIGIBLE, ("in-territory",)),
    ],
)
def test_a_verdict_names_the_rules_that_made_it(caseload, write_list, line, expected, reasons):
    """Any no is not eligible, else any not known is to be checked, else eligible; intake and screening say the same."""
    (case_id,) = receive(caseload, write_list, line)
    assert verdict(caseload, case_id) == (expected, reasons)
    (screened,) = caseload.screen(on=MAY)
    assert (screened.verdict, screened.result.reasons) == (expected, reasons)


def test_an_explanation_names_clause_version_facts_and_whom_to_ask(caseload, write_list):
    """Each rule is told with the clause, its version, the facts read, and a remedy where the answer is not yes."""
    (case_id,) = receive(caseload, write_list, {"suivi_service_social": "sans_reponse"})
    told = {rule["id"]: rule for rule in caseload.explain(case_id, on=MAY).to_json()["rules"]}
    assert told["private-stock"]["facts"] == {"stock": "prive"}
    assert told["private-stock"]["answer"] is True
    assert "C19" in told["private-stock"]["clause"]
    followed = told["not-followed"]
    assert (followed["answer"], followed["version"]) == (None, "1")
    assert "CAF" in " ".join(followed["ask"])
    assert followed["remedy"]


def test_a_partner_s_answer_decides_from_its_day_on(caseload, write_list):
    """The CAF answers on 12 May: to be checked the day before, eligible on the day and after."""
    (case_id,) = receive(caseload, write_list, {"suivi_service_social": "sans_reponse", "source_suivi": ""})
    caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.UNKNOWN_TO, on=date(2021, 5, 12))
    days = [date(2021, 5, 11), date(2021, 5, 12), date(2021, 5, 13)]
    assert [verdict(caseload, case_id, on=day)[0] for day in days] == [
        Verdict.TO_CHECK,
        Verdict.ELIGIBLE,
        Verdict.ELIGIBLE,
    ]


def test_one_service_that_follows_is_enough(caseload, write_list):
    """The list says the CAF does not follow; the département answers that it does: not eligible."""
    (case_id,) = receive(caseload, write_list, {})
    caseload.answer(case_id, partner="cd62", answer=SocialServicesAnswer.FOLLOWED, on=MAY)
    assert verdict(caseload, case_id) == (Verdict.NOT_ELIGIBLE, ("not-followed",))


def test_an_unknown_partner_is_refused(caseload, write_list):
    """Answers come from the territory's partners only."""
    (case_id,) = receive(caseload, write_list, {})
    with pytest.raises(InvalidValue):
        caseload.answer(case_id, partner="voisin", answer=SocialServicesAnswer.FOLLOWED, on=MAY)


def test_the_sheet_of_a_worker_nobody_knows_is_refused(caseload, write_list):
    """A mistyped name would give an empty sheet, and nobody would be contacted."""
    receive(caseload, write_list, {})
    caseload.allocate(on=MAY)
    team = [str(one.worker_id) for one in caseload.pack.team.workers]
    assert sum(len(caseload.worklist(on=MAY, worker=one)) for one in team) >= 1
    with pytest.raises(InvalidValue):
        caseload.worklist(on=MAY, worker=team[0] + "0")


@pytest.mark.parametrize(
    ("kind", "fields", "rule"),
    [
        (DebtSettledReported, {}, "in-arrears"),
        (DepartureReported, {}, "dwelling-occupied"),
        (OpenElsewhereReported, {"partner": "adil"}, "not-open-elsewhere"),
    ],
)
def test_what_is_reported_closes_the_door_until_withdrawn(caseload, write_list, kind, fields, rule):
    """A settled debt, a departure and a case open elsewhere each make the case not eligible, for their own reason."""
    (case_id,) = receive(caseload, write_list, {})
    event = kind(case_id=case_id, occurred_on=MAY, recorded_at=AT, **fields)
    caseload.record(case_id, event, expected_version=1)
    assert verdict(caseload, case_id) == (Verdict.NOT_ELIGIBLE, (rule,))
    undo = (
        {"settled": False}
        if kind is DebtSettledReported
        else {"departed": False}
        if kind is DepartureReported
        else {"is_open": False}
    )
    caseload.record(case_id, attrs.evolve(event, **undo), expected_version=2)
    assert verdict(caseload, case_id) == (Verdict.ELIGIBLE, ())


def test_a_stale_writer_is_refused_with_both_versions(caseload, write_list):
    """Somebody wrote first: nothing is written, and both versions are told."""
    (case_id,) = receive(caseload, write_list, {})
    event = DepartureReported(case_id=case_id, occurred_on=MAY, recorded_at=AT)
    caseload.record(case_id, event, expected_version=1)
    with pytest.raises(StaleVersion) as caught:
        caseload.record(case_id, event, expected_version=1)
    assert (caught.value.expected, caught.value.actual) == (1, 2)
    assert caseload.case(case_id).version == 2


def test_cases_are_found_by_id_or_reference_and_ambiguity_is_told(caseload, write_list):
    """Co-tenants under one reference are two cases: the reference alone does not choose."""
    caseload.receive(write_list({}, {"locataire_nom": "Colocataire", "locataire_prenom": "Luc"}), received_on=MAY)
    one, two = caseload.cases()
    assert caseload.find(one.case_id) == one.case_id
    with pytest.raises(AmbiguousReference) as caught:
        caseload.find("62-2021-1")
    assert set(caught.value.params["cases"]) == {one.case_id, two.case_id}
    with pytest.raises(UnknownCase):
        caseload.find("62-2021-404")


def test_a_case_is_not_known_before_the_day_it_was_received(caseload, write_list):
    """Asked for the day before, there is no case; on the day there is."""
    (case_id,) = receive(caseload, write_list, {})
    with pytest.raises(UnknownCase):
        caseload.explain(case_id, on=date(2021, 5, 3))
    assert caseload.screen(on=date(2021, 5, 3)) == ()
    assert verdict(caseload, case_id)[0] is Verdict.ELIGIBLE


def test_allocation_stays_within_the_month_s_quota_and_the_rest_wait_with_a_rank(caseload, write_list):
    """More eligible cases than places: as many as there are places are taken, the others keep rank and reason."""
    receive(caseload, write_list, *(people(number) for number in range(100)))
    tried = caseload.allocate(on=MAY, dry_run=True)
    assert all(case.allocation is None for case in caseload.cases())
    done = caseload.allocate(on=MAY)
    assert done.plan == tried.plan
    taken = [case for case in caseload.cases() if case.allocation]
    assert len(taken) == len(done.plan.allocated) == done.quota.left
    assert len(done.plan.waiting) == 100 - done.quota.left
    assert all(one.rank and one.reason.code for one in done.plan.waiting)
    assert caseload.allocate(on=MAY).plan.allocated == ()


def test_the_worklist_shows_initials_and_no_name(caseload, write_list):
    """Allocated households are listed by initials; one that was met is no longer to be contacted."""
    (case_id,) = receive(caseload, write_list, {})
    caseload.allocate(on=MAY)
    (entry,) = caseload.worklist(on=date(2021, 5, 5))
    assert (entry.initials, entry.commune, entry.waits_days) == ("C. Z.", "Arras", 1)
    assert "Zzexemplard" not in repr(entry)
    caseload.inform(case_id, on=MAY, channel=Channel.LETTER)
    met = ContactAttempted(
        case_id=case_id,
        occurred_on=date(2021, 5, 6),
        recorded_at=AT,
        channel=Channel.VISIT_PLANNED,
        outcome=AttemptOutcome.MET,
    )
    caseload.record(case_id, met, expected_version=3)
    assert caseload.worklist(on=date(2021, 5, 6)) == ()
    assert len(caseload.worklist(on=date(2021, 5, 5))) == 1


def test_a_closed_case_frees_its_worker_and_leaves_every_list(caseload, write_list):
    """After its closure a case is neither screened nor listed nor counted as open."""
    (case_id,) = receive(caseload, write_list, {})
    caseload.allocate(on=MAY)
    closed = CaseClosed(case_id=case_id, occurred_on=JUNE, recorded_at=AT, reason=ClosureReason.DEBT_CLEARED)
    caseload.record(case_id, closed, expected_version=2)
    assert caseload.screen(on=JUNE) == ()
    assert caseload.worklist(on=JUNE) == ()
    assert len(caseload.screen(on=date(2021, 6, 2))) == 1


def test_rows_and_cases_are_decided_alike(caseload, write_list):
    """The frame that screens a list and the row that screens a case hold the same facts: every mask agrees."""
    lines = [
        people(number)
        | {"parc": stock, "suivi_service_social": answer, "source_suivi": source, "stade_procedure": stage}
        for number, (stock, answer, source, stage) in enumerate(
            (stock, answer, source, stage)
            for stock in ("prive", "social", "inconnu")
            for answer in ("suivi", "non_suivi", "inconnu_du_service", "sans_reponse")
            for source in ("", "caf", "cd62", "autre")
            for stage in ("signalement", "assignation", "jugement", "inconnu")
        )
    ]
    intake = caseload.receive(write_list(*lines), received_on=MAY)
    screening = screening_of(caseload.pack, MAY, caseload.fault_log)
    for row, case_id in intake.cases.items():
        assert intake.screened.result(row) == screening.verdict(caseload.case(case_id))
