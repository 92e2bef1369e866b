"""From indicators and cases to a table that may be published."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.expressions import ExpressionError
from prevexp.expressions import Fact
from prevexp.expressions import Row
from prevexp.privacy.disclosure import Disclosure

from .blocks import Place
from .cells import Lattice
from .cells import members_found
from .counting import Counts
from .counting import Dimension
from .counting import Group
from .counting import count_rows
from .counting import groups_of
from .facts import facts
from .indicators import MONTH
from .indicators import Indicator
from .results import IndicatorFault
from .results import IndicatorTable
from .results import Result
from .results import results_of
from .rows import LONGEST_PERIOD_YEARS

MOST_BREAKDOWNS = 2
"""Breakdowns of one table: by three at once nearly every cell of a département is too small to be shown."""

_LAST = (Place.OUTSIDE, Place.NOT_KNOWN)
Counting = Callable[[Group], Counts]


@attrs.frozen(kw_only=True)
class TableScope:
    """What a table covers: the period, both days included, the day observed, by what it is broken down.

    `members` are those of breakdowns that only the territory knows, such as its arrondissements.
    Raises InvalidValue for a period of no day or too many, and for more breakdowns than may be shown.
    """

    first: date
    last: date
    observed_on: date
    generated_on: date
    territory: str
    by: tuple[str, ...] = ()
    members: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    names: Mapping[str, str] = attrs.field(factory=dict, metadata={"description": "code of a place -> its name"})
    threshold: int = attrs.field(default=11, metadata={"unit": "households"})
    software: str = ""
    lock: Mapping[str, Any] = attrs.field(factory=dict, repr=False, metadata={"description": "what it was made with"})
    withheld: frozenset[int] = attrs.field(
        default=frozenset(), repr=False, metadata={"description": "numbers hidden elsewhere in the publication"}
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be shown."""
        if self.last < self.first or self.last.year - self.first.year > LONGEST_PERIOD_YEARS:
            raise InvalidValue(f"last: a day from first on, at most {LONGEST_PERIOD_YEARS} years later")
        if len(self.by) > MOST_BREAKDOWNS or len(set(self.by)) < len(self.by):
            raise InvalidValue(f"by: at most {MOST_BREAKDOWNS} different breakdowns")

    @property
    def months(self) -> tuple[str, ...]:
        """The months that the period touches."""
        months = [Month.of(self.first)]
        while months[-1] < Month.of(self.last):
            months.append(months[-1].next())
        return tuple(map(str, months))


def usable(
    indicators: Iterable[Indicator], scope: TableScope, known: Iterable[Fact] = (), broken: Iterable[str] = ()
) -> tuple[tuple[Indicator, ...], tuple[IndicatorFault, ...]]:
    """Return the indicators valid on the day observed that can be counted, and the faults of the others.

    `known` are the facts that rows hold besides prevexp's own, `broken` the ids of those whose reading failed.
    """
    declared = {fact.id: fact for fact in (*facts, *known)}
    failed = frozenset(broken)
    good: list[Indicator] = []
    faults: list[IndicatorFault] = []
    for indicator in indicators:
        if not indicator.valid_on(scope.observed_on):
            continue
        told = why_uncounted(indicator, declared, failed)
        if told:
            origin = str(indicator.provenance) if indicator.provenance else ""
            faults.append(IndicatorFault(indicator=indicator.id, message=told, origin=origin))
        else:
            good.append(indicator)
    return tuple(good), tuple(faults)


def why_uncounted(indicator: Indicator, declared: Mapping[str, Fact], failed: AbstractSet[str]) -> str:
    """Return why an indicator cannot be counted; empty if it can."""
    wrong = [fact.id for fact in indicator.reads if declared.get(fact.id) != fact or fact.id in failed]
    return f"a fact it reads cannot be read: {', '.join(wrong)}" if wrong else _uncompiled(indicator)


def _uncompiled(indicator: Indicator) -> str:
    try:
        Group.of((indicator,), ())
    except (ExpressionError, TypeError, SyntaxError, RecursionError) as error:
        return f"it cannot be compiled: {type(error).__name__}"
    return ""


def build_table(
    indicators: Iterable[Indicator],
    rows: Sequence[Row],
    scope: TableScope,
    *,
    known: Iterable[Fact] = (),
    faults: Iterable[IndicatorFault] = (),
) -> IndicatorTable:
    """Count cases, given as rows of facts on the day observed, and return what may be published of them.

    Raises UnknownFact for a breakdown that is no fact.
    """
    return table_of(
        indicators,
        lambda group: count_rows(group, rows, scope.first, scope.last),
        scope,
        known=known,
        faults=faults,
    )


def table_of(
    indicators: Iterable[Indicator],
    counting: Counting,
    scope: TableScope,
    *,
    known: Iterable[Fact] = (),
    faults: Iterable[IndicatorFault] = (),
    apart: AbstractSet[str] = frozenset(),
) -> IndicatorTable:
    """Return what may be published of counts, however they were counted.

    `apart` are indicators counted over other cases than the rest: over those that are still there.
    """
    every = tuple(sorted(indicators, key=lambda one: (one.order, one.id)))
    halves = ([one for one in every if one.id not in apart], [one for one in every if one.id in apart])
    counted = [(group, counting(group)) for half in halves for group in groups_of(half, scope.by, known)]
    cells = [cell for _, counts in counted for cell in counts.masks]
    by = counted[0][0].by if counted else ()
    lattice = Lattice(members=tuple(_members(one, place, cells, scope) for place, one in enumerate(by)))
    policy = Disclosure(threshold=scope.threshold)
    found: dict[str, tuple[Result, ...]] = {}
    for group, counts in counted:
        found |= results_of(group, counts, lattice, policy, scope.withheld)
    return IndicatorTable(
        first=scope.first,
        last=scope.last,
        observed_on=scope.observed_on,
        generated_on=scope.generated_on,
        territory=scope.territory,
        threshold=scope.threshold,
        names=scope.names,
        by=scope.by,
        members=lattice.members,
        indicators=every,
        results=tuple(result for one in every for result in found[one.id]),
        faults=tuple(faults),
        software=scope.software,
        lock=scope.lock,
        without_erased=tuple(one.id for one in every if one.id in apart),
    )


def _members(dimension: Dimension, place: int, cells: Iterable[tuple[str, ...]], scope: TableScope) -> tuple[str, ...]:
    """Return the members of a breakdown in their order; outside and not known come last, and only if they occur."""
    found = members_found(cells, place)
    if dimension.id == MONTH:
        return scope.months
    declared = scope.members.get(dimension.id) or dimension.members or ()
    others = tuple(one for one in found if one not in declared and one not in _LAST)
    return (*declared, *others, *(str(one) for one in _LAST if one in found))
