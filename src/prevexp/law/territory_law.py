"""The law as one territory applies it: its setting, the rules and the deadlines, those of plugins included."""

from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache

import attrs

from ..domain.errors import LegalInputRefused
from .case_deadlines import CASE_DEADLINES
from .compute import Rules
from .deadline_days import Memory
from .deadline_days import deadlines_of
from .deadlines import DeadlineRule
from .deadlines import Deadlines
from .deadlines import Facts
from .inputs import nearest
from .law import Law
from .loading import national_law
from .reasoning import Ruling
from .rules.table import national_rules
from .setting import Setting


@attrs.frozen(kw_only=True)
class TerritoryLaw:
    """What every computation of a territory starts from.

    `temples` are the communes known to have a Protestant temple or a mixed church, and those known to have none (Good
    Friday in Alsace-Moselle); of any other it is not known.
    """

    setting: Setting
    rules: Rules = attrs.field(repr=False)
    deadlines: tuple[DeadlineRule, ...] = attrs.field(repr=False)
    temples: Mapping[str, bool] = attrs.field(factory=dict, repr=False)
    _memories: Mapping[bool | None, Memory] | None = attrs.field(default=None, repr=False, eq=False)
    _settings: Mapping[bool | None, Setting] = attrs.field(init=False, repr=False, eq=False)
    _pressing: tuple[DeadlineRule, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Make the three settings a commune may have once, holidays included, and choose what presses."""
        object.__setattr__(self, "_pressing", tuple(one for one in self.deadlines if one.presses))
        known = {temple: self.setting.choosing({}, temple=temple) for temple in (True, False)}
        object.__setattr__(self, "_settings", {None: self.setting, **known})

    @classmethod
    def of(
        cls,
        department: str,
        *,
        law: Law | None = None,
        policies: Mapping[str, str] | None = None,
        temples: Mapping[str, bool] | None = None,
        more_deadlines: Iterable[DeadlineRule] = (),
    ) -> "TerritoryLaw":
        """Return the law of a département; `law` holds its own values and holidays, `policies` its choices.

        Raises LegalInputRefused for an unknown département, policy or choice, or two deadlines of one kind.
        """
        return cls(
            setting=Setting.of(law or national_law(), department, policies=policies),
            rules=national_rules(),
            deadlines=CASE_DEADLINES,
            temples=temples or {},
        ).with_deadlines(more_deadlines)

    def with_deadlines(self, more: Iterable[DeadlineRule]) -> "TerritoryLaw":
        """Return the law with more deadlines, a plugin's or a territory's; none replaces another.

        Raises LegalInputRefused for a kind that stands twice, a rule or a parameter that is not known.
        """
        kinds = {one.kind for one in self.deadlines}
        added: list[DeadlineRule] = []
        for one in more:
            if one.kind in kinds:
                raise LegalInputRefused("deadline-twice", kind=one.kind)
            if one.rule is not None:
                self.rules.named(one.rule)
            known = self.setting.law.parameters
            if one.parameter is not None and one.parameter not in known:
                raise LegalInputRefused("unknown-parameter", name=one.parameter, nearest=nearest(one.parameter, known))
            kinds.add(one.kind)
            added.append(one)
        return attrs.evolve(self, deadlines=(*self.deadlines, *added)) if added else self

    def in_commune(self, insee: str | None) -> Setting:
        """Return the setting of a commune."""
        return self._settings[self.temples.get(insee or "")]

    def remembering(self) -> "TerritoryLaw":
        """Return the same law, computing once what many cases ask alike; for one list, then thrown away."""
        return attrs.evolve(self, memories={temple: {} for temple in self._settings})

    def deadlines_in(self, insee: str | None, facts: Facts, *, pressing_only: bool = False) -> Deadlines:
        """Return the deadlines of a case whose dwelling lies in a commune; with `pressing_only` no others."""
        wanted = self._pressing if pressing_only else self.deadlines
        return deadlines_of(facts, self.in_commune(insee), self.rules, wanted, self._memory(insee))

    def ruling(self, rule: str, insee: str | None, inputs: Facts) -> Ruling:
        """Return what a rule says of a case whose dwelling lies in a commune. Raises LegalInputRefused."""
        memory = self._memory(insee)
        key = (rule, *inputs.items())
        found: Ruling | None = memory.get(key) if memory is not None else None
        if found is None:
            found = self.rules.compute(rule, self.in_commune(insee), inputs)
            if memory is not None:
                memory[key] = found
        return found

    def _memory(self, insee: str | None) -> Memory | None:
        return None if self._memories is None else self._memories[self.temples.get(insee or "")]


@cache
def national(department: str) -> TerritoryLaw:
    """Return the law of a département of which no pack says anything. Raises LegalInputRefused if there is none."""
    return TerritoryLaw.of(department)
