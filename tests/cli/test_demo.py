"""`prevexp demo`: a quarter of work on invented cases, through the commands of the casework."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp as library
from prevexp.casework.life.closing import OUTCOMES
from prevexp.domain.events import Event
from prevexp.domain.vocabulary import ClosureReason

LAST = date(2021, 8, 2)


@pytest.fixture(scope="module")
def played(shared_prevexp, tmp_path_factory):
    """Play the demonstration once; what follows only reads."""
    done = shared_prevexp("demo")
    assert (done.returncode, done.stderr) == (0, "")
    folder = next(tmp_path_factory.getbasetemp().glob("shared*/prevexp-demo"))
    with library.open(f"sqlite:///{folder / 'demo.db'}", territory="62", key_file=folder / "demo.key") as caseload:
        yield done, folder, caseload, caseload.cases(on=LAST)


def test_the_demonstration_leaves_its_pages_and_says_what_to_try(played):
    """Bilan, sheet, the page of a case, the store and the files exchanged; nothing is wider than a terminal."""
    done, folder, _, _ = played
    names = {file.name for file in folder.iterdir()}
    assert {"bilan.html", "feuille-du-jour.html", "dossier.html", "demo.db", "demo.key", "echanges"} <= names
    assert "prevexp case show 62-2021-" in done.stdout
    assert [line for line in done.stdout.splitlines() if len(line) > 80 and "lignes" not in line] == []


def test_a_second_run_tells_the_same(played, shared_prevexp):
    """Nothing is left to chance."""
    assert shared_prevexp("demo", "--out", "encore").stdout == played[0].stdout.replace("prevexp-demo", "encore")


def test_cases_are_closed_for_several_reasons_that_fit_their_outcomes(played):
    """Kept homes, new homes, households gone, silent, lost or refusing; each with an outcome its reason allows."""
    closures = [closure for case in played[3] if (closure := case.closure_on(LAST))]
    assert [one for one in closures if one.outcome not in OUTCOMES[one.reason]] == []
    reasons = {ClosureReason(one.reason) for one in closures}
    assert reasons >= {
        ClosureReason.PLAN_KEPT,
        ClosureReason.REHOUSED,
        ClosureReason.NEVER_REACHED,
        ClosureReason.REFUSED,
        ClosureReason.LEFT,
        ClosureReason.LOST,
    }


def test_follow_ups_stand_in_every_state(played):
    """On the day shown some are due and overdue, others were done, lost, cancelled or given more time."""
    _, _, caseload, cases = played
    states = {str(found.state) for case in cases if (found := caseload.follow_up(case.case_id, on=LAST))}
    assert states >= {"due", "overdue", "done", "lost", "cancelled", "extended"}


def test_all_is_noted_on_the_day_it_happened(played):
    """No entry says that it was noted in another year; what a partner answered is noted when its file was read."""
    _, _, caseload, cases = played
    events = [event for case in cases for event in caseload.events(case.case_id) if isinstance(event, Event)]
    late = [event for event in events if event.recorded_at.date() != event.occurred_on]
    assert {type(event).__name__ for event in late} <= {"ReferralAnswered"}
    assert max(event.recorded_at for event in events) < datetime(2021, 8, 3, tzinfo=UTC)
