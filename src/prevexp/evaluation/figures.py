"""Which numbers of the catalogue each block of the bilan answers, and those that are not counted over cases.

Lines of lists, places of the quota and full-time equivalents are no facts of a case, so no expression reads them.
Source: field notes §3; the clauses are those of the call of 2021.
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from .blocks import BlockId
from .catalogue import core_indicators
from .indicators import Indicator


@attrs.frozen(kw_only=True)
class Figure:
    """A number of the catalogue that is made of lists, quota or team; its words are French, as an indicator's are."""

    id: str
    title: str
    definition: str
    clause: str


FIGURES: tuple[Figure, ...] = (
    Figure(
        id="I02",
        title="Reçus / quota",
        definition="dossiers reçus dans le mois / places du mois fixées par le secrétariat de la CCAPEX",
        clause="C21",
    ),
    Figure(
        id="I23",
        title="Lignes inexploitables",
        definition="lignes rejetées, par motif / lignes des listes reçues dans la période",
        clause="C05",
    ),
    Figure(
        id="I32",
        title="Charge",
        definition="dossiers de la cohorte attribués par mois, et ouverts au jour observé / ETP de l’équipe",
        clause="C20",
    ),
)

ANSWERED: Mapping[BlockId, tuple[str, ...]] = MappingProxyType(
    {
        BlockId.KEY_FIGURES: ("I01", "I03"),
        BlockId.FUNNEL: ("I01", "I05"),
        BlockId.BY_MONTH: ("I01", "I02"),
        BlockId.BY_ARRONDISSEMENT: ("I01",),
        BlockId.BY_ZONE: ("I01",),
        BlockId.NOT_ELIGIBLE: ("I03",),
        BlockId.TO_CHECK: ("I03",),
        BlockId.BY_STAGE: ("I01",),
        BlockId.BY_ANSWER: ("I04",),
        BlockId.DELAYS: ("I30-allocated", "I30-attempted"),
        BlockId.CAPACITY: ("I32",),
        BlockId.LINES: ("I23",),
        BlockId.REJECTED_FOR: ("I23",),
        BlockId.QUALITY: ("I34-phone", "I34-address", "I34-stage", "I34-debt"),
    }
)
"""Block -> the indicators and figures it answers."""


def definitions_of_the_bilan() -> tuple[Indicator | Figure, ...]:
    """Return the definitions behind the blocks of the bilan, by id."""
    answered = {one for ids in ANSWERED.values() for one in ids}
    every: tuple[Indicator | Figure, ...] = (*core_indicators(), *FIGURES)
    known = {one.id: one for one in every}
    return tuple(known[one] for one in sorted(answered))


def number_of(indicator: str) -> str:
    """Return the number of the catalogue in an id: I30 of I30-met."""
    return indicator.partition("-")[0]
