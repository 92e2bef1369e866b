"""Screening: from the answers of all rules to one verdict with its reasons, for one case or for a frame of them."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import plain_date
from prevexp.domain.vocabulary import Verdict
from prevexp.expressions import CompiledRules
from prevexp.expressions import Explanation
from prevexp.expressions import Fact
from prevexp.expressions import FactRead
from prevexp.expressions import Row
from prevexp.expressions import compile_rules
from prevexp.expressions import explain

from .errors import DuplicateRule
from .errors import NoRuleInForce
from .errors import RuleMissing
from .rules import EligibilityRule

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

MASK = "screening_mask"


@attrs.frozen(kw_only=True)
class ScreeningResult:
    """The verdict on one case: any no is not eligible, else any not known is to be checked, else eligible.

    `reasons` are the rules that made it so; `checks` has every rule's answer, None for not known; `versions` has every
    rule's version.
    """

    verdict: Verdict
    reasons: tuple[str, ...]
    checks: Mapping[str, bool | None]
    versions: Mapping[str, str]


@attrs.frozen(kw_only=True)
class RuleExplanation:
    """One rule's answer on one case: the question, the clause, the facts read, and what to do unless it is yes."""

    rule: EligibilityRule
    answer: bool | None
    steps: Explanation

    @property
    def facts(self) -> tuple[FactRead, ...]:
        """The facts the rule read, with what the case says of each."""
        return self.steps.reads

    @property
    def to_ask(self) -> tuple[Fact, ...]:
        """The facts that are not known, each with whom to ask what; none if the answer is known without them."""
        return () if self.answer is not None else tuple(read.fact for read in self.facts if not read.known)

    @property
    def remedy(self) -> str | None:
        """What to do about it, None if the answer is yes."""
        return None if self.answer is True else self.rule.remedy


@attrs.frozen(kw_only=True)
class Screening:
    """The rules valid on a day, compiled once: `verdict` and `explain` take one case, `frame` takes a million.

    A row holds the facts of a case as they are on that day. Plugins' and the territory's rules come in any order: they
    are sorted by (order, id).
    """

    on: date = attrs.field(validator=plain_date)
    rules: tuple[EligibilityRule, ...]
    compiled: CompiledRules = attrs.field(repr=False)
    result_of: Callable[[int], ScreeningResult] = attrs.field(eq=False, repr=False)

    @classmethod
    def of(cls, rules: Iterable[EligibilityRule], *, on: date, requires: Iterable[str] = ()) -> Self:
        """Compile the rules that are valid on a day, leaving out the others.

        Raises NoRuleInForce, RuleMissing if one of `requires` is not there, DuplicateRule, TooManyRules past 32.
        """
        valid = sorted((rule for rule in rules if rule.valid_on(on)), key=lambda rule: (rule.order, rule.id))
        by_id = {rule.id: rule for rule in valid}
        if not valid:
            raise NoRuleInForce(f"no rule is valid on {on}: nobody can be screened", on=on)
        if absent := sorted(set(requires) - set(by_id)):
            raise RuleMissing(f"not valid on {on}, but required: {', '.join(absent)}", on=on, missing=tuple(absent))
        if len(by_id) != len(valid):
            twice = sorted({rule.id for rule in valid if rule is not by_id[rule.id]})
            raise DuplicateRule(f"valid twice on {on}: {', '.join(twice)}", on=on, rules=tuple(twice))
        compiled = compile_rules({rule.id: rule.expression for rule in valid})
        return cls(on=on, rules=tuple(valid), compiled=compiled, result_of=_results(valid, compiled))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that a rule reads: the columns a row or a frame must have."""
        return self.compiled.facts

    def verdict(self, row: Row) -> ScreeningResult:
        """Decide on one case. Raises FactMissing."""
        return self.result_of(self.compiled.mask(row))

    def explain(self, row: Row) -> tuple[RuleExplanation, ...]:
        """Explain the decision on one case, rule by rule, in the order of the rules. Raises FactMissing."""
        steps = ((rule, explain(rule.expression, row)) for rule in self.rules)
        return tuple(RuleExplanation(rule=rule, answer=_answer(step), steps=step) for rule, step in steps)

    def frame(self, frame: "IntoFrameT", *, reasons: bool = False, portable: bool = False) -> "IntoFrameT":
        """Return any frame narwhals knows with the columns `screening_mask` (see CompiledRules) and `verdict`.

        With `reasons` (Polars only), a third column lists for each case the rules that made the verdict. `portable` is
        for engines that do not subtract dates (DuckDB, Spark). Raises InvalidValue.
        """
        import narwhals as nw

        half = 1 << self.compiled.shift
        native: Any = frame
        masked = nw.from_native(native).with_columns(self.compiled.frame_mask(portable=portable).alias(MASK))
        mask = nw.col(MASK)
        verdict = (
            nw.when(mask == 0)
            .then(nw.lit(str(Verdict.ELIGIBLE)))
            .when(mask % half > 0)
            .then(nw.lit(str(Verdict.NOT_ELIGIBLE)))
            .otherwise(nw.lit(str(Verdict.TO_CHECK)))
        )
        screened: IntoFrameT = masked.with_columns(verdict.alias("verdict")).to_native()
        return self._with_reasons(screened, half) if reasons else screened

    def _with_reasons(self, screened: Any, half: int) -> Any:
        import polars as pl

        if not isinstance(screened, pl.DataFrame | pl.LazyFrame):
            raise InvalidValue("lists of reasons are made of Polars frames only", got=type(screened).__name__)
        fails, not_known = pl.col(MASK) % half, pl.col(MASK) // half
        return screened.with_columns(reasons=self.compiled.reasons(pl.when(fails > 0).then(fails).otherwise(not_known)))


def _answer(step: Explanation) -> bool | None:
    return step.result if isinstance(step.result, bool) else None


def _results(rules: Iterable[EligibilityRule], compiled: CompiledRules) -> Callable[[int], ScreeningResult]:
    """Return the result behind each mask; most cases share a few masks, so results are kept and shared."""
    versions = MappingProxyType({rule.id: rule.version for rule in rules})

    @lru_cache(maxsize=4096)
    def result_of(mask: int) -> ScreeningResult:
        fails, not_known = compiled.fails(mask), compiled.not_known(mask)
        answers = dict.fromkeys(compiled.ids, True) | dict.fromkeys(fails, False) | dict.fromkeys(not_known, None)
        verdict = Verdict.NOT_ELIGIBLE if fails else Verdict.TO_CHECK if not_known else Verdict.ELIGIBLE
        checks = MappingProxyType({rule: answers[rule] for rule in compiled.ids})
        return ScreeningResult(verdict=verdict, reasons=fails or not_known, checks=checks, versions=versions)

    return result_of
