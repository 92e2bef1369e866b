"""Who may be approached: the territory's rules over the facts of its cases, and the explanation of one decision."""

from array import array
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import MutableSequence
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

import attrs
import polars as pl

from ..casework.evolve import evolve
from ..casework.life.standing import closed
from ..casework.rights.standstill import at_a_standstill
from ..domain.case import Case
from ..domain.vocabulary import Verdict
from ..eligibility.rules import core_rules
from ..eligibility.screening import RuleExplanation
from ..eligibility.screening import Screening
from ..eligibility.screening import ScreeningResult
from ..expressions import Fact
from ..registry import FaultLog
from ..registry.pack import TerritoryPack
from .explaining import CaseExplanation
from .explaining import explanation_of
from .extra_facts import ExtraValues
from .extra_facts import extra_values
from .fact_rows import fact_row
from .fact_rows import row_facts
from .merging import Known
from .merging import RowChange

_HALF = 32
_SLICE = 50_000
"""Rows screened at a time: their facts are copied."""


@attrs.frozen(kw_only=True)
class ScreenedCase:
    """One case and the decision on it on a day."""

    case: Case = attrs.field(repr=lambda case: case.case_id)
    result: ScreeningResult

    @property
    def verdict(self) -> Verdict:
        """Eligible, not eligible, or to be checked."""
        return self.result.verdict

    def to_json(self) -> dict[str, Any]:
        """Return the decision as plain data, without identity."""
        return {
            "case": self.case.case_id,
            "reference": self.case.reference,
            "verdict": str(self.result.verdict),
            "reasons": list(self.result.reasons),
            "checks": dict(self.result.checks),
            "rules": dict(self.result.versions),
        }


@attrs.frozen(eq=False, repr=False)
class ScreenedRows:
    """The decisions on the new rows of a transfer, as one mask a row; `tally`: mask -> how many rows have it."""

    screening: Screening
    masks: Sequence[int] = attrs.field(metadata={"description": "by row; of a row that is no new case it says nothing"})
    tally: Mapping[int, int]

    def result(self, row: int) -> ScreeningResult:
        """Return the decision on a row."""
        return self.screening.result_of(self.masks[row])


@attrs.frozen
class CaseScreening:
    """The rules that are asked in a territory on a day, and the facts of its cases; what plugins do wrong is logged."""

    pack: TerritoryPack = attrs.field(repr=False)
    screening: Screening
    extra: tuple[Fact, ...]
    log: FaultLog = attrs.field(repr=False)

    @property
    def on(self) -> date:
        """The day."""
        return self.screening.on

    def verdict(self, case: Case) -> ScreeningResult:
        """Decide on a case."""
        facts = self._facts(case)
        return self.screening.verdict(facts.values, unreadable=facts.unreadable)

    def explain(self, case: Case) -> tuple[RuleExplanation, ...]:
        """Explain the decision on a case, rule by rule."""
        facts = self._facts(case)
        explained = self.screening.explain(facts.values, unreadable=facts.unreadable)
        if not facts.unreadable:
            return explained
        whose = {
            fact: fact for fact in self.extra
        }  # a rule reads the fact as its plugin wrote it, before it was stamped
        return tuple(attrs.evolve(one, unreadable=tuple(whose[fact] for fact in one.unreadable)) for one in explained)

    def _facts(self, case: Case) -> ExtraValues:
        row = fact_row(case, self.pack, self.on)
        if not self.extra:
            return ExtraValues(row)
        more = extra_values(self.extra, case, self.on, self.log)
        return ExtraValues({**row, **more.values}, more.unreadable)


def screening_of(pack: TerritoryPack, on: date, log: FaultLog) -> CaseScreening:
    """Compile the rules that are asked in a territory on a day: the call's, its own, those of plugins.

    A rule the territory requires and that is missing is refused.
    """
    rules = (*core_rules(pack.stages), *pack.rules)
    screening = Screening.of(rules, on=on, requires=pack.requires, off=pack.switched_off)
    read = {fact.id for fact in screening.facts}
    return CaseScreening(pack, screening, tuple(fact for fact in pack.facts if fact.id in read), log)


def screen_cases(pack: TerritoryPack, cases: Iterable[Case], *, on: date, log: FaultLog) -> tuple[ScreenedCase, ...]:
    """Decide on every case that is received and not closed on a day, and that its household lets the team work on."""
    screening = screening_of(pack, on, log)
    return tuple(
        ScreenedCase(case=case, result=screening.verdict(case))
        for case in cases
        if case.received_on <= on and not closed(case, on) and not at_a_standstill(case)
    )


def explain_case(
    pack: TerritoryPack, case: Case, events: Sequence[object], *, on: date, log: FaultLog
) -> CaseExplanation:
    """Explain the decision on a case on a day."""
    screening = screening_of(pack, on, log)
    aside = screening.screening.aside
    return explanation_of(pack, case, events, screening.verdict(case), screening.explain(case), aside, on=on)


def screen_rows(
    screening: CaseScreening,
    frame: pl.DataFrame,
    rows: Iterable[int],
    cases_of: Callable[[Sequence[int]], Iterable[Case]],
) -> ScreenedRows:
    """Decide on new rows of a transfer, many at once: the same rules, compiled for frames.

    `cases_of` makes the cases that rows make; it is asked only for facts that a plugin computes.
    """
    compiled = screening.screening.compiled
    masks: MutableSequence[int] = array("Q", bytes(8 * frame.height)) if compiled.shift <= _HALF else [0] * frame.height
    tally = Counter[int]()
    left = iter(rows)
    while part := list(islice(left, _SLICE)):
        found = _masks(screening, frame[part], partial(cases_of, part))
        tally.update(found)
        for row, mask in zip(part, found, strict=True):
            masks[row] = mask
    return ScreenedRows(screening.screening, masks, tally)


def _masks(screening: CaseScreening, part: pl.DataFrame, cases: Callable[[], Iterable[Case]]) -> list[int]:
    facts = row_facts(part, screening.pack, screening.extra, cases, on=screening.on, log=screening.log)
    found = screening.screening.masks(facts.frame)
    for place, lost in facts.unreadable.items():
        found[place] = screening.screening.compiled.without(found[place], lost)
    return found


def screen_changes(
    screening: CaseScreening,
    changes: Mapping[int, RowChange],
    known: Mapping[int, Known],
    case_before: Callable[[int], Case],
) -> dict[int, ScreeningResult]:
    """Decide again on the cases that rows changed, as each is after its row."""
    after = _after if any(fact.read for fact in screening.extra) else _with_facts
    return {row: screening.verdict(after(change, known[change.case], case_before)) for row, change in changes.items()}


def _with_facts(change: RowChange, known: Known, _: Callable[[int], Case]) -> Case:
    """Return a case with the facts of a row: all that prevexp's own facts read of it."""
    return attrs.evolve(known.before, facts=change.facts)


def _after(change: RowChange, known: Known, case_before: Callable[[int], Case]) -> Case:
    """Return a case as it is stored once a row is noted: what a plugin computes may read anything of it."""
    case = case_before(change.case)
    for event in known.events:
        case = evolve(case, event)
        if event is change.event:
            break
    return case


def count_verdicts(new: ScreenedRows, changed: Mapping[int, ScreeningResult]) -> Mapping[Verdict, int]:
    """Count the verdicts on the rows accepted or updated."""
    counts: Counter[Verdict] = Counter(result.verdict for result in changed.values())
    for mask, number in new.tally.items():
        counts[new.screening.result_of(mask).verdict] += number
    return counts
