"""The first event and the identity of many new cases at once, in the very bytes the codec gives (a property holds it).

One journal, one format: this is the codec's canonical JSON, written column by column because a million rows are too
many to build one by one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from ..casework.merging import IDENTITY_COLUMNS
from ..domain.events import CaseReceived
from .rows import FACT_VALUES

if TYPE_CHECKING:
    from .merging import Context


def reception_bodies(
    frame: pl.DataFrame, cases: Sequence[str], households: Sequence[str], territory: str, context: "Context"
) -> list[str]:
    """Return the encoded `CaseReceived` of each row of the table.

    `cases` and `households` are the new ids, row by row.
    """
    sources: dict[str, pl.Expr] = {
        "case_id": pl.lit(pl.Series(cases, dtype=pl.String)),
        "occurred_on": pl.lit(context.received_on.isoformat()),
        "recorded_at": pl.lit(context.recorded_at.isoformat()),
        "household_id": pl.lit(pl.Series(households, dtype=pl.String)),
        "territory": pl.lit(territory),
        "transfer": pl.lit(context.transfer),
        "line": pl.col("line"),
        "month": pl.col("mois_transfert"),
        "reference": pl.col("id_dossier"),
        "facts": pl.struct(pl.col(column).alias(name) for name, column in FACT_VALUES.items()),
        "known_identity": _known_identity(),
    }
    fields = [sources[field.name].alias(field.name) for field in attrs.fields(CaseReceived)]
    data = frame.select(pl.struct(fields).struct.json_encode().alias("data"))["data"].to_list()
    return [f'{{"type":"{CaseReceived.slug}","data":{body}}}' for body in data]


def identity_bodies(frame: pl.DataFrame) -> list[str]:
    """Return the encoded identity of each row of the table."""
    fields = [pl.col(column).cast(pl.String).alias(name) for name, column in IDENTITY_COLUMNS.items()]
    return frame.select(pl.struct(fields).struct.json_encode().alias("identity"))["identity"].to_list()


def _known_identity() -> pl.Expr:
    """Return the names of the identity fields that a row knows."""
    names = [pl.when(pl.col(column).is_not_null()).then(pl.lit(name)) for name, column in IDENTITY_COLUMNS.items()]
    return pl.concat_list(names).list.drop_nulls()
