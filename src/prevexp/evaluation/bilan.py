"""The first bilan: a cohort of cases, counted, protected and laid out as tables."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import attrs

from prevexp.domain.errors import InvalidValue

from .adding import CohortCounts
from .adding import cohort_counts
from .blocks import BlockId
from .blocks import Table
from .links import link
from .rows import BilanCase
from .rows import BilanScope
from .rows import TransferCount
from .sections import AddedPassage
from .sections import MissingPassage
from .tables import ProtectedCounts
from .tables import tables_of
from .tally import Equation
from .tally import tally

NOBODY = CohortCounts()

Hide = Callable[[Mapping[str, int], Iterable[Equation]], AbstractSet[str]]
"""Which counts must not be published: `prevexp.privacy.disclosure.Disclosure(threshold=…).hidden`."""


@attrs.frozen(kw_only=True)
class Bilan:
    """What was done for the cohort of a period, as far as it may be published.

    `masked` is the number of counts that stay hidden, `transfers` that of the lists received in the period; `passages`
    are the parts that plugins add, `missing` those that could not be built. `without_erased`: households were erased
    since, and what was kept of them does not fit this period.
    """

    scope: BilanScope
    tables: tuple[Table, ...]
    transfers: int
    masked: int
    passages: tuple[AddedPassage, ...] = ()
    missing: tuple[MissingPassage, ...] = ()
    without_erased: bool = False

    def table(self, block: BlockId) -> Table:
        """Return one block; raise KeyError if the bilan has none of that name."""
        for table in self.tables:
            if table.id is block:
                return table
        raise KeyError(block)


def build_bilan(
    cases: Iterable[BilanCase],
    transfers: Iterable[TransferCount],
    *,
    scope: BilanScope,
    hide: Hide,
    erased: CohortCounts = NOBODY,
) -> Bilan:
    """Count the cases first received in the period, as they stand on the day observed, and the lines of its transfers.

    `erased` is what was kept, for this period as it was observed, of households that are no longer there: it is counted
    with the others, and no table shows it apart. Cases and transfers of other days are left out, events after the day
    observed too: made again, the bilan is the same. Tables hold what `hide` lets through and nothing else. Raises
    InvalidValue for an arrondissement that the scope does not list.
    Source: call C21, C37, C38, C42; field notes §3 (a cohort by receipt, never mixed with activity by month).
    """
    cohort = [case.as_of(scope.observed_on) for case in cases if scope.holds(case.received_on)]
    listed = [transfer for transfer in transfers if scope.holds(transfer.received_on)]
    _check(cohort, scope)
    whole = cohort_counts(cohort) + erased
    counted = tally(whole, listed, scope)
    link(counted, whole)
    hidden = frozenset(hide(counted.counts, counted.equations))
    protected = ProtectedCounts(counts=counted.counts, hidden=hidden)
    return Bilan(
        scope=scope, tables=tables_of(protected, whole, scope), transfers=len(listed), masked=protected.masked()
    )


def _check(cohort: Sequence[BilanCase], scope: BilanScope) -> None:
    known = {None, *scope.arrondissements}
    if any(case.arrondissement not in known for case in cohort):
        raise InvalidValue("arrondissement: one of the scope's is needed")
