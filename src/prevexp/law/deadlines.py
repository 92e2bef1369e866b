"""The deadlines of a case: which rule of law gives which day, from what is known of the lease and the procedure.

A deadline is a rule computed from facts by name. What a household must do in time is given by the earliest plausible
day; what a landlord must wait for, by the latest; both are told where they differ (law notes §4).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from ..domain.errors import LegalInputRefused
from ..domain.values import one_of
from .compute import Rules
from .contradictions import Contradiction
from .contradictions import contradictions
from .counting import Step
from .counting import forward
from .parameters import Status
from .reasoning import Basis
from .reasoning import Reasoning
from .reasoning import Remark
from .reasoning import Ruling
from .setting import Setting

Facts = Mapping[str, object]
"""What is known of a case, by the names of `Procedure` and a few of the list; what is not known is absent or None."""


class DeadlineKind(StrEnum):
    """The days the law, the court or the call sets for a case."""

    CLAUSE_DELAY_ENDS = "clause-delay-ends"
    SURETY_SERVICE = "surety-service"
    CAF_REPORT = "caf-report"
    EARLIEST_ASSIGNATION = "earliest-assignation"
    PREFECT_NOTICE = "prefect-notice"
    DSF_INTERVIEW = "dsf-interview"
    DSF_DELIVERY = "dsf-delivery"
    HEARING = "hearing"
    PLAN_ENDS_AT_LATEST = "plan-ends-at-latest"
    APPEAL_ENDS = "appeal-ends"
    LEAVING_DELAY_ENDS = "leaving-delay-ends"
    JUDGE_TIME_ENDS = "judge-time-ends"
    EARLIEST_EVICTION = "earliest-eviction"
    FORCE_REFUSED = "force-refused"
    STATE_LIABLE = "state-liable"
    MORATORIUM_DELAY_ENDS = "moratorium-delay-ends"
    CLAUSE_SUSPENDED_UNTIL = "clause-suspended-until"
    FOLLOW_UP_DUE = "follow-up-due"
    FOLLOW_UP_EXTENDED = "follow-up-extended"


class Bearing(StrEnum):
    """What a deadline means: something is to be done by then, or something may happen from then on."""

    DO_BY = "do-by"
    HAPPENS_ON = "happens-on"
    POSSIBLE_FROM = "possible-from"


@attrs.frozen(kw_only=True)
class DeadlineRule:
    """How a deadline of a case comes about; a territory's or a plugin's has a namespaced kind and a French `title`.

    Either from a `rule` of law: `inputs` maps its inputs to the facts they are read from (the same name if it is not
    listed), `day` and `latest` name values of the ruling. Or from a `parameter`, a period counted from the first of
    `needs`, its end moved to a working day if it `moves`. Or, with neither, `day` is itself a fact. `needs` are the
    facts without which there is no such deadline; `presses` puts it on the worklist of the team.
    """

    kind: str = attrs.field(validator=one_of(str))
    rule: str | None = None
    parameter: str | None = None
    moves: bool = False
    needs: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    inputs: Mapping[str, str] = attrs.field(factory=dict)
    day: str = "last_day"
    latest: str | None = None
    bearing: Bearing
    presses: bool = False
    title: str = ""


@attrs.frozen(kw_only=True)
class Deadline:
    """One day of a case. `on` is the day to plan by; `latest` the latest reading of the same end, if it is another.

    `started_on` is the day of the fact that started it. The `ruling` says what it rests on; a deadline without one was
    said by the list or a document.
    """

    kind: str
    on: date
    latest: date | None = None
    started_on: date | None = None
    bearing: Bearing
    presses: bool
    title: str = attrs.field(default="", metadata={"description": "French words, for a kind that is not the law's own"})
    ruling: Ruling | None = attrs.field(default=None, repr=False)

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The versions of the law it rests on."""
        return self.ruling.basis if self.ruling else ()

    @property
    def policies(self) -> Mapping[str, str]:
        """The open questions it rests on, with the choice made."""
        return self.ruling.policies if self.ruling else {}

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person must check before relying on it."""
        return self.ruling.remarks if self.ruling else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it was counted."""
        return self.ruling.steps if self.ruling else ()

    @property
    def inferred(self) -> bool:
        """Say whether the day rests on something inferred, disputed or not known."""
        unsure = any(basis.version.status is not Status.TEXT or basis.parameter.factor_inferred for basis in self.basis)
        return unsure or bool(self.remarks) or (self.latest is not None and self.latest != self.on)

    @property
    def articles(self) -> tuple[str, ...]:
        """The texts it rests on, each once."""
        return tuple(dict.fromkeys(basis.version.article for basis in self.basis))


@attrs.frozen(kw_only=True)
class Refusal:
    """Facts that contradict each other: the deadlines that would rest on them are not computed; `reason` says how."""

    reason: str
    params: Mapping[str, object]
    kinds: tuple[str, ...] = attrs.field(metadata={"description": "kinds of the deadlines that were left out"})


@attrs.frozen(kw_only=True)
class Deadlines:
    """The deadlines of a case in the order of their days, and the contradictions that stood in the way of others."""

    found: tuple[Deadline, ...]
    refused: tuple[Refusal, ...] = ()

    def pressing(self, on: date) -> tuple[Deadline, ...]:
        """Return the deadlines that press the household or the team, on or after a day."""
        return tuple(one for one in self.found if one.presses and one.on >= on)


Memory = dict[object, Any]
"""What was computed before from the same facts in the same setting; kept by whoever asks for many cases at once."""


def deadlines_of(
    facts: Facts,
    setting: Setting,
    rules: Rules,
    wanted: Iterable[DeadlineRule],
    memory: Memory | None = None,
) -> Deadlines:
    """Compute every deadline whose facts are known; contradictory facts give a refusal, never a wrong day."""
    possible = [one for one in wanted if all(facts.get(name) is not None for name in one.needs)]
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
    return Deadlines(found=tuple(sorted(found, key=lambda one: (one.on, one.kind))), refused=tuple(refused))


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
