"""Plays the scenarios of a list: what is written in the file of a jurist is held against what prevexp says."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from prevexp.caseload import Caseload
from prevexp.domain.case import Case
from prevexp.domain.errors import PrevexpError
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.events import DepartureReported
from prevexp.domain.events import Event
from prevexp.domain.events import OpenElsewhereReported
from prevexp.domain.sharing import Recipient
from prevexp.registry.scenarios import LaterEntry
from prevexp.registry.scenarios import Learnt
from prevexp.registry.scenarios import ListScenario

_REPORTS: Mapping[Learnt, type[DebtSettledReported | DepartureReported | OpenElsewhereReported]] = {
    Learnt.DEBT_SETTLED: DebtSettledReported,
    Learnt.DEPARTURE: DepartureReported,
    Learnt.OPEN_ELSEWHERE: OpenElsewhereReported,
}


def clock_of(scenario: ListScenario) -> datetime:
    """Return an instant after all that a scenario tells: nothing is noted before it happened."""
    return datetime.combine(scenario.last_day + timedelta(days=1), time(9, 30), UTC)


def play(scenario: ListScenario, caseload: Caseload, folder: Path) -> list[Mapping[str, Any]]:
    """Take the list in, note what was learnt since, and return what is read, in the words of `alors`.

    The caseload is empty, of the territory, with `clock_of` as its clock; the list is written into `folder`. The answer
    equals `scenario.expected` if all comes out as written.
    """
    path = _written(scenario, folder)
    refusal = _refused(caseload, path, scenario.received_on)
    if refusal is not None:
        return [{"le": one["le"], "refus": refusal} for one in scenario.expected]
    if scenario.again:
        head = caseload.verify()
        caseload.receive(path, received_on=scenario.received_on)
        if caseload.verify() != head:
            raise AssertionError(f"{scenario.title}: the same list a second time changed something")
    day = scenario.allocated_on
    for entry in scenario.later:
        if day is not None and entry.on >= day:
            caseload.allocate(on=day)
            day = None
        _note(caseload, _first(caseload), entry)
    if day is not None:
        caseload.allocate(on=day)
    return [_read(caseload, scenario, expected) for expected in scenario.expected]


def _written(scenario: ListScenario, folder: Path) -> Path:
    path = folder / "liste.csv"
    columns = list(dict.fromkeys(column for line in scenario.lines for column in line))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(scenario.lines)
    return path


def _refused(caseload: Caseload, path: Path, received_on: date) -> str | None:
    """Take a list in and return the code of its refusal, None if it was taken."""
    try:
        caseload.receive(path, received_on=received_on)
    except PrevexpError as error:
        return error.code
    return None


def _first(caseload: Caseload) -> Case:
    return min(caseload.cases(), key=lambda case: case.reference)


def _note(caseload: Caseload, case: Case, entry: LaterEntry) -> None:
    """Write down what was learnt of a case on a day, or what the team did."""
    if entry.command is not None:
        _command(caseload, case, entry)
    elif entry.answer is not None:
        caseload.answer(case.case_id, partner=entry.partner or "", answer=entry.answer, on=entry.on)
    elif entry.learnt is Learnt.DOCUMENTS:
        read = {name: str(value) for name, value in entry.fields.items()}
        caseload.read_documents(case.case_id, read, on=entry.on)
    elif entry.learnt is not None:
        more: dict[str, Any] = {"partner": entry.partner} if entry.partner else {}
        at = datetime.combine(entry.on, time(9, 30), UTC)
        event: Event = _REPORTS[entry.learnt](case_id=case.case_id, occurred_on=entry.on, recorded_at=at, **more)
        caseload.record(case.case_id, event, expected_version=case.version)


def _command(caseload: Caseload, case: Case, entry: LaterEntry) -> None:
    line = {"case": case.case_id, "command": entry.command, "on": entry.on, **entry.fields}
    done = caseload.record_batch([json.dumps(line, default=str)])
    if not done.written:
        told = ", ".join(f"{one.code}" for one in done.refused)
        raise AssertionError(f"{entry.on}, {entry.command}: refused ({told})")


def _read(caseload: Caseload, scenario: ListScenario, expected: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is read on a day, as far as the scenario says something of it."""
    on = expected["le"]
    cases = sorted(caseload.cases(on=on), key=lambda case: case.reference)
    seen: dict[str, Any] = {"le": on, "dossiers": len(cases), "refus": None}
    if cases:
        seen |= _of_case(caseload, cases[0], on, expected)
    if scenario.allocated_on is not None:
        seen["attribues"] = len([case for case in cases if case.allocation])
        seen["metiers"] = _trades(caseload, cases)
    return {word: seen.get(word) for word in expected}


def _of_case(caseload: Caseload, case: Case, on: date, expected: Mapping[str, Any]) -> Mapping[str, Any]:
    seen: dict[str, Any] = {}
    if expected.keys() & {"verdict", "motifs"}:
        result = caseload.explain(case.case_id, on=on).result
        seen |= {"verdict": result.verdict, "motifs": list(result.reasons)}
    if "echeances" in expected:
        found = {one.kind: one.on for one in caseload.deadlines(case.case_id, on=on).found}
        seen["echeances"] = {kind: found.get(kind) for kind in expected["echeances"]}
    if expected.keys() & {"contact", "canal", "jour"}:
        contact = caseload.next_contact(case.case_id, on=on)
        seen |= {"contact": contact.state.value, "canal": contact.channel, "jour": contact.due_on}
    if "ccapex" in expected:
        seen["ccapex"] = caseload.pack.partner_for(Recipient.CCAPEX, case.facts.commune)
    return seen


def _trades(caseload: Caseload, cases: list[Case]) -> list[str]:
    """Return the professions the first allocated case was given to."""
    allocation = next((case.allocation for case in cases if case.allocation), None)
    team = {one.worker_id: one.role.value for one in caseload.pack.team.workers}
    given = (allocation.social_worker, allocation.legal_worker) if allocation else ()
    return [team[one] for one in given if one]
