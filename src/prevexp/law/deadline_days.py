"""Computes the deadlines of a case: every one whose facts are known, once for cases that say the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..domain.errors import LegalInputRefused
from .compute import Rules
from .contradictions import Contradiction
from .contradictions import contradictions
from .counting import forward
from .deadlines import Deadline
from .deadlines import DeadlineRule
from .deadlines import Deadlines
from .deadlines import Facts
from .deadlines import Refusal
from .reasoning import Reasoning
from .reasoning import Ruling
from .setting import Setting

Memory = dict[object, Any]
"""What was computed before from the same facts in the same setting; kept by whoever asks for many cases at once."""


def deadlines_of(
    facts: Facts,
    setting: Setting,
    rules: Rules,
    wanted: tuple[DeadlineRule, ...],
    memory: Memory | None = None,
) -> Deadlines:
    """Compute every deadline whose facts are known; contradictory facts give a refusal, never a wrong day."""
    possible = _possible(facts, wanted, memory)
    refused = [_refusal(found, possible, rules) for found in contradictions(facts)]
    left_out = {kind for refusal in refused for kind in refusal.kinds}
    found: list[Deadline] = []
    for one in possible:
        if one.kind in left_out:
            continue
        try:
            deadline = _remembered(one, facts, setting, rules, memory)
        except LegalInputRefused as error:
            refused.append(Refusal(reason=error.reason, params=error.params, kinds=(one.kind,)))
            continue
        if deadline is not None:
            found.append(deadline)
    if len(found) > 1:
        found.sort(key=lambda one: (one.on, one.kind))
    return Deadlines(found=tuple(found), refused=tuple(refused))


def _possible(facts: Facts, wanted: tuple[DeadlineRule, ...], memory: Memory | None) -> list[DeadlineRule]:
    """Return the deadlines whose facts are known: the same for all cases of which the same is known."""
    known = frozenset([name for name, fact in facts.items() if fact is not None])
    key = (id(wanted), known)  # they live as long as the law that remembers
    found: list[DeadlineRule] | None = memory.get(key) if memory is not None else None
    if found is None:
        found = [one for one in wanted if known.issuperset(one.needs)]
        if memory is not None:
            memory[key] = found
    return found


def _refusal(found: Contradiction, possible: Iterable[DeadlineRule], rules: Rules) -> Refusal:
    """Return what a contradiction leaves out: every deadline that reads one of its facts."""
    kinds = tuple(one.kind for one in possible if found.days.keys() & _read_by(one, rules))
    return Refusal(reason=found.reason, params={name: day.isoformat() for name, day in found.days.items()}, kinds=kinds)


def _read_by(one: DeadlineRule, rules: Rules) -> set[str]:
    """Return the names of the facts a deadline reads."""
    inputs = {} if one.rule is None else _sources(one, rules)
    return {*one.needs, *inputs.values()}


def _remembered(
    one: DeadlineRule, facts: Facts, setting: Setting, rules: Rules, memory: Memory | None
) -> Deadline | None:
    if memory is None:
        return _deadline(one, facts, setting, rules)
    names = memory.get(one.kind)
    if names is None:
        names = memory[one.kind] = tuple(sorted(_read_by(one, rules) | {one.day}))
    key = (one.kind, *(facts.get(name) for name in names))
    if key not in memory:
        memory[key] = _deadline(one, facts, setting, rules)
    found: Deadline | None = memory[key]
    return found


def _deadline(one: DeadlineRule, facts: Facts, setting: Setting, rules: Rules) -> Deadline | None:
    ruling = _ruling(one, facts, setting, rules)
    day = ruling.values.get(one.day) if ruling else facts[one.day]
    if not isinstance(day, date):
        return None
    return Deadline(
        kind=one.kind,
        on=day,
        latest=_latest(one, ruling, day) if ruling else None,
        started_on=_start(one, facts) if ruling else None,
        bearing=one.bearing,
        presses=one.presses,
        title=one.title,
        ruling=ruling,
    )


def _ruling(one: DeadlineRule, facts: Facts, setting: Setting, rules: Rules) -> Ruling | None:
    """Return what a deadline rests on; None if it is a fact."""
    if one.rule is not None:
        return rules.compute(one.rule, setting, _inputs(one, facts, rules))
    start = facts[one.needs[0]]
    if one.parameter is None or not isinstance(start, date):
        return None
    reason = Reasoning(setting=setting)
    period = reason.period(one.parameter, start)
    if period is None:
        return reason.ruling(one.kind, {"last_day": None})
    count = reason.counted(forward(start, period, setting.calendar if one.moves else None))
    return reason.ruling(one.kind, {"nominal_last_day": count.nominal_last_day, "last_day": count.last_day})


def _inputs(one: DeadlineRule, facts: Facts, rules: Rules) -> dict[str, object]:
    """Return the inputs of the rule that are known, under the names the rule gives them."""
    sources = _sources(one, rules)
    return {name: facts[source] for name, source in sources.items() if facts.get(source) is not None}


def _sources(one: DeadlineRule, rules: Rules) -> dict[str, str]:
    """Return the inputs of the rule with the facts they are read from."""
    assert one.rule is not None  # noqa: S101 - only called for deadlines that have one
    names = {name for rule in rules.named(one.rule) for name in rule.inputs}
    return {name: one.inputs.get(name, name) for name in names}


def _latest(one: DeadlineRule, ruling: Ruling, day: date) -> date | None:
    """Return the latest reading, if it is another day: also where the day itself is not known (`no_later_than`)."""
    if one.latest is None:
        return None
    latest = ruling.values.get(one.latest) or ruling.values.get("no_later_than")
    return latest if isinstance(latest, date) and latest != day else None


def _start(one: DeadlineRule, facts: Facts) -> date | None:
    starts = [facts.get(name) for name in one.needs]
    return next((day for day in starts if isinstance(day, date)), None)
