"""The counts of a bilan and how they add up: everything a reader sees or could work out, under one key each.

Tables are made from these counts alone, so that a count that is hidden is hidden wherever it occurs.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator

import attrs

from .adding import CohortCounts
from .adding import key_of
from .adding import reason_key
from .blocks import Measure
from .cohort import PUBLISHED
from .cohort import SPLITS
from .cohort import Dimension
from .cohort import members_of
from .rows import BilanScope
from .rows import TransferCount

Equation = tuple[str, tuple[str, ...]]


_OF_CASES = (
    Measure.WITH_PHONE,
    Measure.WITH_ADDRESS,
    Measure.WITH_STAGE,
    Measure.WITH_DEBT,
    Measure.ALLOCATED,
    Measure.ATTEMPTED,
)
_LINES = (Measure.LINES_ACCEPTED, Measure.LINES_UPDATED, Measure.LINES_DUPLICATE, Measure.LINES_REJECTED)


@attrs.frozen
class Tally:
    """Counts by key, and the sums that every reader can be expected to know."""

    counts: Counter[str] = attrs.field(factory=Counter)
    equations: list[Equation] = attrs.field(factory=list)

    def equation(self, total: str, *parts: str) -> None:
        """Say that a total is the sum of its parts; all of them are counts, if only of nothing."""
        for key in (total, *parts):
            self.counts.setdefault(key, 0)
        self.equations.append((total, parts))

    def share(self, part: str, whole: str) -> None:
        """Say that a part of a whole is published: what is left of the whole is then known too."""
        rest = f"{whole} without {part}"
        self.counts[rest] = self.counts[whole] - self.counts[part]
        self.equation(whole, part, rest)


def tally(cohort: CohortCounts, transfers: Iterable[TransferCount], scope: BilanScope) -> Tally:
    """Return the counts of a cohort and of the lines of the period's transfers, and how they add up."""
    result = Tally(counts=Counter(cohort.counts))
    for split in _case_equations(scope):
        result.equation(*split)
    _shares(result)
    _reasons(result)
    _lines(result, transfers)
    return result


def _case_equations(scope: BilanScope) -> Iterator[tuple[str, ...]]:
    """Yield every sum over cases: across the verdicts and places of each row, and down each column to the whole."""
    for dimension, splits in SPLITS.items():
        members = members_of(dimension, scope)
        for member in members:
            for split in splits:
                for total, parts in split.items():
                    yield tuple(key_of(measure, dimension, member) for measure in (total, *parts))
        if dimension is not Dimension.WHOLE:
            for measure in PUBLISHED[dimension]:
                yield (key_of(measure), *(key_of(measure, dimension, member) for member in members))


def _shares(result: Tally) -> None:
    for measure in _OF_CASES:
        result.share(key_of(measure), key_of(Measure.CASES))
    result.share(key_of(Measure.ATTEMPTED), key_of(Measure.ELIGIBLE))
    result.share(key_of(Measure.VERDICT_CHANGED), key_of(Measure.ALLOCATED))


def _reasons(result: Tally) -> None:
    for verdict in (Measure.NOT_ELIGIBLE, Measure.TO_CHECK):
        for reason in reasons_of(result.counts, verdict):
            result.share(reason_key(verdict, reason), key_of(verdict))


def _lines(result: Tally, transfers: Iterable[TransferCount]) -> None:
    """Count the lines of the period; not month by month, where few rejects would hide the cases received."""
    for transfer in transfers:
        numbers = (transfer.accepted, transfer.updated, transfer.duplicate, transfer.rejected)
        for measure, number in zip(_LINES, numbers, strict=True):
            result.counts[key_of(measure)] += number
        result.counts[key_of(Measure.LINES_RECEIVED)] += transfer.received
        for fault, number in transfer.rejected_for.items():
            result.counts[reason_key(Measure.LINES_REJECTED, fault)] += number
    result.equation(key_of(Measure.LINES_RECEIVED), *map(key_of, _LINES))
    for measure in _LINES:
        result.share(key_of(measure), key_of(Measure.LINES_RECEIVED))
    for fault in reasons_of(result.counts, Measure.LINES_REJECTED):
        result.share(reason_key(Measure.LINES_REJECTED, fault), key_of(Measure.LINES_REJECTED))


def reasons_of(counts: Iterable[str], whole: Measure) -> tuple[str, ...]:
    """Return the reasons that occur in the keys of counts."""
    prefix = reason_key(whole, "")
    return tuple(sorted(key.removeprefix(prefix) for key in counts if key.startswith(prefix)))
