"""The counts of a bilan and how they add up: everything a reader sees or could work out, under one key each.

Tables are made from these counts alone, so that a count that is hidden is hidden wherever it occurs.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

import attrs

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict

from .blocks import Measure
from .blocks import Whole
from .cohort import SPLITS
from .cohort import Dimension
from .cohort import Signature
from .cohort import decided
from .cohort import members_of
from .cohort import signature
from .rows import BilanCase
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


def key_of(measure: Measure | str, dimension: Dimension = Dimension.WHOLE, member: object = Whole.ALL) -> str:
    """Return the key of a count."""
    return f"{dimension}/{member}/{measure}"


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


def tally(cases: Sequence[BilanCase], transfers: Iterable[TransferCount], scope: BilanScope) -> Tally:
    """Count the cases of a cohort and the lines of the period's transfers."""
    result = Tally()
    for where_and_what, number in Counter(map(signature, cases)).items():
        _add(result.counts, where_and_what, number)
    for split in _case_equations(scope):
        result.equation(*split)
    _shares_and_reasons(result, cases)
    _lines(result, transfers, scope)
    return result


def _add(counts: Counter[str], where_and_what: Signature, number: int) -> None:
    members, measures = where_and_what
    for dimension, member in members:
        published = {Measure.CASES} | {m for split in SPLITS[dimension] for parts in split.values() for m in parts}
        for measure in measures:
            if dimension is Dimension.WHOLE or measure in published:
                counts[key_of(measure, dimension, member)] += number


def _case_equations(scope: BilanScope) -> Iterator[tuple[str, ...]]:
    """Yield every sum over cases: across the verdicts and places of each row, and down each column to the whole."""
    for dimension, splits in SPLITS.items():
        members = members_of(dimension, scope)
        for member in members:
            for split in splits:
                for total, parts in split.items():
                    yield tuple(key_of(measure, dimension, member) for measure in (total, *parts))
        if dimension is not Dimension.WHOLE:
            for measure in (Measure.CASES, *(part for split in splits for parts in split.values() for part in parts)):
                yield (key_of(measure), *(key_of(measure, dimension, member) for member in members))


def _shares_and_reasons(result: Tally, cases: Iterable[BilanCase]) -> None:
    for measure in _OF_CASES:
        result.share(key_of(measure), key_of(Measure.CASES))
    result.share(key_of(Measure.ATTEMPTED), key_of(Measure.ELIGIBLE))
    result.share(key_of(Measure.VERDICT_CHANGED), key_of(Measure.ALLOCATED))
    result.equation(
        key_of(Measure.CASES), key_of(Measure.WITH_STAGE), key_of(Measure.CASES, Dimension.STAGE, Stage.NOT_KNOWN)
    )
    kinds = {Verdict.NOT_ELIGIBLE: Measure.NOT_ELIGIBLE, Verdict.TO_CHECK: Measure.TO_CHECK}
    for case in cases:
        verdict = decided(case)
        if verdict in kinds:
            for rule in set(case.reasons if verdict is Verdict.NOT_ELIGIBLE else case.checks):
                result.counts[reason_key(kinds[verdict], rule)] += 1
    for measure in kinds.values():
        for rule in reasons_of(result.counts, measure):
            result.share(reason_key(measure, rule), key_of(measure))


def reason_key(whole: Measure, reason: str) -> str:
    """Return the key of the cases or lines that have a reason, among those that may have several."""
    return key_of(f"{whole} for {reason}")


def _lines(result: Tally, transfers: Iterable[TransferCount], scope: BilanScope) -> None:
    """Count lines by month of reception; a line accepted is a case received, so that one hides with the other."""
    whole: tuple[Dimension, Whole | Month] = (Dimension.WHOLE, Whole.ALL)
    for transfer in transfers:
        for member in (whole, (Dimension.MONTH, Month.of(transfer.received_on))):
            numbers = (transfer.accepted, transfer.updated, transfer.duplicate, transfer.rejected)
            for measure, number in zip(_LINES, numbers, strict=True):
                result.counts[key_of(measure, *member)] += number
            result.counts[key_of(Measure.LINES_RECEIVED, *member)] += transfer.received
        for fault, number in transfer.rejected_for.items():
            result.counts[reason_key(Measure.LINES_REJECTED, fault)] += number
    members = [(Dimension.MONTH, month) for month in scope.months]
    for member in (whole, *members):
        keys = [key_of(measure, *member) for measure in (Measure.LINES_RECEIVED, *_LINES)]
        result.equation(*keys)
        result.share(keys[-1], keys[0])
        cases = key_of(Measure.CASES, *member)
        if result.counts[cases] == result.counts[keys[1]]:
            result.equation(keys[1], cases)
    for measure in (Measure.LINES_RECEIVED, *_LINES):
        result.equation(key_of(measure), *(key_of(measure, *member) for member in members))
    for fault in reasons_of(result.counts, Measure.LINES_REJECTED):
        result.share(reason_key(Measure.LINES_REJECTED, fault), key_of(Measure.LINES_REJECTED))


def reasons_of(counts: Iterable[str], whole: Measure) -> tuple[str, ...]:
    """Return the reasons that occur in the keys of counts."""
    prefix = reason_key(whole, "")
    return tuple(sorted(key.removeprefix(prefix) for key in counts if key.startswith(prefix)))
