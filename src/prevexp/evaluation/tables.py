"""Lays the counts out as tables; a hidden count, and every rate, delay or ratio made of one, stays hidden."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import ROUND_HALF_UP
from decimal import Decimal

import attrs

from prevexp.domain.values import Month

from .adding import CohortCounts
from .adding import key_of
from .adding import reason_key
from .blocks import BlockId
from .blocks import Cell
from .blocks import Gap
from .blocks import Measure
from .blocks import Rate
from .blocks import Row
from .blocks import RowKey
from .blocks import Table
from .blocks import Whole
from .cohort import Dimension
from .cohort import members_of
from .figures import ANSWERED
from .rows import BilanScope
from .spread import median_of
from .spread import p90_of
from .tally import reasons_of

M = Measure
_CASES = (M.ELIGIBLE, M.NOT_ELIGIBLE, M.TO_CHECK)
_PLACES = (M.ALLOCATED, M.WAITING)
_LINES = (M.LINES_ACCEPTED, M.LINES_UPDATED, M.LINES_DUPLICATE, M.LINES_REJECTED)
_FUNNEL = (M.CASES, M.ELIGIBLE, M.ALLOCATED, M.ATTEMPTED)
_QUALITY = (M.WITH_PHONE, M.WITH_ADDRESS, M.WITH_STAGE, M.WITH_DEBT)


@attrs.frozen(kw_only=True)
class ProtectedCounts:
    """The counts, seen through what must stay hidden."""

    counts: Mapping[str, int] = attrs.field(repr=False)
    hidden: AbstractSet[str] = attrs.field(repr=False)

    def count(self, key: str) -> int | Gap:
        """Return a count, or that it is hidden."""
        return Gap.HIDDEN if key in self.hidden else self.counts.get(key, 0)

    def rate(self, part: str, whole: str) -> Rate | Gap:
        """Return a share; hidden where its part or its whole is."""
        of = self.count(whole)
        share = self.count(part)
        if isinstance(of, Gap) or isinstance(share, Gap):
            return Gap.HIDDEN
        return Rate(share, of) if of else Gap.NOTHING_TO_COUNT

    def masked(self) -> int:
        """Return how many published counts are hidden; what only follows from others is not one."""
        return sum(" without " not in key for key in self.hidden)


def tables_of(counts: ProtectedCounts, cohort: CohortCounts, scope: BilanScope) -> tuple[Table, ...]:
    """Return the tables of a bilan, in the order they are read."""
    layout = _Layout(counts=counts, scope=scope)
    return (
        _key_figures(counts),
        _funnel(counts),
        layout.by_month(),
        layout.by(BlockId.BY_ARRONDISSEMENT, Dimension.ARRONDISSEMENT, *_CASES, *_PLACES),
        layout.by(BlockId.BY_ZONE, Dimension.ZONE, *_CASES, *_PLACES),
        layout.reasons(BlockId.NOT_ELIGIBLE, M.NOT_ELIGIBLE, M.SHARE_OF_NOT_ELIGIBLE),
        layout.reasons(BlockId.TO_CHECK, M.TO_CHECK, M.SHARE_OF_TO_CHECK),
        layout.by(BlockId.BY_STAGE, Dimension.STAGE, *_CASES),
        layout.by(BlockId.BY_ANSWER, Dimension.ANSWER),
        _delays(counts, cohort),
        _capacity(counts, scope),
        _lines(counts),
        layout.reasons(BlockId.REJECTED_FOR, M.LINES_REJECTED, M.SHARE_OF_REJECTED),
        _quality(counts),
    )


def _table(block: BlockId, columns: Iterable[Measure], rows: Iterable[Row], *, multiple: bool = False) -> Table:
    return Table(id=block, columns=tuple(columns), rows=tuple(rows), indicators=ANSWERED[block], multiple=multiple)


def _key_figures(counts: ProtectedCounts) -> Table:
    rows = [
        Row(key=M.LINES_RECEIVED, cells=(counts.count(key_of(M.LINES_RECEIVED)), Gap.NOTHING_TO_COUNT)),
        Row(key=M.LINES_REJECTED, cells=(counts.count(key_of(M.LINES_REJECTED)), Gap.NOTHING_TO_COUNT)),
    ]
    closed = (M.CLOSED_UNALLOCATED,) if counts.count(key_of(M.CLOSED_UNALLOCATED)) else ()
    for measure in (M.CASES, *_CASES, *_PLACES, *closed):
        key = key_of(measure)
        rows.append(Row(key=measure, cells=(counts.count(key), counts.rate(key, key_of(M.CASES)))))
    return _table(BlockId.KEY_FIGURES, (M.NUMBER, M.SHARE_OF_CASES), rows)


def _funnel(counts: ProtectedCounts) -> Table:
    """Each step is part of the one before: received, eligible, allocated, attempted."""
    rows = []
    for step, before in zip(_FUNNEL, (M.CASES, *_FUNNEL), strict=False):
        key = key_of(step)
        previous = Gap.NOTHING_TO_COUNT if step is M.CASES else counts.rate(key, key_of(before))
        eligible = Gap.NOTHING_TO_COUNT if step is M.CASES else counts.rate(key, key_of(M.ELIGIBLE))
        rows.append(Row(key=step, cells=(counts.count(key), previous, eligible, counts.rate(key, key_of(M.CASES)))))
    return _table(BlockId.FUNNEL, (M.NUMBER, M.SHARE_OF_PREVIOUS, M.SHARE_OF_ELIGIBLE, M.SHARE_OF_CASES), rows)


@attrs.frozen(kw_only=True)
class _Layout:
    """What every table over the members of a dimension needs."""

    counts: ProtectedCounts
    scope: BilanScope

    def by(self, block: BlockId, dimension: Dimension, *measures: Measure) -> Table:
        """One row a member, with its share of all cases, and a total."""
        columns = (M.CASES, M.SHARE_OF_CASES, *measures)
        rows = [self._row(dimension, member, columns) for member in members_of(dimension, self.scope)]
        rows.append(self._row(Dimension.WHOLE, Whole.ALL, columns))
        return _table(block, columns, rows)

    def by_month(self) -> Table:
        """One row a month of reception, with its quota; the quota of the whole period is known if every month's is."""
        columns = (M.CASES, M.QUOTA, M.SHARE_OF_QUOTA, *_CASES, *_PLACES)
        quotas: dict[RowKey, int | None] = {month: self.scope.quota.get(month) for month in self.scope.months}
        known = [quota for quota in quotas.values() if quota is not None]
        quotas[Whole.ALL] = sum(known) if len(known) == len(quotas) else None
        rows = []
        for key, quota in quotas.items():
            dimension = Dimension.MONTH if isinstance(key, Month) else Dimension.WHOLE
            cells = dict(zip(columns, self._row(dimension, key, columns).cells, strict=True))
            cells[M.QUOTA] = Gap.NOT_KNOWN if quota is None else quota
            cells[M.SHARE_OF_QUOTA] = _of_quota(cells[M.CASES], quota)
            rows.append(Row(key=key, cells=tuple(cells.values())))
        return _table(BlockId.BY_MONTH, columns, rows)

    def reasons(self, block: BlockId, whole: Measure, share: Measure) -> Table:
        """One row a reason: in the order of the rules, then by name; never by size, which would tell hidden ones."""
        found = reasons_of(self.counts.counts, whole)
        order = {rule.id: place for place, rule in enumerate(self.scope.rules)}
        rows = []
        for reason in sorted(found, key=lambda reason: (order.get(reason, len(order)), reason)):
            key = reason_key(whole, reason)
            rows.append(Row(key=reason, cells=(self.counts.count(key), self.counts.rate(key, key_of(whole)))))
        total = Row(key=Whole.ALL, cells=(self.counts.count(key_of(whole)), Gap.NOTHING_TO_COUNT))
        return _table(block, (M.NUMBER, share), (*rows, total), multiple=True)

    def _row(self, dimension: Dimension, member: RowKey, columns: Iterable[Measure]) -> Row:
        own = key_of(M.CASES, dimension, member)
        shares = {M.SHARE_OF_CASES: self.counts.rate(own, key_of(M.CASES))}
        cells = (shares.get(column, self.counts.count(key_of(column, dimension, member))) for column in columns)
        return Row(key=member, cells=tuple(cells))


