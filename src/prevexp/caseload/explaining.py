"""The decision on one case as data: what a coordinator reads and a program may keep."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from ..casework.legal import case_deadlines
from ..domain.case import Case
from ..domain.vocabulary import Verdict
from ..eligibility.choosing import SetAside
from ..eligibility.screening import RuleExplanation
from ..eligibility.screening import ScreeningResult
from ..law.deadlines import Deadline
from ..law.deadlines import Deadlines
from ..registry.pack import TerritoryPack
from .listing import commune_name
from .plain import deadline_json


@attrs.frozen(kw_only=True)
class CaseExplanation:
    """Why a case is eligible, not eligible or to be checked on a day, rule by rule. Holds no identity."""

    on: date
    territory: str
    case: Case = attrs.field(repr=lambda case: case.case_id)
    commune: str | None = attrs.field(repr=False)
    result: ScreeningResult
    rules: tuple[RuleExplanation, ...] = attrs.field(repr=False)
    events: tuple[object, ...] = attrs.field(repr=False)
    deadlines: Deadlines = attrs.field(repr=False)
    edition: str = attrs.field(metadata={"description": "edition of the territory's pack"})
    aside: tuple[SetAside, ...] = attrs.field(
        default=(),
        repr=False,
        metadata={"description": "rules that others replace, or that the territory does not ask"},
    )

    @property
    def verdict(self) -> Verdict:
        """Eligible, not eligible, or to be checked."""
        return self.result.verdict

    @property
    def next_legal_date(self) -> Deadline | None:
        """The nearest deadline that presses the household or the team, None if none is known."""
        return next(iter(self.deadlines.pressing(self.on)), None)

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as plain data.

        Verdict, and for each rule the clause, the version and the facts read.
        """
        return {
            "case": self.case.case_id,
            "reference": self.case.reference,
            "on": self.on.isoformat(),
            "territory": {"department": self.territory, "edition": self.edition},
            "verdict": str(self.verdict),
            "reasons": list(self.result.reasons),
            "rules": [_rule_json(rule) for rule in self.rules],
            "set_aside": [
                {"id": one.rule.id, "reason": one.reason, "instead": one.instead.id if one.instead else None}
                for one in self.aside
            ],
            "deadlines": [deadline_json(one) for one in self.deadlines.found if one.on >= self.on],
            "contradictions": [
                {"reason": one.reason, "left_out": list(one.kinds), **one.params} for one in self.deadlines.refused
            ],
        }


def explanation_of(
    pack: TerritoryPack,
    case: Case,
    events: Sequence[object],
    result: ScreeningResult,
    rules: Iterable[RuleExplanation],
    aside: Iterable[SetAside],
    *,
    on: date,
) -> CaseExplanation:
    """Gather what explains a decision."""
    return CaseExplanation(
        on=on,
        territory=pack.department,
        case=case,
        commune=commune_name(case.facts.commune, pack.register),
        result=result,
        rules=tuple(rules),
        aside=tuple(aside),
        events=tuple(events),
        deadlines=case_deadlines(case, pack.law),
        edition=pack.edition,
    )


def _rule_json(explained: RuleExplanation) -> dict[str, Any]:
    rule = explained.rule
    return {
        "id": rule.id,
        "from": str(rule.provenance) if rule.provenance else None,
        "version": rule.version,
        "question": rule.question,
        "answer": explained.answer,
        "source": rule.source,
        "clause": rule.clause,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "facts": {read.fact.id: _plain(read.value) for read in explained.facts},
        "remedy": explained.remedy,
        "ask": [fact.ask for fact in explained.to_ask],
        "plugin_fault": [{"fact": fact.id, "plugin": str(fact.provenance)} for fact in explained.unreadable],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
