"""The facts and rules that plugins bring to one territory; those that cannot stand beside its own are left out, named.

A plugin that brings a territory pack brings its rules for that territory only: two départements installed side by side
do not screen each other's cases.
"""

from collections.abc import Iterable

import attrs

from prevexp.domain.provenance import Provenance
from prevexp.eligibility.choosing import check_replacements
from prevexp.eligibility.errors import ReplacementRefused
from prevexp.eligibility.facts import facts as core_facts
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.rules import core_rules
from prevexp.evaluation.indicators import Indicator
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions.tree import facts_of

from .contributions import Fault
from .contributions import Phase
from .pack import TerritoryPack
from .registry import Registry


def facts_for(registry: Registry, owner: Provenance | None) -> tuple[Fact, ...]:
    """Return the facts that plugins declare for a territory, whose pack `owner` brings."""
    return tuple(fact for fact in registry.facts if _meant(registry, fact.provenance, owner))


def rules_for(registry: Registry, owner: Provenance | None) -> tuple[EligibilityRule, ...]:
    """Return the rules that plugins bring to a territory, whose pack `owner` brings."""
    return tuple(rule for rule in registry.rules if _meant(registry, rule.provenance, owner))


def indicators_for(registry: Registry, owner: Provenance | None) -> tuple[Indicator, ...]:
    """Return the indicators that plugins bring to a territory, whose pack `owner` brings."""
    return tuple(one for one in registry.indicators if _meant(registry, one.provenance, owner))


def with_rules(pack: TerritoryPack, registry: Registry) -> TerritoryPack:
    """Return the pack with the facts and rules of plugins; what two of them claim, neither gets, and both are named."""
    offered = Facts((*core_facts, *pack.facts, *(facts := facts_for(registry, pack.provenance))))
    rules, faults = _readable(rules_for(registry, pack.provenance), offered)
    own = (*core_rules(pack.stages), *pack.rules)
    while (refused := _refused(pack, (*own, *rules))) is not None:
        claims = {str(name) for name in _named(refused)}
        culprits = [rule for rule in rules if rule.id in claims]
        if not culprits:
            raise refused
        faults += [_fault(rule, str(refused)) for rule in culprits]
        rules = [rule for rule in rules if rule.id not in claims]
    return attrs.evolve(
        pack,
        facts=(*pack.facts, *facts),
        rules=(*pack.rules, *rules),
        indicators=(*pack.indicators, *indicators_for(registry, pack.provenance)),
        faults=(*pack.faults, *faults),
    )


def _meant(registry: Registry, origin: Provenance | None, owner: Provenance | None) -> bool:
    brings_packs = any(place.provenance == origin for place in registry.packs)
    return not brings_packs or origin == owner


def _readable(rules: Iterable[EligibilityRule], declared: Facts) -> tuple[list[EligibilityRule], list[Fault]]:
    """Return the rules whose facts are declared as they read them, and the faults of the others."""
    known = {fact.id: fact for fact in declared}
    good, faults = [], []
    for rule in rules:
        lost = [fact.id for fact in facts_of(rule.expression.node) if known.get(fact.id) != fact]
        if lost:
            faults.append(_fault(rule, f"reads {', '.join(lost)}, which no plugin declares as it is read"))
        else:
            good.append(rule)
    return good, faults


def _refused(pack: TerritoryPack, rules: Iterable[EligibilityRule]) -> ReplacementRefused | None:
    try:
        check_replacements(rules, pack.switched_off)
    except ReplacementRefused as error:
        return error
    return None


def _named(error: ReplacementRefused) -> Iterable[object]:
    named = error.params["rules"]
    return named if isinstance(named, tuple) else ()


def _fault(rule: EligibilityRule, message: str) -> Fault:
    origin = rule.provenance or Provenance(plugin="?", distribution="?", version="?")
    return Fault(provenance=origin, phase=Phase.COLLECT, object=rule.id, message=message)
