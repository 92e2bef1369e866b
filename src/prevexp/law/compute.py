"""One rule, or several joined by `+`, computed from named inputs in a setting; the one door every caller takes."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.errors import LegalInputRefused
from ..domain.groups import Veiled
from ..domain.vocabulary import ActKind
from .contradictions import refuse_contradictions
from .inputs import Input
from .inputs import decode
from .inputs import inputs_of
from .inputs import nearest
from .reasoning import Note
from .reasoning import Reasoning
from .reasoning import ResultValue
from .reasoning import Ruling
from .reasoning import Values
from .setting import Setting
from .uncomputed import UNCOMPUTED

TEMPLE = "commune_has_protestant_temple"
ACT_KIND = "act_kind"
_COMMON: Mapping[str, Input] = {
    TEMPLE: Input(name=TEMPLE, kind=bool, required=False),
    ACT_KIND: Input(name=ACT_KIND, kind=ActKind, required=False),
}


@attrs.frozen(kw_only=True)
class RuleOfLaw:
    """A rule that can be computed: the ids it answers to, its function, the kinds of act it is about (none: any).

    `picks` names the inputs of which only the version they pick matters, with the parameter: two leases under one text
    of law are one case, which lets a million acts share a table.
    """

    ids: tuple[str, ...]
    function: Callable[..., Values]
    acts: frozenset[ActKind] = frozenset()
    picks: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def inputs(self) -> Mapping[str, Input]:
        """The named inputs of the rule, read off its signature."""
        return inputs_of(self.function)


@attrs.frozen(kw_only=True)
class Given(Veiled):
    """Inputs that were read: by name, those no rule takes, and the kind of act if it was said."""

    known: Mapping[str, object] = attrs.field(repr=False)
    unread: tuple[str, ...]
    act_kind: ActKind | None

    def reasoning(self, setting: Setting) -> Reasoning:
        """Return an empty notebook in the setting, with what was said of the commune's temple."""
        temple = self.known.get(TEMPLE)
        return Reasoning(setting=setting.choosing({}, temple=temple if isinstance(temple, bool) else None))

    def arguments(self, wanted: Mapping[str, Input]) -> dict[str, Any]:
        """Return what a rule is called with. Raises LegalInputRefused for a required input that is not known."""
        given = {name: value for name in wanted if (value := self.known.get(name)) is not None}
        for one in wanted.values():
            if one.required and one.name not in given:
                decode(one, None)
        return given


@attrs.frozen(kw_only=True)
class Rules:
    """The rules there are, by id; a plugin adds its own and replaces none."""

    by_id: Mapping[str, RuleOfLaw] = attrs.field(repr=lambda held: f"<{len(held)}>")
    inputs: Mapping[str, Input] = attrs.field(repr=False)

    @classmethod
    def of(cls, rules: Iterable[RuleOfLaw]) -> "Rules":
        """Return the table of rules; an id that stands twice is a LegalInputRefused."""
        by_id: dict[str, RuleOfLaw] = {}
        inputs = dict(_COMMON)
        for rule in rules:
            for id_ in rule.ids:
                if id_ in by_id:
                    raise LegalInputRefused("rule-twice", rule=id_)
                by_id[id_] = rule
            inputs |= {name: attrs.evolve(one, required=False) for name, one in rule.inputs.items()}
        return cls(by_id=by_id, inputs=inputs)

    def named(self, expression: str) -> tuple[RuleOfLaw, ...]:
        """Return the rules of `E3+E7`, each once.

        Raises LegalInputRefused for an id that is not known, and for a rule of the notes that sets nothing to compute.
        """
        return tuple(self._asked(expression).values())

    def _asked(self, expression: str) -> dict[str, RuleOfLaw]:
        """Return the rules of an expression by the id each was first asked for."""
        found: dict[str, RuleOfLaw] = {}
        for id_ in (part.strip() for part in expression.split("+")):
            if id_ in UNCOMPUTED and id_ not in self.by_id:
                raise LegalInputRefused("nothing-to-compute", rule=id_, instead=UNCOMPUTED[id_])
            if id_ not in self.by_id:
                meant = id_.upper() if id_.upper() in self.by_id else nearest(id_, self.by_id)
                raise LegalInputRefused("unknown-rule", rule=id_, nearest=meant)
            if self.by_id[id_] not in found.values():
                found[id_] = self.by_id[id_]
        return found

    def compute(self, expression: str, setting: Setting, inputs: Mapping[str, object]) -> Ruling:
        """Compute a rule (`C2`) or several together (`E3+E7`) from its named inputs; null is "not known".

        Inputs are plain values as in JSON (dates as texts, amounts in cents) or typed. Raises LegalInputRefused for an
        input that is misspelt, missing, of another type or impossible, and for inputs that contradict each other.
        Where two rules say different things by one name, the value of the later one is named after it: `C7.last_day`.
        """
        rules = self._asked(expression)
        given = self.read(inputs, about=frozenset[ActKind]().union(*(rule.acts for rule in rules.values())))
        reason = given.reasoning(setting)
        for name in given.unread:
            reason.remark(Note.INPUT_NOT_READ, name)
        values: dict[str, ResultValue] = {}
        for id_, rule in rules.items():
            if given.act_kind is not None and rule.acts and given.act_kind not in rule.acts:
                raise LegalInputRefused(
                    "act-kind-mismatch", rule=expression, act_kind=given.act_kind, expected=sorted(rule.acts)
                )
            _add(values, id_, rule.function(reason, **given.arguments(rule.inputs)))
        if not values:
            decode(attrs.evolve(next(iter(rule.inputs.values())), required=True), None)
        return reason.ruling(expression, values)

    def read(self, inputs: Mapping[str, object], *, about: frozenset[ActKind] = frozenset()) -> Given:
        """Read plain inputs once for several rules, which are `about` these kinds of act.

        Raises LegalInputRefused as `compute` does.
        """
        known, unread = self._decoded(inputs)
        kind = known.get(ACT_KIND)
        act_kind = kind if isinstance(kind, ActKind) else None
        refuse_contradictions(known, frozenset({act_kind}) if act_kind else about)
        return Given(known=known, unread=tuple(unread), act_kind=act_kind)

    def _decoded(self, inputs: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
        """Return the inputs read, and the names no rule has; one close to a rule's own is a slip and is refused."""
        known: dict[str, object] = {}
        unread: list[str] = []
        for name, raw in inputs.items():
            if name in self.inputs:
                known[name] = decode(self.inputs[name], raw)
            elif (meant := nearest(name, self.inputs)) is not None:
                raise LegalInputRefused("unknown-input", name=name, nearest=meant)
            else:
                unread.append(name)
        return known, unread


def _add(values: dict[str, ResultValue], id_: str, found: Values) -> None:
    """Add what one more rule found: two delays have two last days, and neither may pass for the other's."""
    for name, value in found.items():
        values[name if values.get(name, value) == value else f"{id_}.{name}"] = value
