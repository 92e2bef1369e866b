"""One door is not sent two teams on a day: co-tenants, two files of one dwelling. Source: call C06."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

from ..domain.case import Case
from ..domain.values import CaseId
from ..domain.vocabulary import MatchReason
from .contact_plan import DOOR
from .life.answering import answering


def doors(cases: Iterable[Case]) -> Mapping[CaseId, CaseId]:
    """Return case -> the case that stands for its door: cases that may share a dwelling share a door."""
    known = list(cases)
    door = {case.case_id: case.case_id for case in known}
    if not any(case.proposals for case in known):
        return door

    def of(case_id: CaseId) -> CaseId:
        while door[case_id] != case_id:
            case_id = door[case_id]
        return case_id

    for case in known:
        for one in case.proposals:
            if one.reason is MatchReason.DWELLING_KNOWN and one.other_case in door:
                door[of(case.case_id)] = of(one.other_case)
    return {case_id: of(case_id) for case_id in door}


def team(case: Case, on: date) -> frozenset[str]:
    """Return the workers who answer for a case on a day."""
    who = answering(case, on)
    return frozenset[str](who.workers) if who else frozenset()


def taken_doors(cases: Iterable[Case], wanted: Iterable[Case], on: date) -> frozenset[CaseId]:
    """Return which of the cases `wanted` at their door on a day find another team there; the first ones go.

    Whoever went to a door that day, or is sent to it first, may go on to the neighbour behind it.
    """
    known = list(cases)
    door = doors(known)
    there: dict[CaseId, frozenset[str]] = {}
    first: dict[CaseId, Case] = {}
    for case in known:
        for one in case.attempts:
            if one.attempted_on == on and one.channel in DOOR:
                went = frozenset(one.workers) or team(case, on)
                there[door[case.case_id]] = there.get(door[case.case_id], went) | went
    taken = set()
    for case in wanted:
        behind = door[case.case_id]
        if first.setdefault(behind, case) is case and behind not in there:
            continue
        if not there.setdefault(behind, team(first[behind], on)) & team(case, on):
            taken.add(case.case_id)
    return frozenset(taken)
