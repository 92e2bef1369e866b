"""What a rule notes while it computes, and the ruling that comes of it."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from ..domain.groups import Veiled
from .counting import Count
from .counting import Step
from .counting import StepCode
from .parameters import Factor
from .parameters import Parameter
from .parameters import State
from .parameters import Status
from .parameters import Value
from .parameters import Version
from .period import Period
from .policies import PolicyId
from .setting import Setting

ResultValue = date | int | bool | str | Period | None
Values = Mapping[str, ResultValue]


class Note(StrEnum):
    """What a person must check before relying on a result."""

    FACTOR_STRADDLES = "factor-straddles"
    TEXT_STALE = "text-stale"
    NOT_ESTABLISHED = "not-established"
    GOOD_FRIDAY = "good-friday-not-known"
    DISPUTED = "disputed"
    OPEN_QUESTION = "open-question"
    DECREE_2026_83 = "d2026-83"
    LEASE_NOT_KNOWN = "lease-not-known"
    LEASE_NOT_READ = "lease-not-read"
    CONSTITUTION_NOT_KNOWN = "constitution-not-known"
    STATED_TOO_SHORT = "stated-too-short"
    DEBT_BIRTH_NOT_KNOWN = "debt-birth-not-known"
    TRANSITION = "transition"
    NO_RULE_THEN = "no-rule-then"
    INPUT_NOT_READ = "input-not-read"


@attrs.frozen(kw_only=True)
class Basis:
    """A version of the law that was read, and the day that picked it (None: no day was needed).

    `stand_in` is the input whose day was taken because that of the factor is not known.
    """

    parameter: Parameter
    version: Version
    factor: Factor
    day: date | None
    stand_in: str | None = None


Noted = Step | Count | Basis
"""What a rule notes; the steps of a count are told only when somebody asks."""


@attrs.frozen(kw_only=True)
class Remark(Veiled):
    """Something to check, with what it is about."""

    note: Note
    about: str = ""


@attrs.frozen(kw_only=True)
class Ruling(Veiled):
    """The result of one rule of law, with everything it rests on."""

    rule: str
    values: Values
    notes: tuple[Noted, ...] = attrs.field(default=(), repr=False)
    policies: Mapping[str, str] = attrs.field(factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done, in order: the versions read, the delays counted, the comparisons made."""
        return tuple(step for note in self.notes for step in _steps(note))

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The versions of the law that were read, each once."""
        return tuple(note for note in self.notes if isinstance(note, Basis))


@attrs.define(kw_only=True)
class Reasoning:
    """The notebook a rule writes in while it computes."""

    setting: Setting
    notes: list[Noted] = attrs.field(factory=list)
    policies: dict[str, str] = attrs.field(factory=dict)
    remarks: list[Remark] = attrs.field(factory=list)

    def read(
        self,
        parameter_id: str,
        day: date | None,
        rivals: Mapping[Factor, date | None] | None = None,
        *,
        stand_in: str | None = None,
    ) -> Version | None:
        """Return the version of a parameter that a day picks, None if the day is not known and it matters.

        `rivals` are other dates that might pick the version: if one picks another value, a remark says so; the policy
        `rule-factor` may prefer one of them where the text does not name the factor. `stand_in` names the input whose
        day is taken where that of the factor is not known.
        """
        parameter = self.setting.law.parameters[parameter_id]
        factor, chosen = self._factor(parameter, day, rivals or {})
        version = _only(parameter.versions) if chosen is None else parameter.on(chosen)
        if version is None:
            self.step(StepCode.NOT_KNOWN, about=parameter.factor)
            return None
        instead = stand_in if factor is parameter.factor else None
        self._note(Basis(parameter=parameter, version=version, factor=factor, day=chosen, stand_in=instead))
        others = (day, *(d for name, d in (rivals or {}).items() if name in parameter.rivals))
        straddled = any(parameter.on(other).value != version.value for other in others if other is not None)
        if straddled and parameter.factor_inferred:
            self.remark(Note.FACTOR_STRADDLES, parameter.id)
        return version

    def value(
        self,
        parameter_id: str,
        day: date | None,
        rivals: Mapping[Factor, date | None] | None = None,
        *,
        stand_in: str | None = None,
    ) -> Value | None:
        """Return the value of a parameter on a day; None if there is no rule then, or if it is not known."""
        version = self.read(parameter_id, day, rivals, stand_in=stand_in)
        if version is not None and version.state is State.NO_RULE:
            self.remark(Note.NO_RULE_THEN, parameter_id)
        return version.value if version else None

    def period(
        self,
        parameter_id: str,
        day: date | None,
        rivals: Mapping[Factor, date | None] | None = None,
        *,
        stand_in: str | None = None,
    ) -> Period | None:
        """Return the value of a parameter that is a period."""
        value = self.value(parameter_id, day, rivals, stand_in=stand_in)
        assert value is None or isinstance(value, Period)  # noqa: S101 - loading checked the unit
        return value

    def number(self, parameter_id: str, day: date | None) -> int | None:
        """Return the value of a parameter that is a number: days, months, cents, times the rent."""
        value = self.value(parameter_id, day)
        assert value is None or isinstance(value, int)  # noqa: S101 - loading checked the unit
        return value

    def flag(
        self, parameter_id: str, day: date | None, rivals: Mapping[Factor, date | None] | None = None
    ) -> bool | None:
        """Return the value of a parameter that is yes or no; None is not known."""
        value = self.value(parameter_id, day, rivals)
        assert value is None or isinstance(value, bool)  # noqa: S101 - loading checked the unit
        return value

    def policy(self, policy: PolicyId) -> str:
        """Return the choice of a policy, which the ruling will name."""
        self.policies[policy] = self.setting.choice(policy)
        return self.policies[policy]

    def counted(self, count: Count) -> Count:
        """Take a count into the ruling, and say if a day on the way only may be a holiday, or an end is not moved."""
        self.notes.append(count)
        if count.kept and not self.setting.calendar.ouvre(count.last_day):
            self.step(StepCode.KEPT, day=count.last_day)
        if count.unsure:
            self.remark(Note.GOOD_FRIDAY)
        return count

    def step(self, code: StepCode, **params: object) -> None:
        """Note one step, once."""
        said = Step(code, params)
        if said not in self.notes:
            self.notes.append(said)

    def remark(self, note: Note, about: str = "") -> None:
        """Note once that something must be checked."""
        said = Remark(note=note, about=about)
        if said not in self.remarks:
            self.remarks.append(said)

    def ruling(self, rule: str, values: Values) -> Ruling:
        """Return the ruling of a rule with what was noted."""
        return Ruling(
            rule=rule,
            values=dict(values),
            notes=tuple(self.notes),
            policies=dict(self.policies),
            remarks=tuple(self.remarks),
        )

    def _factor(
        self, parameter: Parameter, day: date | None, rivals: Mapping[Factor, date | None]
    ) -> tuple[Factor, date | None]:
        if not (parameter.factor_inferred and parameter.rivals):
            return parameter.factor, day
        wanted = _CHOSEN_FACTORS.get(self.policy(PolicyId.RULE_FACTOR), ())
        chosen = next((factor for factor in wanted if factor in parameter.rivals and rivals.get(factor)), None)
        return (parameter.factor, day) if chosen is None else (chosen, rivals[chosen])

    def _note(self, basis: Basis) -> None:
        if basis not in self.notes:
            self.notes.append(basis)
        if basis.version.state is State.NOT_KNOWN or basis.version.status is Status.NOT_ESTABLISHED:
            self.remark(Note.NOT_ESTABLISHED, basis.parameter.id)
        if basis.day is not None and basis.version.stale_on(basis.day):
            self.policy(PolicyId.CODE_VERSIONS)
            self.remark(Note.TEXT_STALE, basis.parameter.id)


_CHOSEN_FACTORS: Mapping[str, tuple[Factor, ...]] = {
    "lease": (Factor.LEASE_CONCLUDED,),
    "act": (Factor.ASSIGNATION_SERVED, Factor.ACT_SERVED),
    "hearing": (Factor.HEARING,),
}


def _steps(note: Noted) -> tuple[Step, ...]:
    match note:
        case Step():
            return (note,)
        case Count():
            return note.steps
        case Basis():
            told = {"parameter": note.parameter, "version": note.version, "factor": note.factor, "day": note.day}
            return (Step(StepCode.VERSION, {**told, "stand_in": note.stand_in}),)


def _only(versions: Iterable[Version]) -> Version | None:
    """Return the version if there is but one."""
    found = tuple(versions)
    return found[0] if len(found) == 1 else None