def _of_quota(cases: Cell, quota: int | None) -> Cell:
    if cases is Gap.HIDDEN:
        return Gap.HIDDEN
    if quota is None:
        return Gap.NOT_KNOWN
    return Rate(cases, quota) if isinstance(cases, int) and quota else Gap.NOTHING_TO_COUNT


def _delays(counts: ProtectedCounts, cohort: CohortCounts) -> Table:
    """Count calendar days from reception, over allocated cases and over those with an attempt (call C25)."""
    rows = []
    for measure, of in ((M.TO_ALLOCATION, M.ALLOCATED), (M.TO_FIRST_ATTEMPT, M.ATTEMPTED)):
        number = counts.count(key_of(of))
        spread: tuple[Cell, Cell] = (Gap.HIDDEN, Gap.HIDDEN)
        if number is not Gap.HIDDEN:
            values = sorted(cohort.days.get(measure, Counter()).elements())
            spread = (median_of(values), p90_of(values)) if values else (Gap.NOTHING_TO_COUNT,) * 2
        rows.append(Row(key=measure, cells=(number, *spread)))
    return _table(BlockId.DELAYS, (M.NUMBER, M.MEDIAN_DAYS, M.P90_DAYS), rows)


def _capacity(counts: ProtectedCounts, scope: BilanScope) -> Table:
    """Cases per full-time equivalent (call C20): allocated by month of the period, and open on the day observed."""
    fte: Cell = scope.team_fte if scope.team_fte is not None else Gap.NOT_KNOWN
    rows = [
        Row(key=M.TEAM_FTE, cells=(fte,)),
        Row(
            key=M.ALLOCATED_PER_FTE_AND_MONTH,
            cells=(_per(counts.count(key_of(M.ALLOCATED)), scope, len(scope.months)),),
        ),
        Row(key=M.OPEN_PER_FTE, cells=(_per(counts.count(key_of(M.OPEN)), scope, 1),)),
    ]
    return _table(BlockId.CAPACITY, (M.NUMBER,), rows)


