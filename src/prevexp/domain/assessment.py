"""The assessment of the mobile team: what was found with the household on a day. No name, no free text.

Everything that is not known is None, and never 0; amounts are cents a month unless a field says otherwise. What tells
of health stands in fields of its own (group G8), so that a view can leave it out. Source: call C08, C09.
"""

from datetime import date
from typing import Any

import attrs

from .assessment_vocabulary import HEALTH_RESOURCES
from .assessment_vocabulary import AbilityLevel
from .assessment_vocabulary import ArrearsCause
from .assessment_vocabulary import ChargeKind
from .assessment_vocabulary import DebtLineKind
from .assessment_vocabulary import DwellingSign
from .assessment_vocabulary import HouseholdWish
from .assessment_vocabulary import MeasureKind
from .assessment_vocabulary import Need
from .assessment_vocabulary import RentResumed
from .assessment_vocabulary import ResourceKind
from .errors import InvalidValue
from .groups import Veiled
from .values import Cents
from .values import Maybe
from .values import Validator
from .values import cents
from .values import count
from .values import entry_number
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup
from .vocabulary import Place

_G3, _G4, _G5 = FieldGroup.DWELLING, FieldGroup.DEBT_AND_PROCEDURE, FieldGroup.BUDGET
_G6, _G7, _G8 = FieldGroup.HOUSEHOLD, FieldGroup.SOCIAL_SITUATION, FieldGroup.SENSITIVE
_G9, _G12 = FieldGroup.STEPS, FieldGroup.TECHNICAL
_LEVEL = AbilityLevel.NOT_ASSESSED

MOST_PERSONS = 30
OWN_TEAM = "team"
"""The operator of a measure that the mobile team carries itself."""


