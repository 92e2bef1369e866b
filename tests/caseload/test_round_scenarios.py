"""The clauses about going everywhere in time as scenarios in French, played on the Pas-de-Calais."""

import tomllib
from datetime import date
from pathlib import Path

import attrs
import pytest

from prevexp.caseload.rounds import planned
from prevexp.casework.appointments.commands import FixAppointment
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.contact_plan import ContactPlan
from prevexp.casework.contact_plan import ContactStep
from prevexp.casework.decide import decide
from prevexp.casework.evolve import evolve
from prevexp.domain.answers import Allocation
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import HoldReason
from prevexp.registry import load_territory

FOLDER = Path(__file__).parents[1] / "scenarios" / "tournees"
FILES = sorted(FOLDER.glob("C*.toml"))
FIRST = date(2021, 4, 15)
VISIT = ContactPlan(
    steps=(ContactStep(channel=Channel.VISIT_PLANNED, after_days=0),),
    most_attempts=4,
    stops=frozenset(),
    follow_up_notice_days=3,
    source="invented",
)


def scenarios():
    """Yield every scenario of every file."""
    for file in FILES:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert content["clause"] == file.stem
        for scenario in content["scenario"]:
            yield pytest.param(scenario, id=f"{file.stem} {scenario['titre']}")


@pytest.fixture(scope="module")
def pack():
    return attrs.evolve(load_territory("62"), contact_plan=VISIT)


def received(number, told, worker):
    """Return an allocated case."""
    taken = Allocation(
        allocated_on=told["attribue"],
        quota_month=Month.of(told["attribue"]),
        rank=number,
        criterion="waiting",
        social_worker=worker,
        legal_worker="legal-1",
    )
    return Case(
        case_id=f"c{number}",
        household_id=f"h{number}",
        territory="62",
        version=2,
        received_on=FIRST,
        last_listed_on=FIRST,
        month=Month.of(FIRST),
        references=(told["nom"],),
        facts=ListedFacts(commune=told["commune"], hearing_on=told.get("audience")),
        allocation=taken,
    )


def command(note):
    """Return what is noted."""
    on = note["le"]
    match note["saisie"]:
        case "rendez-vous":
            return FixAppointment(on=on, day=note["jour"], starts_at=note.get("heure"))
        case "suspension":
            return HoldContact(on=on, until=note["jusqu_au"], reason=HoldReason.AWAY)
        case "refus":
            return RefuseAgreement(on=on)
        case "contact":
            return RecordAttempt(on=on, channel=Channel(note["canal"]), outcome=AttemptOutcome(note["issue"]))
    raise AssertionError(note["saisie"])


@pytest.mark.parametrize("scenario", list(scenarios()))
def test_a_scenario_comes_out_as_written(pack, scenario):
    """Given cases and what was noted, each visit stands on its day or is left out for its reason."""
    cases = {
        told["nom"]: received(number, told, scenario["intervenant"])
        for number, told in enumerate(scenario["dossiers"], 1)
    }
    for note in scenario.get("notes", ()):
        for event in decide(cases[note["dossier"]], command(note), at=utc(2022, 1, 1), plan=pack.work_plan):
            cases[note["dossier"]] = evolve(cases[note["dossier"]], event)
    plan = planned(
        list(cases.values()), pack, on=scenario["le"], worker=scenario["intervenant"], days=scenario["jours"]
    )
    days = {one.stop.visit.reference: day.day for day in plan.days for one in day.stops}
    left = {visit.reference: why for visit, why in plan.left}
    for expected in scenario["alors"]:
        name = expected["dossier"]
        assert (days.get(name), left.get(name)) == (expected.get("jour"), expected.get("raison"))
        assert (name in days or name in left) is not expected.get("absent", False)
    assert len({days[name] for name in scenario.get("ensemble", ())}) <= 1
    assert not plan.assumed


def test_every_clause_of_this_part_has_scenarios():
    """Everywhere, anticipated, quickly."""
    assert {file.stem for file in FILES} == {"C16", "C18", "C25"}