def _per(number: int | Gap, scope: BilanScope, months: int) -> Cell:
    """Divide a count by the team and the months; the quotient would give a hidden count away, so it hides with it."""
    if isinstance(number, Gap):
        return number
    if not scope.team_fte:
        return Gap.NOT_KNOWN
    return (Decimal(number) / (scope.team_fte * months)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _lines(counts: ProtectedCounts) -> Table:
    """Say what became of the lines of the period's transfers: the parts, and their sum."""
    received = key_of(M.LINES_RECEIVED)
    named: dict[RowKey, str] = {measure: key_of(measure) for measure in _LINES}
    named[Whole.ALL] = received
    rows = (Row(key=name, cells=(counts.count(key), counts.rate(key, received))) for name, key in named.items())
    return _table(BlockId.LINES, (M.NUMBER, M.SHARE_OF_LINES), rows)


def _quality(counts: ProtectedCounts) -> Table:
    cells = [(m, counts.count(key_of(m)), counts.rate(key_of(m), key_of(M.CASES))) for m in _QUALITY]
    rows = [Row(key=measure, cells=(number, share)) for measure, number, share in cells]
    changed = key_of(M.VERDICT_CHANGED)
    rows.append(Row(key=M.VERDICT_CHANGED, cells=(counts.count(changed), Gap.NOTHING_TO_COUNT)))
    return _table(BlockId.QUALITY, (M.NUMBER, M.SHARE_OF_CASES), rows)
