"""The facts of cases as the rules read them: one case at a time, or the new rows of a transfer column by column."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import polars as pl

from ..domain.case import Case
from ..domain.vocabulary import PartnerKind
from ..domain.vocabulary import SocialServicesAnswer
from ..eligibility.facts import ServiceAnswer
from ..eligibility.facts import answer_columns
from ..expressions import Dtype
from ..expressions import Fact
from ..registry import FaultLog
from ..registry.pack import TerritoryPack
from .extra_facts import extra_values
from .rows import FACT_VALUES

_DTYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}


@attrs.frozen
class RowFacts:
    """The facts of rows as a frame, and by the place of a row those that no plugin could read of it."""

    frame: pl.DataFrame = attrs.field(repr=False)
    unreadable: Mapping[int, frozenset[str]]


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


def row_facts(
    frame: pl.DataFrame,
    pack: TerritoryPack,
    extra: Iterable[Fact],
    cases: Callable[[], Iterable[Case]],
    *,
    on: date,
    log: FaultLog,
) -> RowFacts:
    """Return the facts of new rows of a transfer; `cases` makes the cases the rows make, in their order.

    Nothing is noted yet of a fact that people note. One that a plugin computes is computed of each case, as it will be
    once the case is stored.
    """
    facts = tuple(extra)
    listed = _listed_facts(frame, pack, on)
    if all(fact.read is None for fact in facts):
        return RowFacts(listed.with_columns(pl.lit(None, _DTYPES[fact.dtype]).alias(fact.id) for fact in facts), {})
    found = [extra_values(facts, case, on, log) for case in cases()]
    columns = [pl.Series(fact.id, [one.values[fact.id] for one in found], dtype=_DTYPES[fact.dtype]) for fact in facts]
    lost = {place: one.unreadable for place, one in enumerate(found) if one.unreadable}
    return RowFacts(listed.with_columns(columns), lost)


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


def _listed_facts(frame: pl.DataFrame, pack: TerritoryPack, on: date) -> pl.DataFrame:
    """Return prevexp's own facts of rows that only come from the list: `fact_row`, column by column."""
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
