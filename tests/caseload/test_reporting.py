"""The bilan of a caseload: what was received, decided, given out and tried, as it stood on the day observed."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import ContactAttempted
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Whole

FIRST, MAY, LAST, AUGUST = date(2021, 5, 1), date(2021, 5, 4), date(2021, 5, 31), date(2021, 8, 2)


def household(number, **more):
    """Return a line about a household of its own; digits make no name, so letters do."""
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return {
        "id_dossier": f"62-2021-{number}",
        "locataire_nom": f"Zz{name}",
        "adresse_voie": f"{number} rue des Essais",
        "locataire_telephone": "",
        "locataire_date_naissance": "",
    } | more


def figure(bilan, measure):
    """Return one of the key figures."""
    return bilan.table(BlockId.KEY_FIGURES).cell(measure, Measure.NUMBER)


@pytest.fixture
def received(caseload, write_list):
    """Take in twenty eligible households, fifteen in social housing and twelve rows without a surname."""
    private = [household(number) for number in range(20)]
    social = [household(number, parc="social") for number in range(20, 35)]
    nameless = [household(number, locataire_nom="") for number in range(35, 47)]
    caseload.receive(write_list(*private, *social, *nameless), received_on=MAY)
    return caseload


def test_a_bilan_counts_what_was_received_and_decided(received):
    """Cases by verdict and rows by outcome are those of the list."""
    bilan = received.report(FIRST, LAST, generated_on=AUGUST)
    found = [figure(bilan, one) for one in (Measure.CASES, Measure.ELIGIBLE, Measure.NOT_ELIGIBLE)]
    assert found == [35, 20, 15]
    lines = bilan.table(BlockId.LINES)
    assert lines.cell(Measure.LINES_ACCEPTED, Measure.NUMBER) == 35
    assert lines.cell(Measure.LINES_REJECTED, Measure.NUMBER) == 12


def test_a_bilan_counts_the_work_of_the_team(received):
    """What was allocated in the period is counted; the whole by arrondissement is the same number."""
    received.allocate(on=MAY)
    for case in received.cases():
        if case.allocation is not None:
            tried = ContactAttempted(
                case_id=case.case_id,
                occurred_on=date(2021, 5, 6),
                recorded_at=datetime(2021, 5, 6, tzinfo=UTC),
                channel=Channel.LETTER,
                outcome=AttemptOutcome.NO_ANSWER,
            )
            received.record(case.case_id, tried, expected_version=case.version)
    bilan = received.report(FIRST, LAST, generated_on=AUGUST)
    assert figure(bilan, Measure.ALLOCATED) == 20
    assert bilan.table(BlockId.BY_ARRONDISSEMENT).cell(Whole.ALL, Measure.ALLOCATED) == 20


def test_what_happened_after_the_day_observed_does_not_count(received):
    """A period that ended before the list came is empty; what is allocated in June is no work of May."""
    received.allocate(on=date(2021, 6, 1))
    before = received.report(date(2021, 4, 1), date(2021, 4, 30), generated_on=AUGUST)
    assert (before.scope.observed_on, figure(before, Measure.CASES)) == (date(2021, 4, 30), 0)
    assert figure(received.report(FIRST, LAST, generated_on=AUGUST), Measure.ALLOCATED) == 0


def test_a_period_that_is_not_over_is_observed_on_the_day_of_the_report(received):
    """A bilan of the year made in May says that it was seen in May."""
    bilan = received.report(FIRST, date(2021, 12, 31), generated_on=date(2021, 5, 20))
    assert bilan.scope.observed_on == date(2021, 5, 20)


def test_small_counts_of_a_caseload_are_hidden(caseload, write_list):
    """Ten households are too few to be shown."""
    caseload.receive(write_list(*map(household, range(10))), received_on=MAY)
    assert figure(caseload.report(FIRST, LAST, generated_on=AUGUST), Measure.CASES) is Gap.HIDDEN


def test_the_scope_names_the_basis_the_team_and_the_quota(received):
    """Territory, call, full-time equivalents and the quota of each month come from the pack."""
    scope = received.report(FIRST, date(2021, 7, 31), generated_on=AUGUST).scope
    assert scope.territory == received.pack.name
    assert scope.team_fte == sum(worker.fte for worker in received.pack.team.workers)
    assert list(scope.quota) == [Month(2021, 5), Month(2021, 6), Month(2021, 7)]
    volume = received.pack.quota.volume_of(2021)
    assert list(scope.quota.values()) == [volume.in_month(month) for month in scope.quota]
    assert scope.call
    assert scope.rules


def test_a_period_that_ends_before_it_begins_is_refused(received):
    """The last day is the first or a later one."""
    with pytest.raises(InvalidValue):
        received.report(LAST, FIRST, generated_on=AUGUST)
