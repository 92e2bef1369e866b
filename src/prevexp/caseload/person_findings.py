"""What is late towards people: not informed, not answered, recipients not told, an erasure granted and not done.

Source: RGPD art. 12-3, 14-3, 17-1, 19.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from ..casework.informing.information import information
from ..casework.rights.due import answer_due
from ..domain.case import Case
from ..law.territory_law import TerritoryLaw


class PersonFindingKind(StrEnum):
    """What is late."""

    NOT_INFORMED = "not-informed"
    NOT_ANSWERED = "not-answered"
    RECIPIENT_NOT_TOLD = "recipient-not-told"
    NOT_ERASED = "not-erased"


@attrs.frozen(kw_only=True)
class PersonFinding:
    """One thing that is late for one case; `due_on` was its last day, `number` is that of what it is about."""

    kind: PersonFindingKind
    case_id: str
    reference: str = attrs.field(repr=False)
    due_on: date
    number: int | None = None
    partner: str | None = attrs.field(default=None, repr=False)


def person_findings(cases: Iterable[Case], law: TerritoryLaw, *, on: date) -> tuple[PersonFinding, ...]:
    """Return what is late on a day, the longest late first. A notice or an erasure is late the day after its own."""
    law = law.remembering()
    found = [one for case in cases for one in _of_case(case, law, on)]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.reference, one.kind, one.number or 0)))


def _of_case(case: Case, law: TerritoryLaw, on: date) -> Iterator[PersonFinding]:
    about: dict[str, Any] = {"case_id": case.case_id, "reference": case.reference}
    informing = information(case, law, on=on)
    if informing.informed_on is None and informing.due_on is not None and informing.missing(on):
        yield PersonFinding(kind=PersonFindingKind.NOT_INFORMED, due_on=informing.due_on, **about)
    for request in case.rights.requests:
        due_on = answer_due(case, request, law, on=on).due_on if request.open_on(on) else None
        if due_on is not None and due_on < on:
            number = request.number
            yield PersonFinding(kind=PersonFindingKind.NOT_ANSWERED, due_on=due_on, number=number, **about)
    granted = case.rights.erasure_on(on)
    if granted is not None and granted.answered_on is not None and granted.answered_on < on:
        day, number = granted.answered_on, granted.number
        yield PersonFinding(kind=PersonFindingKind.NOT_ERASED, due_on=day, number=number, **about)
    for notice in case.rights.untold_on(on):
        if notice.on < on:
            about |= {"number": notice.number, "partner": notice.partner}
            yield PersonFinding(kind=PersonFindingKind.RECIPIENT_NOT_TOLD, due_on=notice.on, **about)
