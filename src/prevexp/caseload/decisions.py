"""Who may be approached.

The facts of cases as rows, the territory's rules over them, and the explanation of one decision.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

import attrs
import polars as pl

from ..casework.life.standing import closed
from ..domain.case import Case
from ..domain.vocabulary import PartnerKind
from ..domain.vocabulary import SocialServicesAnswer
from ..domain.vocabulary import Verdict
from ..eligibility.facts import ServiceAnswer
from ..eligibility.facts import answer_columns
from ..eligibility.rules import core_rules
from ..eligibility.screening import MASK
from ..eligibility.screening import Screening
from ..eligibility.screening import ScreeningResult
from ..registry.pack import TerritoryPack
from .explaining import CaseExplanation
from .explaining import explanation_of
from .merging import Known
from .merging import RowChange
from .rows import FACT_VALUES

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


def screening_of(pack: TerritoryPack, on: date) -> Screening:
    """Compile the rules that hold in a territory on a day.

    A rule the territory requires and that is missing is refused.
    """
    return Screening.of(core_rules(pack.stages), on=on, requires=pack.requires)


def fact_row(case: Case, pack: TerritoryPack, on: date) -> dict[str, Any]:
    """Return the facts of a case as they are known on a day; what was reported later is not known yet."""
    commune = pack.register.communes.get(case.facts.commune or "")
    row: dict[str, Any] = {name: getattr(case.facts, name) for name in FACT_VALUES}
    row |= answer_columns(_answers(case, _kinds(pack), on))
    return row | {
        "received_on": case.received_on,
        "in_territory": None if case.facts.commune is None else commune is not None,
        "arrondissement": commune.arrondissement if commune else None,
        "rural": commune.rural if commune else None,
        "listed_as_unpaid": True,
        "arrears_settled_reported": _reported(case.debt_settled_on, on),
        "departure_reported": _reported(case.departed_on, on),
        "open_elsewhere": case.open_elsewhere is not None,
    }


def screen_cases(pack: TerritoryPack, cases: Iterable[Case], *, on: date) -> tuple[ScreenedCase, ...]:
    """Decide on every case that is received and not closed on a day."""
    screening = screening_of(pack, on)
    return tuple(
        ScreenedCase(case=case, result=screening.verdict(fact_row(case, pack, on)))
        for case in cases
        if case.received_on <= on and not closed(case, on)
    )


def explain_case(pack: TerritoryPack, case: Case, events: Sequence[object], *, on: date) -> CaseExplanation:
    """Explain the decision on a case on a day."""
    screening = screening_of(pack, on)
    row = fact_row(case, pack, on)
    return explanation_of(pack, case, events, screening.verdict(row), screening.explain(row), on=on)


def screen_rows(pack: TerritoryPack, frame: pl.DataFrame, rows: Iterable[int], *, on: date) -> ScreenedRows:
    """Decide on new rows of a transfer, many at once: the same rules, compiled for frames."""
    screening = screening_of(pack, on)
    masks, tally = array("Q", bytes(8 * frame.height)), Counter[int]()
    left = iter(rows)
    while part := list(islice(left, _SLICE)):
        found = screening.frame(_frame_facts(frame[part], pack, on))[MASK].to_list()
        tally.update(found)
        for row, mask in zip(part, found, strict=True):
            masks[row] = mask
    return ScreenedRows(screening, masks, tally)


def screen_changes(
    pack: TerritoryPack, changes: Mapping[int, RowChange], known: Mapping[int, Known], *, on: date
) -> dict[int, ScreeningResult]:
    """Decide again on the cases that rows changed, as each is after its row."""
    screening = screening_of(pack, on)
    return {
        row: screening.verdict(fact_row(attrs.evolve(known[change.case].before, facts=change.facts), pack, on))
        for row, change in changes.items()
    }


def count_verdicts(new: ScreenedRows, changed: Mapping[int, ScreeningResult]) -> Mapping[Verdict, int]:
    """Count the verdicts on the rows accepted or updated."""
    counts: Counter[Verdict] = Counter(result.verdict for result in changed.values())
    for mask, number in new.tally.items():
        counts[new.screening.result_of(mask).verdict] += number
    return counts


def _answers(case: Case, kinds: Mapping[str, PartnerKind], on: date) -> Iterable[ServiceAnswer]:
    """Return each service's latest answer up to a day: the list's, unless the same service answered the team later."""
    told = {answer.partner: answer for answer in case.answers if answer.answered_on <= on}
    listed = case.facts
    if listed.answer is not SocialServicesAnswer.NO_ANSWER:
        known = told.get(listed.answer_from or "")
        if known is None or (listed.answered_on is not None and listed.answered_on > known.answered_on):
            told.pop(listed.answer_from or "", None)
            kind = kinds.get(listed.answer_from or "", PartnerKind.OTHER)
            yield ServiceAnswer(kind=kind, answer=listed.answer, answered_on=listed.answered_on)
    for answer in told.values():
        kind = kinds.get(answer.partner, PartnerKind.OTHER)
        yield ServiceAnswer(kind=kind, answer=answer.answer, answered_on=answer.answered_on)


def _kinds(pack: TerritoryPack) -> dict[str, PartnerKind]:
    return {partner.slug: partner.kind for partner in pack.partners}


def _reported(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _frame_facts(frame: pl.DataFrame, pack: TerritoryPack, on: date) -> pl.DataFrame:
    """Return the facts of rows that only come from the list: `fact_row`, column by column."""
    kinds = {slug: str(kind) for slug, kind in _kinds(pack).items()}
    kind = pl.col("source_suivi").replace_strict(kinds, default=str(PartnerKind.OTHER), return_dtype=pl.String)
    kind = kind.fill_null(str(PartnerKind.OTHER))
    known = pl.col("suivi_service_social") != str(SocialServicesAnswer.NO_ANSWER)
    places = pl.DataFrame(
        {
            "adresse_commune_insee": list(pack.register.communes),
            "arrondissement": [commune.arrondissement for commune in pack.register.communes.values()],
            "rural": [commune.rural for commune in pack.register.communes.values()],
        },
        schema_overrides={"adresse_commune_insee": pl.String, "arrondissement": pl.String, "rural": pl.Boolean},
    )
    columns = [pl.col(column).alias(name) for name, column in FACT_VALUES.items()]
    for one in PartnerKind:
        answered = known & (kind == str(one))
        columns.append(pl.when(answered).then("suivi_service_social").alias(f"answer_{one}"))
        columns.append(pl.when(answered).then("date_suivi").alias(f"answer_{one}_on"))
    joined = frame.join(places, on="adresse_commune_insee", how="left", maintain_order="left")
    return joined.select(
        *columns,
        pl.when(pl.col("adresse_commune_insee").is_not_null())
        .then(pl.col("arrondissement").is_not_null())
        .alias("in_territory"),
        "arrondissement",
        "rural",
        received_on=pl.lit(on),
        listed_as_unpaid=pl.lit(value=True),
        arrears_settled_reported=pl.lit(value=False),
        departure_reported=pl.lit(value=False),
        open_elsewhere=pl.lit(value=False),
    )
