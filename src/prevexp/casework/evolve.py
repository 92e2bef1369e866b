"""Events to state: a case is what happened to it, nothing more.

Pure and total; an event of a plugin changes the version and the facts it notes (`domain.extra.notes`), no more.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from itertools import takewhile
from typing import Any

import attrs

from ..domain.answers import Allocation
from ..domain.answers import PartnerAnswer
from ..domain.answers import Proposal
from ..domain.case import Case
from ..domain.dated import inserted
from ..domain.errors import InvalidValue
from ..domain.events import CaseAllocated
from ..domain.events import CaseListedAgain
from ..domain.events import CaseReceived
from ..domain.events import DebtSettledReported
from ..domain.events import DepartureReported
from ..domain.events import OpenElsewhereReported
from ..domain.events import ProcedureRead
from ..domain.events import ReferenceAdded
from ..domain.events import SameCaseProposed
from ..domain.events import SocialServicesAnswered
from ..domain.extra import words_of
from ..domain.procedure import merged
from .life.striking import struck
from .subjects import EFFECTS

_TWICE = "a case is received once"


def replay(events: Iterable[object]) -> Case:
    """Return the case its events make, in the order noted; the first must be its reception, else InvalidValue.

    An entry that a later one corrects counts for the version and changes nothing else.
    """
    told = iter(struck(events))
    first = next(told, None)
    if first is None:
        raise InvalidValue("a case begins with its reception: there is no event")
    case = evolve(None, first)
    for event in told:
        _take(case, event)
    return case


def _take(case: Case, event: object) -> None:
    """Change in place what an event changes of a case that nobody holds yet but the replay that is making it.

    Made anew at each event, as `evolve` does, a case of some forty fields costs more than all that happens to it.
    """
    if isinstance(event, CaseReceived):
        raise InvalidValue(_TWICE)
    for name, value in {"version": case.version + 1, **_changes(case, event)}.items():
        object.__setattr__(case, name, value)


def until(events: Iterable[object], day: date | None, *, noted_by: datetime | None = None) -> tuple[object, ...]:
    """Return what happened up to the end of a day (None: all), entries corrected since then as `StruckEntry`.

    Nothing happened before the list that made the case, whatever a list that came in late says of an earlier day.

    `noted_by` stops at the first entry written down after an instant, corrections included: what was known then.
    """
    if noted_by is not None:
        events = takewhile(lambda one: getattr(one, "recorded_at", noted_by) <= noted_by, events)
    known = struck(events)
    if day is None:
        return known
    if known and getattr(known[0], "occurred_on", day) > day:
        return ()
    return tuple(one for one in known if getattr(one, "occurred_on", day) <= day)


def evolve(state: Case | None, event: object) -> Case:
    """Return the state after one event; one this version does not know (of a plugin that is gone) only counts."""
    if isinstance(event, CaseReceived):
        return _received(state, event)
    if state is None:
        raise InvalidValue("a case begins with its reception")
    return attrs.evolve(state, version=state.version + 1, **_changes(state, event))


def _received(state: Case | None, event: CaseReceived) -> Case:
    if state is not None:
        raise InvalidValue(_TWICE)
    return Case(
        case_id=event.case_id,
        household_id=event.household_id,
        territory=event.territory,
        version=1,
        received_on=event.occurred_on,
        last_listed_on=event.occurred_on,
        month=event.month,
        references=(event.reference,),
        facts=event.facts,
        known_identity=event.known_identity,
    )


def _changes(state: Case, event: object) -> Mapping[str, Any]:
    effect = EFFECTS.get(type(event))
    if effect is not None:
        return effect(state, event)
    match event:
        case CaseListedAgain() | ReferenceAdded():
            return _listed_again(state, event)
        case SameCaseProposed():
            proposal = Proposal(other_case=event.other_case, reason=event.reason, proposed_on=event.occurred_on)
            return {"proposals": (*state.proposals, proposal)}
        case SocialServicesAnswered():
            return {"answers": _answered(state.answers, event)}
        case DebtSettledReported():
            return {"debt_settled_on": event.occurred_on if event.settled else None}
        case DepartureReported():
            return {"departed_on": event.occurred_on if event.departed else None}
        case OpenElsewhereReported():
            return {"open_elsewhere": event.partner if event.is_open else None}
        case ProcedureRead():
            return {"procedure": merged(state.procedure, event.procedure, event.withdrawn)}
        case CaseAllocated():
            return {"allocation": _allocation(event)}
        case _:
            return _noted(state, event)


def _noted(state: Case, event: object) -> Mapping[str, Any]:
    """Take what an event of a plugin notes of facts; without the plugin, its event says nothing of them."""
    extra = state.extra
    for word in words_of(event) if attrs.has(type(event)) else ():
        extra = inserted(extra, word)
    return {} if extra is state.extra else {"extra": extra}


def _listed_again(state: Case, event: CaseListedAgain | ReferenceAdded) -> dict[str, Any]:
    known = event.reference in state.references
    changes: dict[str, Any] = {
        "references": state.references if known else (*state.references, event.reference),
        "last_listed_on": max(state.last_listed_on, event.occurred_on),
    }
    if isinstance(event, CaseListedAgain):
        changes |= {"facts": event.facts, "known_identity": event.known_identity}
    return changes


def _answered(answers: tuple[PartnerAnswer, ...], event: SocialServicesAnswered) -> tuple[PartnerAnswer, ...]:
    """Keep each partner's latest answer; an answer that arrives late never overwrites a newer one."""
    new = PartnerAnswer(partner=event.partner, answer=event.answer, answered_on=event.occurred_on)
    known = next((a for a in answers if a.partner == new.partner), None)
    if known is not None and known.answered_on > new.answered_on:
        return answers
    others = [a for a in answers if a.partner != new.partner]
    return tuple(sorted([*others, new], key=lambda a: a.partner))


def _allocation(event: CaseAllocated) -> Allocation:
    return Allocation(
        allocated_on=event.occurred_on,
        quota_month=event.quota_month,
        rank=event.rank,
        criterion=event.criterion,
        social_worker=event.social_worker,
        legal_worker=event.legal_worker,
    )
