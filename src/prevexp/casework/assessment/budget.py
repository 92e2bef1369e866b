"""The budget of an assessment, computed and explained.

- **Rest to live** (reste à vivre): all resources, housing aid included, less all charges due by engagement; food and
  clothes are paid from it. Per person of the household, and per day of a month as long as the territory says: practice,
  no law, differs from one service to the next.
- **Effort rate** (taux d'effort): spending on the dwelling over resources without housing aid. *Net*: rent with charges
  less the aid; *gross*: without taking the aid off; *with energy and water*: net, with these two, as INSEE counts
  (insee.fr/fr/metadonnees/definition/c1809; the housing tax it adds is no longer due on a main home).
"""

from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction

import attrs

from ...domain.assessment import Charge
from ...domain.assessment import Composition
from ...domain.assessment import Findings
from ...domain.assessment import MonthlyBudget
from ...domain.assessment import Resource
from ...domain.assessment_vocabulary import ChargeKind
from ...domain.assessment_vocabulary import ResourceKind
from ...domain.groups import Veiled
from ...domain.values import count
from .figure import Figure
from .figure import FigureKind
from .figure import Gap
from .figure import GapKind
from .figure import Operation
from .figure import Quantity
from .figure import Term
from .figure import Unit

MOST_DAYS = 31
_AID = ResourceKind.HOUSING_AID
_RENT = ChargeKind.RENT_WITH_CHARGES
_FLUIDS = (ChargeKind.ENERGY, ChargeKind.WATER)
_ADD, _SUBTRACT, _DIVIDE = Operation.ADD, Operation.SUBTRACT, Operation.DIVIDE


@attrs.frozen(kw_only=True)
class BudgetRules:
    """How a territory counts a budget: the days by which a month is divided, and where that comes from."""

    days_a_month: int = attrs.field(
        validator=count(1, MOST_DAYS), metadata={"unit": "days", "description": "by which a month is divided"}
    )
    source: str


