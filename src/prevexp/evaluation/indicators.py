"""An indicator: what is counted, of whom, placed by which day; expressions over declared facts, never a callback.

Written once, it is counted case by case in plain Python and over frames of millions (`prevexp.evaluation.counting`,
`prevexp.evaluation.frames`). Source: field notes §3; the clauses are those of the call of 2021.
"""

from datetime import date
from enum import StrEnum

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.provenance import Provenance
from prevexp.domain.provenance import stamped
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date
from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions.tree import DAYS
from prevexp.expressions.tree import Read
from prevexp.expressions.tree import facts_of
from prevexp.expressions.tree import kind_of

from .facts import facts

MONTH = "month"
"""The breakdown by the month of the day that places a case."""

EVERY_CASE = facts.received_on.is_known()
"""The population of all cases."""


class Statistic(StrEnum):
    """What is made of the cases counted."""

    COUNT = "count"
    """Households of the population for which the numerator is yes."""

    SHARE = "share"
    """Those of the denominator for which the numerator is yes, of the denominator."""

    SUM = "sum"
    """The sum of a whole number over the population."""

    RATIO = "ratio"
    """The sum of a whole number, of the sum of another one that is never smaller: contacts in time, of those due."""

    DELAY = "delay"
    """Median and 90th percentile of a number of days, over the cases of the population that have it."""


class Mode(StrEnum):
    """Which cases a period holds: the two never mix."""

    COHORT = "cohort"
    """Those first received in the period, as they stand at its end."""

    ACTIVITY = "activity"
    """Those to which the thing counted happened in the period, whenever they were received."""


_CONDITIONS = frozenset({Statistic.COUNT, Statistic.SHARE})
_maybe = attrs.validators.optional(one_of(Expression))
_maybe_day = attrs.validators.optional(plain_date)


def _tree(expression: Expression | None) -> object:
    return None if expression is None else expression.node


@attrs.frozen(kw_only=True)
class Indicator:
    """One definition; `title` and `definition` are French, for whoever reads the number.

    `population` is a condition. `numerator` and `denominator` are conditions for a count or a share, whole numbers for
    a sum, a ratio or a delay (days). In three values: a case for which the numerator is not known counts apart, as one
    of which it is not known whether it belongs does. `placed_on` is the day that puts a case into a period and a month:
    its reception in a cohort. `breakdowns` are "month" and facts (slugs, yes or no) by which it is usually read.

    Raises InvalidValue.
    """

    id: str = attrs.field(validator=identifier, metadata={"description": "begins with the plugin's id and a dot"})
    title: str = attrs.field(metadata={"description": "French, for whoever reads the number"})
    definition: str = attrs.field(default="", metadata={"description": "numerator / denominator in words, French"})
    version: str = attrs.field(
        default="1",
        validator=identifier,
        metadata={"description": "changes when what it does changes; locks compare it"},
    )
    statistic: Statistic = attrs.field(
        validator=one_of(Statistic), metadata={"description": "what is made of the cases"}
    )
    mode: Mode = attrs.field(
        default=Mode.COHORT,
        validator=one_of(Mode),
        metadata={"description": "a cohort by reception, or an activity by the day it happened"},
    )
    population: Expression = attrs.field(
        default=EVERY_CASE, validator=one_of(Expression), eq=_tree, metadata={"description": "of which cases it is"}
    )
    numerator: Expression | None = attrs.field(default=None, validator=_maybe, eq=_tree)
    denominator: Expression | None = attrs.field(default=None, validator=_maybe, eq=_tree)
    placed_on: Expression = attrs.field(
        default=facts.received_on,
        validator=one_of(Expression),
        eq=_tree,
        metadata={"description": "the day that puts a case into a period"},
    )
    unit: str = attrs.field(default="households", metadata={"description": "of what is counted or summed"})
    breakdowns: tuple[str, ...] = attrs.field(
        default=(), metadata={"description": "what it is usually read by: month, or facts"}
    )
    source: str = attrs.field(metadata={"description": "the text that asks for it"})
    clause: str = attrs.field(default="", metadata={"description": "its clauses, such as C06, C08"})
    valid_from: date | None = attrs.field(default=None, validator=_maybe_day)
    valid_to: date | None = attrs.field(default=None, validator=_maybe_day)
    order: int = attrs.field(default=0, metadata={"description": "smaller comes first; of one order, by id"})
    provenance: Provenance | None = stamped()

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be counted: a condition where a number is needed, a cohort placed by another day."""
        needed = {Statistic.COUNT: "", Statistic.SHARE: "nd", Statistic.RATIO: "nd"}.get(self.statistic, "n")
        given = {"n": self.numerator, "d": self.denominator}
        if any(given[one] is None for one in needed) or (self.denominator is not None and "d" not in needed):
            self._refuse(
                f"a {self.statistic} has {'a numerator and a denominator' if 'd' in needed else 'a numerator'}"
            )
        wanted = Dtype.BOOL if self.statistic in _CONDITIONS else Dtype.INTEGER
        if any(one is not None and kind_of(one.node).dtype is not wanted for one in given.values()):
            self._refuse(f"a {self.statistic} is made of {'conditions' if wanted is Dtype.BOOL else 'whole numbers'}")
        unit = None if self.numerator is None else kind_of(self.numerator.node).unit
        if self.statistic is Statistic.DELAY and unit != DAYS:
            self._refuse("a delay is a number of days, such as one date less another")
        if kind_of(self.population.node).dtype is not Dtype.BOOL:
            self._refuse("the population is a condition")
        self._check_place()

    def _check_place(self) -> None:
        node = self.placed_on.node
        if not isinstance(node, Read) or node.fact.dtype is not Dtype.DATE:
            self._refuse("placed_on is a fact that is a day")
        if self.mode is Mode.COHORT and node != facts.received_on.node:
            self._refuse("a cohort is placed by the day of reception; another day is an activity")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            self._refuse("not valid to a day before it is valid from")

    def _refuse(self, why: str) -> None:
        raise InvalidValue(f"{self.id}: {why}", indicator=self.id)

    @property
    def place(self) -> Fact:
        """The fact that is the day by which a case is placed."""
        return facts_of(self.placed_on.node)[0]

    @property
    def member(self) -> Expression:
        """Whether a case is one of those the value is of."""
        if self.statistic is Statistic.SHARE and self.denominator is not None:
            return self.denominator if self.population.node == EVERY_CASE.node else self.population & self.denominator
        return self.population

    @property
    def answer(self) -> Expression:
        """Whether a case counts, for a member: its numerator, or that it has the numbers; not known if it has not."""
        if self.numerator is None:
            return EVERY_CASE
        if self.statistic in _CONDITIONS:
            return self.numerator
        known = self.numerator.is_known()
        both = known if self.denominator is None else known & self.denominator.is_known()
        return both | NOT_KNOWN

    @property
    def reads(self) -> tuple[Fact, ...]:
        """Every fact it reads, each once."""
        trees = (self.member, self.answer, self.placed_on)
        return tuple(dict.fromkeys(fact for tree in trees for fact in facts_of(tree.node)))

    def valid_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
