"""The clauses of the call that the monthly list puts into play, as scenarios in French, played end to end."""

import tomllib
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

from prevexp.domain.errors import PrevexpError
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.events import DepartureReported
from prevexp.domain.events import OpenElsewhereReported
from prevexp.domain.vocabulary import SocialServicesAnswer

FOLDER = Path(__file__).parents[1] / "scenarios" / "liste"
AT = datetime(2021, 5, 31, 9, tzinfo=UTC)
REPORTS = {"dette soldée": DebtSettledReported, "départ": DepartureReported, "ouvert ailleurs": OpenElsewhereReported}


def scenarios():
    """Yield every scenario of every file."""
    for file in sorted(FOLDER.glob("C*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert content["clause"] == file.stem
        for scenario in content["scenario"]:
            yield pytest.param(scenario, id=f"{file.stem} {scenario['titre']}")


def learn(caseload, case_id, note):
    """Write down what was learnt of a case on a day."""
    on = note["le"]
    if note["saisie"] == "réponse":
        caseload.answer(case_id, partner=note["partenaire"], answer=SocialServicesAnswer(note["dit"]), on=on)
        return
    more = {"partner": note["partenaire"]} if "partenaire" in note else {}
    event = REPORTS[note["saisie"]](case_id=case_id, occurred_on=on, recorded_at=AT, **more)
    caseload.record(case_id, event, expected_version=caseload.case(case_id).version)


def refused(caseload, path, received_on):
    """Take a list in and return the code of its refusal, None if it was taken."""
    try:
        caseload.receive(path, received_on=received_on)
    except PrevexpError as error:
        return error.code
    return None


def read(caseload, expected, allocated):
    """Return what is read on a day, as far as the scenario says something of it."""
    on, seen = expected["le"], {"le": expected["le"]}
    cases = sorted(caseload.cases(on=on), key=lambda case: case.reference)
    seen["dossiers"] = len(cases)
    if "verdict" in expected:
        result = caseload.explain(cases[0].case_id, on=on).result
        seen |= {"verdict": result.verdict, "motifs": list(result.reasons)}
    if allocated is not None:
        seen["attribues"] = len([case for case in cases if case.allocation])
        seen["metiers"] = trades(caseload, cases)
    return {word: seen[word] for word in expected}


def trades(caseload, cases):
    """Return the professions the first allocated case was given to."""
    allocation = next((case.allocation for case in cases if case.allocation), None)
    team = {one.worker_id: one.role for one in caseload.pack.team.workers}
    given = (allocation.social_worker, allocation.legal_worker) if allocation else ()
    return [team[one] for one in given if one]


@pytest.mark.parametrize("scenario", list(scenarios()))
def test_a_scenario_of_the_list_comes_out_as_written(caseload, write_list, scenario):
    """Given a list and what was learnt since, that is read on those days."""
    received_on = scenario.get("recue_le", date(2021, 5, 4))
    path = write_list(*scenario.get("liste", [{}]))
    refusal = refused(caseload, path, received_on)
    if any("refus" in line for line in scenario["alors"]):
        assert {line["refus"] for line in scenario["alors"]} == {refusal}
        return
    assert refusal is None
    if scenario.get("encore"):
        head = caseload.verify()
        caseload.receive(path, received_on=received_on)
        assert caseload.verify() == head
    for note in scenario.get("puis", ()):
        learn(caseload, caseload.find("62-2021-1"), note)
    allocated = scenario.get("attribue_le")
    if allocated:
        caseload.allocate(on=allocated)
    for expected in scenario["alors"]:
        assert read(caseload, expected, allocated) == expected
