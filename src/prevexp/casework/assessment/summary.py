"""What an assessment says, in blocks that each belong to one group of data: a recipient gets the blocks of its groups.

Nothing leaves by this: who may see which group is for the sharing matrix to say. A block says nothing of another
group's, not even by leaving a hole: the budget tells resources by heading, so that AAH, invalidity and sick pay are not
seen among the others; an illness among the causes is "another cause" where the sensitive block is not given.

The blocks follow the headings of the diagnostic social et financier (décret 2021-8 of 5 January 2021; form: arrêté of
23 August 2022, NOR TREI2224439A) as far as an assessment has something to say of them.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from ...domain.assessment import Assessment
from ...domain.assessment import Findings
from ...domain.assessment import Resource
from ...domain.assessment_vocabulary import ArrearsCause
from ...domain.assessment_vocabulary import ResourceKind
from ...domain.case import Case
from ...domain.groups import Veiled
from ...domain.vocabulary import FieldGroup
from .budget import BudgetRules
from .budget import all_resources
from .budget import budget_of
from .debt import debt_of
from .facts import Duty
from .facts import Fact
from .facts import FactName
from .facts import ResourceHeading
from .figure import Figure
from .figure import FigureKind
from .figure import Unit
from .versions import versions


class BlockKind(StrEnum):
    """What a block is about."""

    INTERVIEW = "interview"
    SITUATION = "situation"
    BUDGET = "budget"
    RESOURCES_IN_DETAIL = "resources_in_detail"
    DEBT = "debt"
    CAUSES = "causes"
    ABILITIES = "abilities"
    DWELLING = "dwelling"
    NEEDS = "needs"
    PROPOSALS = "proposals"
    HEALTH = "health"


@attrs.frozen(kw_only=True)
class Block(Veiled):
    """Facts of one group of data; a fact whose value is None is not known."""

    kind: BlockKind
    group: FieldGroup
    facts: tuple[Fact, ...]


_HEADINGS = {
    ResourceKind.WAGE: ResourceHeading.WORK,
    ResourceKind.SELF_EMPLOYED: ResourceHeading.WORK,
    ResourceKind.HOUSING_AID: ResourceHeading.HOUSING_AID,
    ResourceKind.ALIMONY_RECEIVED: ResourceHeading.OTHER,
    ResourceKind.OTHER: ResourceHeading.OTHER,
}
"""Heading of each resource; what is not listed is a benefit or a replacement income, those of health among them."""

_NOT_PER_DAY = BudgetRules(days_a_month=1, source="no territory: nothing is told per day")


def summary(case: Case, on: date, rules: BudgetRules | None = None) -> tuple[Block, ...]:
    """Return what the current assessment of a day says, block by block; nothing before one was made.

    Without the territory's rules nothing is said per day.
    """
    made = versions(case, on)
    return blocks_of(made[-1], rules) if made else ()


def blocks_of(assessment: Assessment, rules: BudgetRules | None = None) -> tuple[Block, ...]:
    """Return what one version of an assessment says, block by block."""
    found = assessment.findings
    blocks = (
        _block(BlockKind.INTERVIEW, FieldGroup.CONTACTS_AND_ANSWERS, _interview(assessment)),
        _block(BlockKind.SITUATION, FieldGroup.HOUSEHOLD, _situation(found)),
        _block(BlockKind.BUDGET, FieldGroup.BUDGET, _budget(found, rules)),
        _block(BlockKind.RESOURCES_IN_DETAIL, FieldGroup.SENSITIVE, _resources(found)),
        _block(BlockKind.DEBT, FieldGroup.DEBT_AND_PROCEDURE, _debt(found)),
        _block(BlockKind.CAUSES, FieldGroup.SOCIAL_SITUATION, _causes(found)),
        _block(BlockKind.ABILITIES, FieldGroup.SOCIAL_SITUATION, _abilities(found)),
        _block(BlockKind.DWELLING, FieldGroup.DWELLING, _dwelling(found)),
        _block(BlockKind.NEEDS, FieldGroup.SOCIAL_SITUATION, _needs(found)),
        _block(BlockKind.PROPOSALS, FieldGroup.STEPS, _proposals(found)),
        _block(BlockKind.HEALTH, FieldGroup.SENSITIVE, _health(found)),
    )
    return tuple(block for block in blocks if block.facts)


def _block(kind: BlockKind, group: FieldGroup, facts: Iterable[Fact]) -> Block:
    return Block(kind=kind, group=group, facts=tuple(facts))


def _interview(made: Assessment) -> Iterable[Fact]:
    yield Fact(of=FactName.MADE_ON, value=made.on)
    yield Fact(of=FactName.PLACE, value=made.place)


def _situation(found: Findings) -> Iterable[Fact]:
    who = found.household
    yield Fact(of=FactName.PERSONS, value=who.persons)
    yield Fact(of=FactName.ADULTS, value=who.adults)
    yield Fact(of=FactName.COUPLE, value=who.couple)
    yield Fact(of=FactName.CHILDREN, value=who.children)
    yield Fact(of=FactName.CHILDREN_UNDER_14, value=who.children_under_14)


def _budget(found: Findings, rules: BudgetRules | None) -> Iterable[Fact]:
    """Yield resources by heading, charges by kind, the figures and what the household can pay."""
    yield from _by_heading(found)
    for charge in found.budget.charges:
        yield Fact(of=charge.kind, value=charge.monthly_cents, unit=Unit.CENTS)
    for figure in budget_of(found, rules or _NOT_PER_DAY).figures:
        if rules is not None or figure.kind is not FigureKind.REST_PER_PERSON_AND_DAY:
            yield _figure(figure)
    yield Fact(of=FactName.REPAYMENT, value=found.budget.repayment_cents, unit=Unit.CENTS)


def _by_heading(found: Findings) -> Iterable[Fact]:
    """Yield each heading; one that may lack something is not known, never too low."""
    resources = all_resources(found.budget)
    for heading in ResourceHeading:
        amounts = [one.monthly_cents for one in resources if _heading(one) is heading]
        known = [cents for cents in amounts if cents is not None]
        whole = found.budget.resources_complete is True and len(known) == len(amounts)
        yield Fact(of=heading, value=sum(known) if whole else None, unit=Unit.CENTS)


def _figure(figure: Figure) -> Fact:
    return Fact(of=figure.kind, value=figure.rounded, unit=figure.unit)


def _heading(resource: Resource) -> ResourceHeading:
    return _HEADINGS.get(resource.kind, ResourceHeading.BENEFITS)


def _resources(found: Findings) -> Iterable[Fact]:
    """Yield the resources that tell of health, and no other: who may see these need not see the budget."""
    for resource in found.budget.health_resources:
        yield Fact(of=resource.kind, value=resource.monthly_cents, unit=Unit.CENTS)


def _debt(found: Findings) -> Iterable[Fact]:
    if found.debt is None:
        return
    read = debt_of(found.debt)
    yield Fact(of=FactName.ACCOUNT_ON, value=found.debt.account_on)
    yield Fact(of=FactName.TOTAL_SAID, value=found.debt.total_said_cents, unit=Unit.CENTS)
    yield _figure(read.arrears)
    yield _figure(read.costs)
    yield Fact(of=FactName.DEBT_CHECK, value=read.check)
    yield Fact(of=FactName.DIFFERENCE, value=read.difference_cents, unit=Unit.CENTS)
    yield Fact(of=FactName.RENT_RESUMED, value=found.debt.rent_resumed)


def _causes(found: Findings) -> Iterable[Fact]:
    """Yield the causes; an illness is told as another cause, so that its place is not left empty."""
    causes = found.causes
    if found.health_among_causes:
        causes = tuple(dict.fromkeys((*(causes or ()), ArrearsCause.OTHER)))
    yield Fact(of=FactName.CAUSES, value=causes)


def _abilities(found: Findings) -> Iterable[Fact]:
    for duty in Duty:
        yield Fact(of=duty, value=getattr(found.abilities, duty.value))


def _dwelling(found: Findings) -> Iterable[Fact]:
    yield Fact(of=FactName.SIGNS, value=found.dwelling.signs)
    yield Fact(of=FactName.OVERCROWDED, value=found.dwelling.overcrowded)
    yield Fact(of=FactName.SUITABLE, value=found.dwelling.suitable)


def _needs(found: Findings) -> Iterable[Fact]:
    yield Fact(of=FactName.NEEDS, value=found.needs)
    yield Fact(of=FactName.WISH, value=found.wish)


def _proposals(found: Findings) -> Iterable[Fact]:
    """Yield each measure with the slug of the operator best placed to carry it, None if that is not known yet."""
    for one in found.recommendations:
        yield Fact(of=one.kind, value=one.operator)


def _health(found: Findings) -> Iterable[Fact]:
    yield Fact(of=FactName.HEALTH_AMONG_CAUSES, value=found.health_among_causes)
    yield Fact(of=FactName.ACCESSIBLE, value=found.dwelling.accessible)
