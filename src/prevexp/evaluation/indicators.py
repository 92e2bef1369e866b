"""The indicators that the first bilan answers: population, numerator, denominator, and the clause that asks for them.

Source: field notes §3; the clauses are those of the call of 2021.
"""

import attrs

from prevexp.domain.provenance import Provenance
from prevexp.domain.provenance import stamped

from .blocks import BlockId


@attrs.frozen(kw_only=True)
class Indicator:
    """One definition; its French wording lives in `prevexp.render` under the same id."""

    id: str
    population: str
    numerator: str
    denominator: str = attrs.field(default="", metadata={"description": "empty for a count"})
    clauses: tuple[str, ...] = ()
    blocks: tuple[BlockId, ...] = ()
    provenance: Provenance | None = stamped()


_COHORT = "cases first received in the period"
_ALLOCATED = "cases of the cohort allocated by the day observed"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="I01",
        population=_COHORT,
        numerator="cases, by month, arrondissement, rural commune and stage",
        clauses=("C16", "C21"),
        blocks=(
            BlockId.KEY_FIGURES,
            BlockId.FUNNEL,
            BlockId.BY_MONTH,
            BlockId.BY_ARRONDISSEMENT,
            BlockId.BY_ZONE,
            BlockId.BY_STAGE,
        ),
    ),
    Indicator(
        id="I02",
        population="one month of reception",
        numerator="cases received in the month",
        denominator="quota of the month",
        clauses=("C21",),
        blocks=(BlockId.BY_MONTH,),
    ),
    Indicator(
        id="I03",
        population=_COHORT,
        numerator="cases not eligible, by reason",
        denominator="cases received",
        clauses=("C19",),
        blocks=(BlockId.KEY_FIGURES, BlockId.NOT_ELIGIBLE, BlockId.TO_CHECK),
    ),
    Indicator(
        id="I04",
        population=_COHORT,
        numerator="cases by the answer of the social services",
        denominator="cases received",
        clauses=("C19",),
        blocks=(BlockId.BY_ANSWER,),
    ),
    Indicator(
        id="I05",
        population=_COHORT,
        numerator="eligible cases with one attempt or more",
        denominator="eligible cases",
        clauses=("C06",),
        blocks=(BlockId.FUNNEL,),
    ),
    Indicator(
        id="I23",
        population="lines of the transfers received in the period",
        numerator="lines rejected, by fault",
        denominator="lines received",
        clauses=("C05",),
        blocks=(BlockId.LINES, BlockId.REJECTED_FOR),
    ),
    Indicator(
        id="I30",
        population=_ALLOCATED,
        numerator="calendar days from reception to allocation, to first attempt: median and 90th percentile",
        clauses=("C25",),
        blocks=(BlockId.DELAYS,),
    ),
    Indicator(
        id="I32",
        population=_ALLOCATED,
        numerator="cases allocated per month, cases open",
        denominator="full-time equivalents of the team",
        clauses=("C20",),
        blocks=(BlockId.CAPACITY,),
    ),
    Indicator(
        id="I34",
        population=_COHORT,
        numerator="cases with phone, address, stage, debt",
        denominator="cases received",
        blocks=(BlockId.QUALITY,),
    ),
)


def indicators_of(block: BlockId) -> tuple[str, ...]:
    """Return the ids of the indicators a block answers."""
    return tuple(indicator.id for indicator in INDICATORS if block in indicator.blocks)
