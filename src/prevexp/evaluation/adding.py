"""What the cases of a bilan add up to: all that is ever counted of them; the counts of parts add up to the whole's."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping

import attrs

from .blocks import Measure
from .cohort import PUBLISHED
from .cohort import Dimension
from .cohort import measures_of
from .cohort import places_of
from .cohort import reasons_of_case
from .rows import BilanCase

ReasonOf = tuple[str, str, str, str]
"""Verdict, reason, dimension, member: so many cases of a member have a reason."""


@attrs.frozen(kw_only=True)
class CohortCounts:
    """What was counted of some cases.

    `counts`: by `key_of` and `reason_key`; `reasons`: how the reasons meet the members; `days`: measure -> calendar
    days from reception -> cases.
    """

    counts: Counter[str] = attrs.field(factory=Counter)
    reasons: Counter[ReasonOf] = attrs.field(factory=Counter)
    days: Mapping[str, Counter[int]] = attrs.field(factory=dict)

    def __add__(self, other: "CohortCounts") -> "CohortCounts":
        """Return the counts of both."""
        none: Counter[int] = Counter()
        names = {**self.days, **other.days}
        return CohortCounts(
            counts=self.counts + other.counts,
            reasons=self.reasons + other.reasons,
            days={name: self.days.get(name, none) + other.days.get(name, none) for name in names},
        )


def key_of(measure: Measure | str, dimension: Dimension = Dimension.WHOLE, member: object = "all") -> str:
    """Return the key of a count."""
    return f"{dimension}/{member}/{measure}"


def reason_key(whole: Measure | str, reason: str) -> str:
    """Return the key of the cases or lines that have a reason, among those that may have several."""
    return key_of(f"{whole} for {reason}")


def cohort_counts(cases: Iterable[BilanCase]) -> CohortCounts:
    """Count cases."""
    every = list(cases)
    result = CohortCounts(days=_days(every))
    for (places, measures), number in Counter((places_of(case), tuple(measures_of(case))) for case in every).items():
        for dimension, member in places:
            for measure in measures:
                if dimension is Dimension.WHOLE or measure in PUBLISHED[dimension]:
                    result.counts[key_of(measure, dimension, member)] += number
    for case in every:
        verdict, reasons = reasons_of_case(case)
        for reason in reasons:
            result.counts[reason_key(verdict, reason)] += 1
            for dimension, member in places_of(case):
                if dimension not in {Dimension.WHOLE, Dimension.MONTH}:  # no rule reads the month of reception
                    result.reasons[str(verdict), reason, str(dimension), str(member)] += 1
    return result


def _days(cases: Iterable[BilanCase]) -> dict[str, Counter[int]]:
    """Count calendar days from reception, over allocated cases and over those with an attempt (call C25)."""
    found: dict[str, Counter[int]] = {}
    for case in cases:
        if case.allocated_on is None:
            continue
        happened = {Measure.TO_ALLOCATION: case.allocated_on, Measure.TO_FIRST_ATTEMPT: case.first_attempt_on}
        for measure, day in happened.items():
            if day is not None:
                found.setdefault(measure.value, Counter())[(day - case.received_on).days] += 1
    return found
