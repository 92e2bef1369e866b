"""Eligibility rules: questions about a case that must all be answered yes, and the ones the call asks."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.provenance import Provenance
from prevexp.domain.provenance import Replacement
from prevexp.domain.provenance import stamped
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Expression

from .facts import facts
from .texts import RULES

CALL = "Appel à projets « équipes mobiles de prévention des expulsions locatives », 2021"
MEASURE_ANNOUNCED = date(2020, 10, 24)
"""Day of the measure the call rests on (call C01, measure 18): the core rules hold from then on."""

_NOT_FOLLOWED = (SocialServicesAnswer.NOT_FOLLOWED, SocialServicesAnswer.UNKNOWN_TO)


def _stages(values: Iterable[Stage]) -> frozenset[Stage]:
    return frozenset(values)


@attrs.frozen(kw_only=True)
class EligibilityRule:
    """One question that must be answered yes for a case to be eligible; not known means: ask (see `remedy`).

    Valid from `valid_from` to `valid_to`, both days included; None is open. `question` and `remedy` are French.

    Raises InvalidValue.
    """

    id: str = attrs.field(validator=identifier, metadata={"description": "begins with the plugin's id and a dot"})
    version: str = attrs.field(
        default="1",
        validator=identifier,
        metadata={"description": "changes when what it does changes; locks compare it"},
    )
    title: str = attrs.field(default="", metadata={"description": "French, short; the question, if empty"})
    question: str = attrs.field(metadata={"description": "French, asked of a case; yes lets it through"})
    expression: Expression = attrs.field(
        eq=lambda expression: expression.node,
        validator=one_of(Expression),
        metadata={"description": "what answers it, over declared facts"},
    )
    source: str = attrs.field(metadata={"description": "the text the rule comes from"})
    clause: str = attrs.field(default="", metadata={"description": "its article or clauses, such as C04, C19"})
    valid_from: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    valid_to: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    remedy: str = attrs.field(metadata={"description": "what to do, and whom to ask, when the answer is not yes"})
    order: int = attrs.field(default=0, metadata={"description": "smaller comes first; of one order, by id"})
    replaces: Replacement | None = attrs.field(
        default=None, metadata={"description": "the rule that gives way to this one, and why"}
    )
    provenance: Provenance | None = stamped()

    def __attrs_post_init__(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise InvalidValue(f"{self.id}: a rule is not valid to a day before it is valid from", rule=self.id)

    @property
    def name(self) -> str:
        """What people read where there is little room: the title, else the question."""
        return self.title or self.question

    def valid_on(self, day: date) -> bool:
        """Say whether the rule holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@attrs.frozen(kw_only=True)
class UpstreamStages:
    """The stages at which the team goes in, asks first, or comes too late, as each territory sets them (call C05).

    Every stage stands in exactly one list, so that none is too late by oversight; "not known" can only be asked.

    Raises InvalidValue.
    """

    yes: frozenset[Stage] = attrs.field(converter=_stages)
    ask: frozenset[Stage] = attrs.field(converter=_stages)
    no: frozenset[Stage] = attrs.field(converter=_stages)
    source: str = CALL

    def __attrs_post_init__(self) -> None:
        for stage in Stage:
            lists = [name for name in ("yes", "ask", "no") if stage in getattr(self, name)]
            if len(lists) != 1 and (stage is not Stage.NOT_KNOWN or lists):
                raise InvalidValue(f"upstream stages: {stage} stands in exactly one of yes, ask, no", stage=str(stage))
        if Stage.NOT_KNOWN in self.yes | self.no:
            raise InvalidValue("upstream stages: a stage that is not known is neither in time nor too late")


DEFAULT_STAGES = UpstreamStages(
    yes=(Stage.SIGNALEMENT, Stage.COMMANDEMENT_DE_PAYER),
    ask=(Stage.ASSIGNATION, Stage.NOT_KNOWN),
    no=(
        Stage.AUDIENCE,
        Stage.JUGEMENT,
        Stage.COMMANDEMENT_DE_QUITTER_LES_LIEUX,
        Stage.CONCOURS_FORCE_PUBLIQUE,
    ),
)


def core_rules(
    upstream: UpstreamStages = DEFAULT_STAGES, *, valid_from: date = MEASURE_ANNOUNCED
) -> tuple[EligibilityRule, ...]:
    """Return the seven rules of the call, valid from a day on.

    A line of the monthly list alone settles three of them: the list says that rent is unpaid, and nobody has reported a
    settlement, a departure or a measure open elsewhere. Source: call C02, C04, C05, C08, C14, C16, C19-C21.
    """
    rules = [
        _rule("private-stock", "C04, C19", facts.stock == HousingStock.PRIVATE),
        _rule("in-arrears", "C04", in_arrears()),
        _rule("in-territory", "C02, C16, C20", facts.in_territory),
        _rule("not-followed", "C14, C19, C21", not_followed()),
        _rule("upstream-stage", "C05", in_time(upstream), source=upstream.source),
        _rule("dwelling-occupied", "C05, C08", ~facts.departure_reported),
        _rule("not-open-elsewhere", "C14", ~facts.open_elsewhere),
    ]
    return tuple(attrs.evolve(rule, order=i * 10, valid_from=valid_from) for i, rule in enumerate(rules))


def in_arrears() -> Expression:
    """Yes if the list or an account shows unpaid rent, unless somebody reported the debt settled.

    The list is itself the report of arrears, whatever the amount: an amount that is not known changes nothing, and a
    debt of 0 is a warning to ask, not a reason. Source: call C04; field notes §5.
    """
    return ~facts.arrears_settled_reported & (facts.listed_as_unpaid | (facts.arrears_cents > 0))


def not_followed() -> Expression:
    """No if any service follows the household; else yes if any says not followed, or unknown to it; else not known.

    A service that does not answer says nothing, and hides nothing another one says. Source: call C14, C19 (two facts:
    not followed, or unknown), C21.
    """
    answers = [facts[f"answer_{kind}"] for kind in PartnerKind]
    followed = reduce(or_, (a.is_known() & (a == SocialServicesAnswer.FOLLOWED) for a in answers))
    denied = reduce(or_, (a.is_known() & a.is_in(_NOT_FOLLOWED) for a in answers))
    return ~followed & (denied | NOT_KNOWN)


def in_time(upstream: UpstreamStages) -> Expression:
    """Yes at the stages the team goes in, not known where it asks first, no where it is too late. Source: call C05."""
    yes = [stage for stage in Stage if stage in upstream.yes]
    ask = [stage for stage in Stage if stage in upstream.ask and stage is not Stage.NOT_KNOWN]
    return facts.stage.is_in(yes) | (facts.stage.is_in(ask) & NOT_KNOWN)


def _rule(rule: str, clause: str, expression: Expression, **more: Any) -> EligibilityRule:
    return EligibilityRule(
        id=rule, clause=clause, expression=expression, **{"source": CALL, **attrs.asdict(RULES[rule]), **more}
    )
