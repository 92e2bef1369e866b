"""Sums that hold across tables: one number under two names, or a reason that is what another table tells apart.

A reader who knows the rules can use them, so disclosure control has to know them too: the cases refused for their stage
are those of the later stages, the lines accepted are the cases received. A sum is added where it holds for the cases
counted, whatever the rules are.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator

from prevexp.domain.vocabulary import Stage

from .blocks import Measure
from .blocks import Place
from .cohort import PUBLISHED
from .cohort import Dimension
from .cohort import places_of
from .cohort import reasons_of_case
from .rows import BilanCase
from .tally import Equation
from .tally import Tally
from .tally import key_of
from .tally import reason_key


def link(result: Tally, cases: Iterable[BilanCase]) -> None:
    """Add the sums that hold across the tables of a tally."""
    same = [(key_of(Measure.LINES_ACCEPTED), key_of(Measure.CASES)), *_places_and_zones()]
    known = key_of(Measure.CASES, Dimension.STAGE, Stage.NOT_KNOWN)
    result.equation(key_of(Measure.CASES), key_of(Measure.WITH_STAGE), known)
    for one, other in same:
        if result.counts[one] == result.counts[other]:
            result.equation(one, other)
    for total, parts in _reasons_and_members(result, cases):
        result.equation(total, *parts)


def _places_and_zones() -> Iterator[tuple[str, str]]:
    """Yield what is the same by arrondissement and by zone: the cases outside and those of places not known."""
    for place in (Place.OUTSIDE, Place.NOT_KNOWN):
        for measure in PUBLISHED[Dimension.ZONE]:
            yield key_of(measure, Dimension.ARRONDISSEMENT, place), key_of(measure, Dimension.ZONE, place)


def _reasons_and_members(result: Tally, cases: Iterable[BilanCase]) -> Iterator[Equation]:
    """Yield each reason that all cases of some members have and no others: it is the sum of those members."""
    found: Counter[tuple[Measure, str, Dimension, object]] = Counter()
    for case in cases:
        verdict, reasons = reasons_of_case(case)
        for dimension, member in places_of(case):
            if dimension not in {Dimension.WHOLE, Dimension.MONTH}:  # no rule reads the month of reception
                found.update((verdict, reason, dimension, member) for reason in reasons)
    groups: dict[tuple[Measure, str, Dimension], dict[object, int]] = {}
    for (verdict, reason, dimension, place), number in found.items():
        groups.setdefault((verdict, reason, dimension), {})[place] = number
    for (verdict, reason, dimension), numbers in groups.items():
        measure = verdict if verdict in PUBLISHED[dimension] else Measure.CASES
        keys = {key_of(measure, dimension, place): number for place, number in numbers.items()}
        if all(result.counts[key] == number for key, number in keys.items()):
            yield reason_key(verdict, reason), tuple(keys)