def _tuple_of(kind: type[Any], *, once: bool = False) -> Validator:
    """Accept a tuple of instances of a class, each of them once if it is a set of words."""

    def check(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if type(value) is not tuple or not all(isinstance(item, kind) for item in value):
            raise InvalidValue(f"{attribute.name}: a tuple of {kind.__name__} is needed")
        if once and len(set(value)) != len(value):
            raise InvalidValue(f"{attribute.name}: each {kind.__name__} once")

    return check


def _known(group: FieldGroup, description: str, validator: Any, **more: object) -> Any:
    """Declare what may be known; None is not known."""
    said = {"group": group, "description": description, **more}
    return attrs.field(default=None, validator=Maybe(validator), repr=group is not _G8, metadata=said)


def _each(group: FieldGroup, description: str, validator: Any) -> Any:
    said = {"group": group, "description": description}
    return attrs.field(default=(), validator=validator, repr=group is not _G8, metadata=said)


def _level(description: str) -> Any:
    said = {"group": _G7, "description": description}
    return attrs.field(default=_LEVEL, validator=one_of(AbilityLevel), metadata=said)


@attrs.frozen(kw_only=True)
class Composition(Veiled):
    """Who lives in the dwelling, by number; children are counted where they usually live."""

    adults: int | None = _known(_G6, "persons of full age", count(1, MOST_PERSONS), unit="persons")
    couple: bool | None = _known(_G6, "whether two of the adults are a couple", one_of(bool))
    children: int | None = _known(_G6, "children under age", count(0, MOST_PERSONS), unit="persons")
    children_under_14: int | None = _known(_G6, "of these, under 14 years", count(0, MOST_PERSONS), unit="persons")

    def __attrs_post_init__(self) -> None:
        """Refuse more young children than children, and a couple of one."""
        if (self.children_under_14 or 0) > (MOST_PERSONS if self.children is None else self.children):
            raise InvalidValue("children_under_14: no more than children is needed")
        if self.couple and self.adults is not None and self.adults <= 1:
            raise InvalidValue("couple: two adults or more are needed")

    @property
    def persons(self) -> int | None:
        """How many live in the dwelling, None if that is not known."""
        return None if self.adults is None or self.children is None else self.adults + self.children


@attrs.frozen(kw_only=True)
class Resource(Veiled):
    """One resource of a month; an amount that is not known makes every total with it not known."""

    kind: ResourceKind = attrs.field(validator=one_of(ResourceKind), metadata={"group": _G5})
    monthly_cents: Cents | None = _known(_G5, "received in an ordinary month", cents, unit="cents")


@attrs.frozen(kw_only=True)
class Charge(Veiled):
    """One charge of a month."""

    kind: ChargeKind = attrs.field(validator=one_of(ChargeKind), metadata={"group": _G5})
    monthly_cents: Cents | None = _known(_G5, "due in an ordinary month", cents, unit="cents")


def _ordinary(entity: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _tuple_of(Resource)(entity, attribute, value)
    if any(item.kind in HEALTH_RESOURCES for item in value):
        raise InvalidValue(f"{attribute.name}: what tells of health stands in health_resources")


def _of_health(entity: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _tuple_of(Resource)(entity, attribute, value)
    if not all(item.kind in HEALTH_RESOURCES for item in value):
        raise InvalidValue(f"{attribute.name}: AAH, invalidity and sick pay only")


@attrs.frozen(kw_only=True)
class MonthlyBudget(Veiled):
    """What comes in and what goes out in an ordinary month; one kind may stand several times (two wages).

    A kind that is not listed is not there only if the list is said to be complete.
    """

    resources: tuple[Resource, ...] = _each(_G5, "resources that do not tell of health", _ordinary)
    health_resources: tuple[Resource, ...] = _each(_G8, "AAH, invalidity, sick pay", _of_health)
    resources_complete: bool | None = _known(_G5, "whether nothing else comes in", one_of(bool))
    charges: tuple[Charge, ...] = _each(_G5, "charges", _tuple_of(Charge))
    charges_complete: bool | None = _known(_G5, "whether nothing else goes out by engagement", one_of(bool))
    repayment_cents: Cents | None = _known(
        _G5, "what the household says it can pay each month beside the rent", cents, unit="cents"
    )


@attrs.frozen(kw_only=True)
class DebtLine(Veiled):
    """One line of the account, on its day; the kind says whether the amount is added or taken off."""

    on: date = attrs.field(validator=plain_date, metadata={"group": _G4})
    kind: DebtLineKind = attrs.field(validator=one_of(DebtLineKind), metadata={"group": _G4})
    amount_cents: Cents | None = _known(_G4, "amount of the line, without sign", cents, unit="cents")


@attrs.frozen(kw_only=True)
class DebtAccount(Veiled):
    """What is owed on a day: as somebody says it, and line by line as far as that is known."""

    account_on: date = attrs.field(validator=plain_date, metadata={"group": _G4, "description": "day of the account"})
    total_said_cents: Cents | None = _known(_G4, "the total as it is claimed", cents, unit="cents")
    lines: tuple[DebtLine, ...] = _each(_G4, "lines, in any order", _tuple_of(DebtLine))
    complete: bool | None = _known(_G4, "whether the lines are the whole account", one_of(bool))
    rent_resumed: RentResumed | None = _known(_G4, "whether the rent is paid again", one_of(RentResumed))

    def __attrs_post_init__(self) -> None:
        """Refuse a line later than the day of the account."""
        if any(line.on > self.account_on for line in self.lines):
            raise InvalidValue("lines: none later than account_on")


@attrs.frozen(kw_only=True)
class TenantAbilities(Veiled):
    """How the household meets the duties of a tenant and handles its affairs (call C09; loi 89-462 art. 7)."""

    pay_rent: AbilityLevel = _level("pays the rent when due")
    insure: AbilityLevel = _level("insures the dwelling")
    upkeep: AbilityLevel = _level("keeps the dwelling up")
    neighbourhood: AbilityLevel = _level("uses the dwelling peacefully")
    paperwork: AbilityLevel = _level("does what administrations ask")
    budget: AbilityLevel = _level("handles its budget")


@attrs.frozen(kw_only=True)
class DwellingState(Veiled):
    """What was seen of the dwelling; no sign (an empty list) is an answer, None is not looked at."""

    signs: tuple[DwellingSign, ...] | None = _known(_G3, "signs of indecency", _tuple_of(DwellingSign, once=True))
    overcrowded: bool | None = _known(_G3, "too small for those who live there", one_of(bool))
    suitable: bool | None = _known(_G3, "fits the household and its means", one_of(bool))
    accessible: bool | None = _known(_G8, "accessible to everybody who lives there", one_of(bool))


@attrs.frozen(kw_only=True)
class Recommendation(Veiled):
    """A measure, and who is best placed to carry it: the slug of a partner, `team`, or None, not yet known (C09)."""

    kind: MeasureKind = attrs.field(validator=one_of(MeasureKind), metadata={"group": _G9})
    operator: str | None = _known(_G9, "slug of a partner, or team", identifier, names="operator")


def _without_health(entity: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _tuple_of(ArrearsCause, once=True)(entity, attribute, value)
    if ArrearsCause.HEALTH in value:
        raise InvalidValue(f"{attribute.name}: health stands in health_among_causes")


@attrs.frozen(kw_only=True)
class Findings(Veiled):
    """What was found, as far as it was; each part may be missing."""

    household: Composition = attrs.field(default=Composition(), validator=one_of(Composition), metadata={"group": _G6})
    budget: MonthlyBudget = attrs.field(
        default=MonthlyBudget(), validator=one_of(MonthlyBudget), metadata={"group": _G5}
    )
    debt: DebtAccount | None = _known(_G4, "the account of what is owed", one_of(DebtAccount))
    causes: tuple[ArrearsCause, ...] | None = _known(_G7, "causes of the arrears but health", _without_health)
    health_among_causes: bool | None = _known(_G8, "whether an illness or an accident is a cause", one_of(bool))
    abilities: TenantAbilities = attrs.field(
        default=TenantAbilities(), validator=one_of(TenantAbilities), metadata={"group": _G7}
    )
    dwelling: DwellingState = attrs.field(
        default=DwellingState(), validator=one_of(DwellingState), metadata={"group": _G3}
    )
    needs: tuple[Need, ...] | None = _known(_G7, "needs", _tuple_of(Need, once=True))
    wish: HouseholdWish | None = _known(_G7, "what the household wants", one_of(HouseholdWish))
    recommendations: tuple[Recommendation, ...] = _each(_G9, "measures", _tuple_of(Recommendation, once=True))


@attrs.frozen(kw_only=True)
class Assessment(Veiled):
    """What workers found with a household on a day; a later day is a new version, earlier ones stay (call C08)."""

    on: date = attrs.field(validator=plain_date, metadata={"group": _G12})
    number: int = attrs.field(validator=entry_number, metadata={"group": _G12})
    place: Place = attrs.field(validator=one_of(Place), metadata={"group": FieldGroup.CONTACTS_AND_ANSWERS})
    workers: tuple[str, ...] = attrs.field(validator=identifiers, metadata={"group": _G12})
    findings: Findings = attrs.field(validator=one_of(Findings), repr=False, metadata={"group": _G8})