@attrs.frozen(kw_only=True)
class Budget(Veiled):
    """The figures of a budget; each is known or says what to ask."""

    resources: Figure
    charges: Figure
    rest_to_live: Figure
    rest_per_person: Figure
    rest_per_person_and_day: Figure
    effort_net: Figure
    effort_gross: Figure
    effort_with_energy: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them, in the order in which they are told."""
        return tuple(attrs.astuple(self, recurse=False))


def budget_of(findings: Findings, rules: BudgetRules) -> Budget:
    """Compute the budget of an assessment; what is not known stays not known and says what to ask."""
    said = findings.budget
    resources = _total(
        FigureKind.RESOURCES, all_resources(said), GapKind.OTHER_RESOURCES, complete=said.resources_complete
    )
    charges = _total(FigureKind.CHARGES, said.charges, GapKind.OTHER_CHARGES, complete=said.charges_complete)
    rest = _rest(resources, charges)
    per_person = _per_person(rest, findings.household)
    return Budget(
        resources=resources,
        charges=charges,
        rest_to_live=rest,
        rest_per_person=per_person,
        rest_per_person_and_day=_per_day(per_person, rules),
        effort_net=_effort(FigureKind.EFFORT_NET, said, beside=(), less_aid=True),
        effort_gross=_effort(FigureKind.EFFORT_GROSS, said, beside=(), less_aid=False),
        effort_with_energy=_effort(FigureKind.EFFORT_WITH_ENERGY, said, beside=_FLUIDS, less_aid=True),
    )


def all_resources(said: MonthlyBudget) -> tuple[Resource, ...]:
    """Return the resources, those that tell of health included."""
    return (*said.resources, *said.health_resources)


def _total(kind: FigureKind, entries: Sequence[Resource | Charge], others: GapKind, *, complete: bool | None) -> Figure:
    terms = tuple(_term(entry) for entry in entries)
    gaps = (*_amounts_missing(terms), *(() if complete else (Gap(kind=others),)))
    return Figure(kind=kind, terms=terms, gaps=_once(gaps), known_part=_sum(terms))


def _rest(resources: Figure, charges: Figure) -> Figure:
    return Figure(
        kind=FigureKind.REST_TO_LIVE,
        terms=(resources.term(_ADD), charges.term(_SUBTRACT)),
        gaps=_once((*resources.gaps, *charges.gaps)),
    )


def _per_person(rest: Figure, household: Composition) -> Figure:
    persons = household.persons
    count = Term(
        operation=_DIVIDE,
        of=Quantity.PERSONS,
        value=None if persons is None else Fraction(persons),
        unit=Unit.PERSONS,
    )
    gaps = (*rest.gaps, *((Gap(kind=GapKind.PERSONS),) if persons is None else ()))
    return Figure(kind=FigureKind.REST_PER_PERSON, terms=(rest.term(_ADD), count), gaps=gaps)


def _per_day(per_person: Figure, rules: BudgetRules) -> Figure:
    days = Term(operation=_DIVIDE, of=Quantity.DAYS_A_MONTH, value=Fraction(rules.days_a_month), unit=Unit.DAYS)
    return Figure(kind=FigureKind.REST_PER_PERSON_AND_DAY, terms=(per_person.term(_ADD), days), gaps=per_person.gaps)


def _effort(kind: FigureKind, said: MonthlyBudget, *, beside: tuple[ChargeKind, ...], less_aid: bool) -> Figure:
    """Return spending on the dwelling over the resources without housing aid."""
    rent = _of_kind(_RENT, said.charges, complete=False)
    others = [term for one in beside for term in _of_kind(one, said.charges, complete=said.charges_complete)]
    aid = _of_kind(_AID, said.resources, complete=said.resources_complete) if less_aid else ()
    base = _without_aid(said)
    spending = (*rent, *others, *(attrs.evolve(term, operation=_SUBTRACT) for term in aid))
    divisor = Term(operation=_DIVIDE, of=Quantity.RESOURCES_WITHOUT_AID, value=base.value)
    gaps = _once((*_amounts_missing(spending), *base.gaps))
    return Figure(
        kind=kind,
        unit=Unit.SHARE,
        terms=(*spending, divisor),
        gaps=gaps or tuple(_senseless(base, rent=_sum(rent), aid=_sum(aid))),
    )


def _without_aid(said: MonthlyBudget) -> Figure:
    others = [one for one in all_resources(said) if one.kind is not _AID]
    return _total(FigureKind.RESOURCES, others, GapKind.OTHER_RESOURCES, complete=said.resources_complete)


def _senseless(base: Figure, *, rent: Fraction, aid: Fraction) -> Iterable[Gap]:
    """Yield why a rate of known amounts means nothing: nothing to divide by, more aid than rent."""
    if not base.value:
        yield Gap(kind=GapKind.NO_RESOURCE)
    if aid > rent:
        yield Gap(kind=GapKind.AID_ABOVE_RENT)


def _of_kind(
    kind: ResourceKind | ChargeKind, entries: Sequence[Resource | Charge], *, complete: bool | None
) -> tuple[Term, ...]:
    """Return the amounts of one kind: nothing if the complete list does not have it, else one that is not known."""
    found = tuple(_term(entry) for entry in entries if entry.kind is kind)
    return found or (() if complete else (Term(operation=_ADD, of=kind, value=None),))


def _term(entry: Resource | Charge) -> Term:
    cents = entry.monthly_cents
    return Term(operation=_ADD, of=entry.kind, value=None if cents is None else Fraction(cents))


def _amounts_missing(terms: Iterable[Term]) -> tuple[Gap, ...]:
    return tuple(Gap(kind=GapKind.AMOUNT, of=term.of) for term in terms if term.value is None)


def _sum(terms: Iterable[Term]) -> Fraction:
    return sum((term.value for term in terms if term.value is not None), Fraction(0))


def _once(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return each gap once; words of two vocabularies that are written alike are two gaps."""
    return tuple({(gap.kind, type(gap.of), gap.of): gap for gap in gaps}.values())
