"""The facts a summary is made of: what each is about, its value, its unit. No words: a slug is told by `render`."""

from datetime import date
from enum import StrEnum

import attrs

from ...domain.groups import Veiled
from .figure import Unit

Value = int | bool | date | StrEnum | str | tuple[StrEnum, ...] | None


class FactName(StrEnum):
    """What a fact is about, where it is no amount of a list and no computed figure."""

    MADE_ON = "made_on"
    PLACE = "place"
    PERSONS = "persons"
    ADULTS = "adults"
    COUPLE = "couple"
    CHILDREN = "children"
    CHILDREN_UNDER_14 = "children_under_14"
    REPAYMENT = "repayment"
    ACCOUNT_ON = "account_on"
    TOTAL_SAID = "total_said"
    DEBT_CHECK = "debt_check"
    DIFFERENCE = "difference"
    RENT_RESUMED = "rent_resumed"
    CAUSES = "causes"
    HEALTH_AMONG_CAUSES = "health_among_causes"
    SIGNS = "signs"
    OVERCROWDED = "overcrowded"
    SUITABLE = "suitable"
    ACCESSIBLE = "accessible"
    NEEDS = "needs"
    WISH = "wish"


class Duty(StrEnum):
    """What the household's abilities are about: the fields of `TenantAbilities`."""

    PAY_RENT = "pay_rent"
    INSURE = "insure"
    UPKEEP = "upkeep"
    NEIGHBOURHOOD = "neighbourhood"
    PAPERWORK = "paperwork"
    BUDGET = "budget"


class ResourceHeading(StrEnum):
    """Headings under which resources are told to those who are not to learn of anybody's health."""

    WORK = "work"
    BENEFITS = "benefits"
    HOUSING_AID = "housing_aid"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Fact(Veiled):
    """One thing said: what it is about (a word of a vocabulary), and its value; None is not known.

    Words of two vocabularies may be written alike (`other`): a table by `of` needs the vocabulary as well.
    `unit` is set for amounts and shares (cents, per mille). The value of a measure is the slug of its operator.
    """

    of: StrEnum
    value: Value
    unit: Unit | None = None
