"""A number computed from an assessment, told with what was read; or not known, with what is to be asked.

Exact: values are fractions, never floats; they are rounded once, half up, when somebody is to read them.
"""

from enum import StrEnum
from fractions import Fraction
from math import floor

import attrs

from ...domain.groups import Veiled

PER_MILLE = 1000
_HALF = Fraction(1, 2)


class FigureKind(StrEnum):
    """What is computed; the definitions stand where each is computed."""

    RESOURCES = "resources"
    CHARGES = "charges"
    REST_TO_LIVE = "rest_to_live"
    REST_PER_PERSON = "rest_per_person"
    REST_PER_PERSON_AND_DAY = "rest_per_person_and_day"
    EFFORT_NET = "effort_net"
    EFFORT_GROSS = "effort_gross"
    EFFORT_WITH_ENERGY = "effort_with_energy"
    ARREARS = "arrears"
    COSTS = "costs"


class Quantity(StrEnum):
    """What a figure reads beside amounts of the lists and other figures."""

    PERSONS = "persons"
    DAYS_A_MONTH = "days_a_month"
    RESOURCES_WITHOUT_AID = "resources_without_aid"


class Unit(StrEnum):
    """What a value counts; a share is told per mille once it is rounded."""

    CENTS = "cents"
    SHARE = "per-mille"
    PERSONS = "persons"
    DAYS = "days"


class Operation(StrEnum):
    """What is done with a value that was read."""

    ADD = "add"
    SUBTRACT = "subtract"
    DIVIDE = "divide"


class GapKind(StrEnum):
    """Why a figure is not known, which is what to ask."""

    AMOUNT = "amount"
    OTHER_RESOURCES = "other-resources"
    OTHER_CHARGES = "other-charges"
    PERSONS = "persons"
    NO_RESOURCE = "no-resource"
    AID_ABOVE_RENT = "aid-above-rent"
    OTHER_LINES = "other-lines"


@attrs.frozen(kw_only=True)
class Term(Veiled):
    """One step: what is done with which value; None is not known."""

    operation: Operation
    of: StrEnum
    value: Fraction | None
    unit: Unit = Unit.CENTS


@attrs.frozen(kw_only=True)
class Gap:
    """What is missing, or makes no sense; `of` is the resource, charge or line it is about."""

    kind: GapKind
    of: StrEnum | None = None


@attrs.frozen(kw_only=True)
class Figure(Veiled):
    """A computed number: known only if it has no gap. `known_part` is what a sum comes to without what is missing."""

    kind: FigureKind
    unit: Unit = Unit.CENTS
    terms: tuple[Term, ...]
    gaps: tuple[Gap, ...] = ()
    known_part: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        """The exact value, None if it is not known."""
        return None if self.gaps else _carried_out(self.terms)

    @property
    def rounded(self) -> int | None:
        """The value in whole cents, or per mille for a share, rounded half up; None if it is not known."""
        return None if self.value is None else rounded(self.value, self.unit)

    def term(self, operation: Operation, unit: Unit = Unit.CENTS) -> Term:
        """Return this figure as a step of another."""
        return Term(operation=operation, of=self.kind, value=self.value, unit=unit)


def rounded(value: Fraction, unit: Unit) -> int:
    """Return a value in whole cents, or per mille for a share, rounded half up."""
    return floor((value * PER_MILLE if unit is Unit.SHARE else value) + _HALF)


def _carried_out(terms: tuple[Term, ...]) -> Fraction:
    total = Fraction(0)
    for term in terms:
        if term.value is None:
            raise ValueError("a figure without a gap has a value for each of its terms")
        match term.operation:
            case Operation.ADD:
                total += term.value
            case Operation.SUBTRACT:
                total -= term.value
            case Operation.DIVIDE:
                total /= term.value
    return total
