"""A list that is taken in after one of a later day: it adds what was not known, and overwrites nothing newer."""

from datetime import date
from datetime import timedelta

import pytest

from prevexp.domain.vocabulary import Outcome

MAY, JUNE, JULY = date(2021, 5, 4), date(2021, 6, 3), date(2021, 7, 5)
DAY = timedelta(days=1)
OTHER = {"locataire_nom": "Zzautre", "adresse_voie": "2 rue du Modèle Inventé", "locataire_telephone": "+33639981235"}


@pytest.mark.parametrize(("received_on", "debt_cents"), [(JUNE - DAY, 200_000), (JUNE, 150_000), (JUNE + DAY, 150_000)])
def test_what_a_later_list_said_stands(caseload, write_list, received_on, debt_cents):
    """A list of the day before leaves the debt as it is; one of the same day, or of the next, is the newer word."""
    caseload.receive(write_list({"dette_locative_eur": "2000"}), received_on=JUNE)
    caseload.receive(write_list({"dette_locative_eur": "1500"}), received_on=received_on)
    (case,) = caseload.cases()
    assert case.facts.arrears_cents == debt_cents


def test_a_late_list_adds_what_no_later_one_said(caseload, write_list):
    """A cell that was empty in the later list is filled: fact and identity, on the day of the list that said it."""
    caseload.receive(write_list({"date_acte": "", "locataire_telephone": ""}), received_on=JUNE)
    late = caseload.receive(write_list({"date_acte": "2021-04-20", "dette_locative_eur": "1"}), received_on=MAY)
    (case,) = caseload.cases()
    assert (late.counts, case.facts.act_on) == ({Outcome.UPDATED: 1}, date(2021, 4, 20))
    assert (case.facts.arrears_cents, caseload.identity(case.case_id).phone is None) == (156_050, False)
    assert caseload.events(case.case_id)[-1].occurred_on == MAY


def test_only_the_lists_of_later_days_count(caseload, write_list):
    """Of May, July, then June: June overwrites what May said, and not what July changed."""
    told = {"dette_locative_eur": "1000", "date_acte": "2021-04-01"}
    caseload.receive(write_list(told), received_on=MAY)
    caseload.receive(write_list(told | {"dette_locative_eur": "3000"}), received_on=JULY)
    caseload.receive(write_list({"dette_locative_eur": "2000", "date_acte": "2021-04-02"}), received_on=JUNE)
    (case,) = caseload.cases()
    assert (case.facts.arrears_cents, case.facts.act_on) == (300_000, date(2021, 4, 2))


def test_no_case_is_there_before_the_list_that_made_it(caseload, write_list):
    """Whatever a late list says of an earlier day, the cases of that day can be listed and counted."""
    caseload.receive(write_list({}), received_on=JUNE)
    caseload.receive(write_list({"dette_locative_eur": "1"}, {"id_dossier": "62-2021-2", **OTHER}), received_on=MAY)
    known = {day: len(caseload.cases(on=day)) for day in (MAY - DAY, MAY, JUNE - DAY, JUNE)}
    assert known == {MAY - DAY: 0, MAY: 1, JUNE - DAY: 1, JUNE: 2}
    assert len(caseload.worklist(on=MAY)) <= 1
    assert caseload.report(MAY, JUNE - DAY, generated_on=JUNE).scope.first == MAY
