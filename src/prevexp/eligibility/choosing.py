"""Which rules are asked on a day: those that are valid, less those that others replace or a territory switches off.

Nothing is overridden silently: whatever is set aside is set aside for a reason that explanations tell.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import identifier
from prevexp.domain.values import plain_date

from .errors import ReplacementRefused
from .rules import EligibilityRule


@attrs.frozen(kw_only=True)
class SwitchedOff:
    """A rule that a territory does not ask, from a day to a day (both included; None: open), and why.

    Raises InvalidValue for an empty reason, or an end before the start.
    """

    rule: str = attrs.field(validator=identifier)
    reason: str = attrs.field(metadata={"description": "French, for whoever asks why the question is not asked here"})
    valid_from: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    valid_to: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))

    def __attrs_post_init__(self) -> None:
        """Refuse a switch nobody can explain."""
        if not self.reason.strip():
            raise InvalidValue("reason: a rule is switched off for a reason, in words", rule=self.rule)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise InvalidValue(f"{self.rule}: not switched off to a day before it is from", rule=self.rule)

    def valid_on(self, day: date) -> bool:
        """Say whether the rule is off on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@attrs.frozen(kw_only=True)
class SetAside:
    """A rule that is valid and not asked, why, and which rule is asked instead: None if none is."""

    rule: EligibilityRule
    reason: str
    instead: EligibilityRule | None = None


def chosen(
    rules: Iterable[EligibilityRule], off: Iterable[SwitchedOff], *, on: date
) -> tuple[tuple[EligibilityRule, ...], tuple[SetAside, ...]]:
    """Return the rules asked on a day, by (order, id), and those set aside."""
    valid = sorted((rule for rule in rules if rule.valid_on(on)), key=lambda rule: (rule.order, rule.id))
    switched = {one.rule: one for one in off if one.valid_on(on)}
    replacing = {rule.replaces.id: rule for rule in valid if rule.replaces}
    asked, aside = [], []
    for rule in valid:
        instead = replacing.get(rule.id)
        if instead is not None and instead.replaces is not None:
            aside.append(SetAside(rule=rule, reason=instead.replaces.reason, instead=instead))
        elif rule.id in switched:
            aside.append(SetAside(rule=rule, reason=switched[rule.id].reason))
        else:
            asked.append(rule)
    return tuple(asked), tuple(aside)


def check_replacements(rules: Iterable[EligibilityRule], off: Iterable[SwitchedOff] = ()) -> None:
    """Accept rules of which, on any day, each is set aside at most once and none by itself, and whose targets exist.

    Raises ReplacementRefused, whose params name the rules concerned.
    """
    every = tuple(rules)
    known = {rule.id for rule in every}
    takers = [(one.replaces.id, one.id, one) for one in every if one.replaces]
    switches = [(one.rule, f"[[off]] {one.rule}", one) for one in off]
    claims: list[tuple[str, str, EligibilityRule | SwitchedOff]] = [*takers, *switches]
    for target, name, _ in claims:
        if target not in known:
            raise ReplacementRefused(f"{name}: no rule is called {target}", rules=(name,), replaced=target)
    for i, (target, name, one) in enumerate(claims):
        for other_target, other_name, other in claims[:i]:
            if target == other_target and _overlap(one, other):
                told = f"{target} is set aside twice on the same day, by {other_name} and by {name}"
                raise ReplacementRefused(told, rules=(other_name, name), replaced=target)
    _refuse_circles({name: target for target, name, _ in takers})


def _refuse_circles(replaced: dict[str, str]) -> None:
    for start in replaced:
        passed = [start]
        while (one := replaced.get(passed[-1])) is not None:
            if one in passed:
                told = f"rules replace each other in a circle: {' → '.join((*passed, one))}"
                raise ReplacementRefused(told, rules=tuple(passed), replaced=one)
            passed.append(one)


def _overlap(one: EligibilityRule | SwitchedOff, other: EligibilityRule | SwitchedOff) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)
