"""Sums that hold across tables: one number under two names, or a reason that is what another table tells apart.

A reader who knows the rules can use them, so disclosure control has to know them too: the cases refused for their stage
are those of the later stages, the lines accepted are the cases received. A sum is added where it holds for the cases
counted, whatever the rules are.
"""

from collections.abc import Iterator

from prevexp.domain.vocabulary import Stage

from .adding import CohortCounts
from .adding import key_of
from .adding import reason_key
from .blocks import Measure
from .blocks import Place
from .cohort import PUBLISHED
from .cohort import Dimension
from .tally import Equation
from .tally import Tally


def link(result: Tally, cohort: CohortCounts) -> None:
    """Add the sums that hold across the tables of a tally."""
    same = [(key_of(Measure.LINES_ACCEPTED), key_of(Measure.CASES)), *_places_and_zones()]
    known = key_of(Measure.CASES, Dimension.STAGE, Stage.NOT_KNOWN)
    result.equation(key_of(Measure.CASES), key_of(Measure.WITH_STAGE), known)
    for one, other in same:
        if result.counts[one] == result.counts[other]:
            result.equation(one, other)
    for total, parts in _reasons_and_members(result, cohort):
        result.equation(total, *parts)


def _places_and_zones() -> Iterator[tuple[str, str]]:
    """Yield what is the same by arrondissement and by zone: the cases outside and those of places not known."""
    for place in (Place.OUTSIDE, Place.NOT_KNOWN):
        for measure in PUBLISHED[Dimension.ZONE]:
            yield key_of(measure, Dimension.ARRONDISSEMENT, place), key_of(measure, Dimension.ZONE, place)


def _reasons_and_members(result: Tally, cohort: CohortCounts) -> Iterator[Equation]:
    """Yield each reason that all cases of some members have and no others: it is the sum of those members."""
    groups: dict[tuple[str, str, str], dict[str, int]] = {}
    for (verdict, reason, dimension, member), number in cohort.reasons.items():
        groups.setdefault((verdict, reason, dimension), {})[member] = number
    for (verdict, reason, dimension), numbers in sorted(groups.items()):
        place = Dimension(dimension)
        measure = verdict if verdict in PUBLISHED[place] else Measure.CASES
        keys = {key_of(measure, place, member): number for member, number in sorted(numbers.items())}
        if all(result.counts[key] == number for key, number in keys.items()):
            yield reason_key(verdict, reason), tuple(keys)
