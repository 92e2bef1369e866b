"""Who comes first among the cases that wait: an order declared as data, and for each case what decided its rank."""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import CaseId
from prevexp.domain.values import count
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date


@attrs.frozen(kw_only=True)
class Candidate:
    """An eligible case that waits for a place."""

    case_id: CaseId = attrs.field(validator=identifier)
    received_on: date = attrs.field(validator=plain_date)
    next_legal_date: date | None = attrs.field(
        validator=attrs.validators.optional(plain_date), metadata={"description": "None: none is known"}
    )
    arrondissement: str = attrs.field(validator=one_of(str), metadata={"description": "code of the arrondissement"})
    rural: bool = attrs.field(validator=one_of(bool), metadata={"description": "whether the commune is rural"})


class Criterion(StrEnum):
    """What may set two cases apart; the last one always does."""

    NEXT_LEGAL_DATE = "next-legal-date"
    RECEIVED_ON = "received-on"
    RURAL = "rural"
    CASE_ID = "case-id"


class Direction(StrEnum):
    """Which end of a criterion comes first: ascending = earliest date, and not rural before rural."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


_NUMBERS: MappingProxyType[Criterion, Callable[[Candidate], int | None]] = MappingProxyType(
    {
        Criterion.NEXT_LEGAL_DATE: lambda c: c.next_legal_date.toordinal() if c.next_legal_date else None,
        Criterion.RECEIVED_ON: lambda c: c.received_on.toordinal(),
        Criterion.RURAL: lambda c: int(c.rural),
    }
)


def _declarable(_: object, __: object, criterion: Criterion) -> None:
    if criterion not in _NUMBERS:
        raise InvalidValue("criterion: a criterion other than case-id is needed; case-id always decides last")


@attrs.frozen(kw_only=True)
class Priority:
    """One step of the declared order; it decides only between cases that the steps before leave equal."""

    criterion: Criterion = attrs.field(validator=[one_of(Criterion), _declarable])
    direction: Direction = attrs.field(default=Direction.ASCENDING, validator=one_of(Direction))


NEAREST_DATE_THEN_LONGEST_WAIT = (
    Priority(criterion=Criterion.NEXT_LEGAL_DATE),
    Priority(criterion=Criterion.RECEIVED_ON),
)


@attrs.frozen(kw_only=True)
class Ranked:
    """A candidate, its rank and the criterion that put it after the case before (for the first: before the next)."""

    rank: int = attrs.field(validator=count(1, 10**9))
    candidate: Candidate
    decided_by: Criterion


_Step = tuple[Criterion, Callable[[Candidate], tuple[bool, int | str]]]


def rank(candidates: Iterable[Candidate], priorities: Iterable[Priority]) -> tuple[Ranked, ...]:
    """Order the candidates by the declared steps; a value that is not known comes last, in either direction.

    The order in which candidates are given does not matter. Raises InvalidValue if a case is named twice.
    """
    steps = [_step(priority) for priority in priorities]
    steps.append((Criterion.CASE_ID, lambda c: (False, c.case_id)))
    ordered = sorted(candidates, key=lambda c: [value(c) for _, value in steps])
    if any(one.case_id == other.case_id for one, other in pairwise(sorted(ordered, key=lambda c: c.case_id))):
        raise InvalidValue("candidates: each case is named once")
    return tuple(
        Ranked(rank=index + 1, candidate=candidate, decided_by=_what_sets_apart(ordered, index, steps))
        for index, candidate in enumerate(ordered)
    )


def _step(priority: Priority) -> _Step:
    number = _NUMBERS[priority.criterion]
    sign = 1 if priority.direction is Direction.ASCENDING else -1

    def value(candidate: Candidate) -> tuple[bool, int | str]:
        found = number(candidate)
        return found is None, sign * (found or 0)

    return priority.criterion, value


def _what_sets_apart(ordered: list[Candidate], index: int, steps: list[_Step]) -> Criterion:
    """Return the first step on which a case differs from the one before; the first case is compared with the second."""
    if len(ordered) == 1:
        return steps[0][0]
    one, other = ordered[index], ordered[index - 1 if index else 1]
    return next(criterion for criterion, value in steps if value(one) != value(other))
