"""Where a case counts and as what: the dimensions of the bilan, their members, and the measures that split them."""

from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict

from .blocks import Measure
from .blocks import Place
from .blocks import Whole
from .rows import BilanCase
from .rows import BilanScope


class Dimension(StrEnum):
    """What cases and lines are told apart by; the members of each add up to the whole."""

    WHOLE = "whole"
    MONTH = "month"
    ARRONDISSEMENT = "arrondissement"
    ZONE = "zone"
    STAGE = "stage"
    ANSWER = "answer"


_BY_VERDICT = {Measure.CASES: (Measure.ELIGIBLE, Measure.NOT_ELIGIBLE, Measure.TO_CHECK)}
_BY_PLACE = {Measure.ELIGIBLE: (Measure.ALLOCATED, Measure.WAITING, Measure.CLOSED_UNALLOCATED)}
SPLITS: Mapping[Dimension, tuple[Mapping[Measure, tuple[Measure, ...]], ...]] = MappingProxyType(
    {
        Dimension.WHOLE: (
            _BY_VERDICT,
            _BY_PLACE,
            {Measure.ALLOCATED: (Measure.ATTEMPTED, Measure.NOT_ATTEMPTED)},
            {Measure.ALLOCATED: (Measure.OPEN, Measure.CLOSED)},
        ),
        Dimension.MONTH: (_BY_VERDICT, _BY_PLACE),
        Dimension.ARRONDISSEMENT: (_BY_VERDICT, _BY_PLACE),
        Dimension.ZONE: (_BY_VERDICT, _BY_PLACE),
        Dimension.STAGE: (_BY_VERDICT,),
        Dimension.ANSWER: (),
    }
)
"""How the cases of each dimension's members split, level by level: every published number is part of a sum."""

PUBLISHED: Mapping[Dimension, tuple[Measure, ...]] = MappingProxyType(
    {
        dimension: (
            Measure.CASES,
            *dict.fromkeys(part for split in splits for parts in split.values() for part in parts),
        )
        for dimension, splits in SPLITS.items()
    }
)
"""What is published of each dimension's members, or follows from what is."""

_VERDICTS = {
    Verdict.ELIGIBLE: Measure.ELIGIBLE,
    Verdict.NOT_ELIGIBLE: Measure.NOT_ELIGIBLE,
    Verdict.TO_CHECK: Measure.TO_CHECK,
}


def members_of(dimension: Dimension, scope: BilanScope) -> tuple[Month | str, ...]:
    """Return the members of a dimension, in the order to be shown."""
    match dimension:
        case Dimension.MONTH:
            return scope.months
        case Dimension.ARRONDISSEMENT:
            return (*scope.arrondissements, Place.OUTSIDE, Place.NOT_KNOWN)
        case Dimension.ZONE:
            return (Place.RURAL, Place.NOT_RURAL, Place.OUTSIDE, Place.NOT_KNOWN)
        case Dimension.STAGE:
            return tuple(Stage)
        case Dimension.ANSWER:
            return tuple(SocialServicesAnswer)
        case _:
            return (Whole.ALL,)


def places_of(case: BilanCase) -> tuple[tuple[Dimension, Month | str], ...]:
    """Return the member of each dimension in which a case counts."""
    place = case.arrondissement or (Place.OUTSIDE if case.in_territory is False else Place.NOT_KNOWN)
    zones = {True: Place.RURAL, False: Place.NOT_RURAL, None: Place.NOT_KNOWN}
    return (
        (Dimension.WHOLE, Whole.ALL),
        (Dimension.MONTH, Month.of(case.received_on)),
        (Dimension.ARRONDISSEMENT, place),
        (Dimension.ZONE, Place.OUTSIDE if place is Place.OUTSIDE else zones[case.rural]),
        (Dimension.STAGE, case.stage),
        (Dimension.ANSWER, case.answer),
    )


def decided(case: BilanCase) -> Verdict:
    """Return the verdict a case counts with: once allocated that of the allocation, else that of the day observed.

    Only eligible cases are allocated, so an allocated case counts as eligible whatever was learnt later.
    """
    return Verdict.ELIGIBLE if case.allocated_on else case.verdict


def reasons_of_case(case: BilanCase) -> tuple[Measure, frozenset[str]]:
    """Return why a case is not eligible, or what there is to check; an eligible one has no reasons."""
    verdict = decided(case)
    told = {Verdict.NOT_ELIGIBLE: case.reasons, Verdict.TO_CHECK: case.checks}
    return _VERDICTS[verdict], frozenset(told.get(verdict, ()))


def measures_of(case: BilanCase) -> Iterator[Measure]:
    """Yield everything a case counts as."""
    yield Measure.CASES
    yield _VERDICTS[decided(case)]
    if case.allocated_on:
        yield Measure.ALLOCATED
        yield Measure.ATTEMPTED if case.first_attempt_on else Measure.NOT_ATTEMPTED
        yield Measure.CLOSED if case.closed_on else Measure.OPEN
        if case.verdict is not Verdict.ELIGIBLE:
            yield Measure.VERDICT_CHANGED
    elif case.verdict is Verdict.ELIGIBLE:
        yield Measure.CLOSED_UNALLOCATED if case.closed_on else Measure.WAITING
    if case.has_phone:
        yield Measure.WITH_PHONE
    if case.has_address:
        yield Measure.WITH_ADDRESS
    if case.stage is not Stage.NOT_KNOWN:
        yield Measure.WITH_STAGE
    if case.has_debt:
        yield Measure.WITH_DEBT
