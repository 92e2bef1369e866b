"""What the kit of rules is given, and what its tests share."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import ClassVar
from typing import TypeVar

from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import facts as core_facts
from prevexp.expressions import CompiledRules
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import Scalar
from prevexp.expressions import compile_rules
from prevexp.expressions.tree import Literal
from prevexp.expressions.tree import Membership
from prevexp.expressions.tree import Node
from prevexp.expressions.tree import children_of
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory
from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.extra_strategies import values_of

Row = dict[str, Scalar | None]
_T = TypeVar("_T")


class RuleKit(ConformanceKit):
    """The base of the kit.

    `plugins` are modules or instances, `plugins_dir` a folder of files, `territory` the name or the folder of a pack
    whose rules are tried with those of the plugins; nothing else that is installed is looked at. `settings` are the
    plugins' own, by their ids: some rules exist only where they are set.
    """

    plugins: ClassVar[tuple[object, ...]] = ()
    plugins_dir: ClassVar[Path | None] = None
    territory: ClassVar[str | Path | None] = None
    settings: ClassVar[Mapping[str, object]] = {}
    examples: ClassVar[int] = 100
    """Rows, or cases, each rule is tried with; its own constants and their neighbours are among them."""

    @cached_property
    def registry(self) -> Registry:
        """What the plugins offer."""
        return Registry.build([], plugins=self.plugins, plugins_dir=self.plugins_dir, settings=self.settings)

    @cached_property
    def pack(self) -> TerritoryPack | None:
        """The territory, None if only plugins are tried."""
        return None if self.territory is None else load_territory(self.territory, registry=self.registry)

    @property
    def rules(self) -> tuple[EligibilityRule, ...]:
        """The rules that are tried: not the call's own."""
        return self.registry.rules if self.pack is None else self.pack.rules

    @property
    def added(self) -> tuple[Fact, ...]:
        """The facts that are tried."""
        return self.registry.facts if self.pack is None else self.pack.facts

    @property
    def facts(self) -> Facts:
        """Every fact the rules may read."""
        return core_facts.extended(self.added)

    @property
    def compiled(self) -> CompiledRules:
        """The rules compiled together, whatever the days on which they hold."""
        return compile_rules({f"{i} {rule.id}": rule.expression for i, rule in enumerate(self.rules)})

    def every_row(self, check: Callable[[Row], object], rules: tuple[EligibilityRule, ...] | None = None) -> None:
        """Try a check on rows that hold what the rules read: nulls, constants of the rules and their neighbours."""
        tried = self.rules if rules is None else rules
        near = [value for rule in tried for value in _constants(rule.expression.node)]
        compiled = compile_rules({str(i): rule.expression for i, rule in enumerate(tried)})
        self.tried_with(st.fixed_dictionaries({fact.id: values_of(fact, near) for fact in compiled.facts}), check)

    def tried_with(self, drawn: st.SearchStrategy[_T], check: Callable[[_T], object], *, smallest: bool = True) -> None:
        """Try a check on what a strategy draws; of what fails, the smallest is looked for, or the first is told."""
        phases = [Phase.explicit, Phase.generate, *([Phase.shrink] if smallest else [])]
        checks = list(HealthCheck)

        @settings(max_examples=self.examples, deadline=None, database=None, suppress_health_check=checks, phases=phases)
        @given(drawn)
        def run(one: _T) -> None:
            check(one)

        run()


def _constants(node: Node) -> Iterator[Scalar]:
    match node:
        case Literal(value=value):
            yield value
        case Membership(values=values):
            yield from values
    for child in children_of(node):
        yield from _constants(child)
