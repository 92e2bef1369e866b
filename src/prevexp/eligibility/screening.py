"""Screening: from the answers of all rules to one verdict with its reasons, for one case or for a frame of them."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from functools import reduce
from operator import and_
from operator import or_
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
from prevexp.expressions.rules import MASK_WIDTH

from .choosing import SetAside
from .choosing import SwitchedOff
from .choosing import chosen
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
    """One rule's answer on one case: the question, the clause, the facts read, and what to do unless it is yes.

    `unreadable` are the facts whose plugin failed on this case: the answer is then not known, whatever the others say.
    """

    rule: EligibilityRule
    answer: bool | None
    steps: Explanation
    unreadable: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[FactRead, ...]:
        """The facts the rule read, with what the case says of each."""
        return self.steps.reads

    @property
    def to_ask(self) -> tuple[Fact, ...]:
        """The facts that are not known, each with whom to ask what; none if the answer is known without them."""
        if self.answer is not None:
            return ()
        return tuple(read.fact for read in self.facts if not read.known and read.fact not in self.unreadable)

    @property
    def remedy(self) -> str | None:
        """What to do about it, None if the answer is yes."""
        return None if self.answer is True else self.rule.remedy


@attrs.frozen(kw_only=True)
class Screening:
    """The rules valid on a day, compiled once: `verdict` and `explain` take one case, `frame` takes a million.

    A row holds the facts of a case as they are on that day. Plugins' and the territory's rules come in any order: they
    are sorted by (order, id). `aside` are the rules that others replace, or that the territory switches off.
    """

    on: date = attrs.field(validator=plain_date)
    rules: tuple[EligibilityRule, ...]
    aside: tuple[SetAside, ...] = ()
    compiled: CompiledRules = attrs.field(repr=False)
    result_of: Callable[[int], ScreeningResult] = attrs.field(eq=False, repr=False)

    @classmethod
    def of(
        cls,
        rules: Iterable[EligibilityRule],
        *,
        on: date,
        requires: Iterable[str] = (),
        off: Iterable[SwitchedOff] = (),
    ) -> Self:
        """Compile the rules that are asked on a day, leaving out those that are not valid, replaced or switched off.

        A rule that is required may be replaced, since that has a reason, and not switched off.

        Raises NoRuleInForce, RuleMissing if one of `requires` is not there, DuplicateRule.
        """
        asked, aside = chosen(rules, off, on=on)
        by_id = {rule.id: rule for rule in asked}
        if not asked:
            raise NoRuleInForce(f"no rule is valid on {on}: nobody can be screened", on=on)
        if absent := sorted(set(requires) - set(by_id) - {one.rule.id for one in aside if one.instead}):
            raise RuleMissing(f"not valid on {on}, but required: {', '.join(absent)}", on=on, missing=tuple(absent))
        if len(by_id) != len(asked):
            twice = sorted({rule.id for rule in asked if rule is not by_id[rule.id]})
            raise DuplicateRule(f"valid twice on {on}: {', '.join(twice)}", on=on, rules=tuple(twice))
        compiled = compile_rules({rule.id: rule.expression for rule in asked})
        return cls(on=on, rules=asked, aside=aside, compiled=compiled, result_of=_results(asked, compiled))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that a rule reads: the columns a row or a frame must have."""
        return self.compiled.facts

    def verdict(self, row: Row, *, unreadable: Collection[str] = ()) -> ScreeningResult:
        """Decide on one case; rules that read an `unreadable` fact are not known. Raises FactMissing."""
        mask = self.compiled.mask(row)
        return self.result_of(self.compiled.without(mask, unreadable) if unreadable else mask)

    def explain(self, row: Row, *, unreadable: Collection[str] = ()) -> tuple[RuleExplanation, ...]:
        """Explain the decision on one case, rule by rule, in the order of the rules. Raises FactMissing."""
        return tuple(_explained(rule, explain(rule.expression, row), unreadable) for rule in self.rules)

    def masks(self, frame: Any) -> list[int]:
        """Return the masks of a Polars frame's rows (see CompiledRules), each as one number."""
        screened = self.frame(frame)
        columns = [screened[name].to_list() for name in self._mask_columns]
        return (
            columns[0] if len(columns) == 1 else [self.compiled.joined(masks) for masks in zip(*columns, strict=True)]
        )

    def frame(self, frame: "IntoFrameT", *, reasons: bool = False, portable: bool = False) -> "IntoFrameT":
        """Return any frame narwhals knows with the columns `screening_mask` (see CompiledRules) and `verdict`.

        Past 32 rules, `screening_mask_1`, `screening_mask_2`… hold the next ones. With `reasons` (Polars only), a third
        column lists for each case the rules that made the verdict. `portable` is for engines that do not subtract dates
        (DuckDB, Spark). Raises InvalidValue.
        """
        import narwhals as nw

        half = 1 << min(self.compiled.shift, MASK_WIDTH)
        native: Any = frame
        names, masks = self._mask_columns, self.compiled.frame_masks(portable=portable)
        masked = nw.from_native(native).with_columns(
            *(mask.alias(name) for name, mask in zip(names, masks, strict=True))
        )
        clear = reduce(and_, (nw.col(name) == 0 for name in names))
        failing = reduce(or_, (nw.col(name) % half > 0 for name in names))
        verdict = (
            nw.when(clear)
            .then(nw.lit(str(Verdict.ELIGIBLE)))
            .when(failing)
            .then(nw.lit(str(Verdict.NOT_ELIGIBLE)))
            .otherwise(nw.lit(str(Verdict.TO_CHECK)))
        )
        screened: IntoFrameT = masked.with_columns(verdict.alias("verdict")).to_native()
        return self._with_reasons(screened, half) if reasons else screened

    @property
    def _mask_columns(self) -> list[str]:
        return [f"{MASK}_{i}" if i else MASK for i in range(max(1, self.compiled.shift // MASK_WIDTH))]

    def _with_reasons(self, screened: Any, half: int) -> Any:
        import polars as pl

        if not isinstance(screened, pl.DataFrame | pl.LazyFrame):
            raise InvalidValue("lists of reasons are made of Polars frames only", got=type(screened).__name__)
        masks = [pl.col(name) for name in self._mask_columns]
        failing = reduce(or_, (mask % half > 0 for mask in masks))
        parts = [
            lists(pl.when(failing).then(mask % half).otherwise(mask // half))
            for mask, lists in zip(masks, self.compiled.reasons, strict=True)
        ]
        return screened.with_columns(reasons=parts[0] if len(parts) == 1 else pl.concat_list(parts))


def _explained(rule: EligibilityRule, steps: Explanation, unreadable: Collection[str]) -> RuleExplanation:
    lost = tuple(read.fact for read in steps.reads if read.fact.id in unreadable)
    return RuleExplanation(rule=rule, answer=None if lost else _answer(steps), steps=steps, unreadable=lost)


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
