"""The rules that read several cells of a row, or the whole list: its month, act and date, postcode and commune, who answered."""

import polars as pl

from prevexp.domain.places import CommuneRegister
from prevexp.domain.vocabulary import Stage

from .aliases import Aliases
from .aliases import normalise
from .columns import PROBLEM_SCHEMA
from .parsed import clean
from .parsed import is_blank

_WITHOUT_ACT = (Stage.SIGNALEMENT.value, Stage.NOT_KNOWN.value)


def _rows(found: pl.Series, reason: str) -> pl.DataFrame:
    """Return the rows where something is found, as problems with one reason."""
    rows = found.fill_null(value=False).arg_true()
    return pl.DataFrame({"row": rows}).with_columns(reason=pl.lit(reason), remedy=pl.lit(None)).cast(PROBLEM_SCHEMA)


def month_of_list(months: pl.Series) -> str | None:
    """Return the month most rows name; of two named as often, the one that comes first in the file."""
    named = months.rename("month").to_frame().with_row_index("row").drop_nulls()
    votes = named.group_by("month").agg(pl.len().alias("rows"), pl.col("row").min())
    ranked = votes.sort(["rows", "row"], descending=[True, False])
    return ranked["month"][0] if ranked.height else None


def other_months(months: pl.Series, month: str | None) -> pl.DataFrame:
    """Return the rows of another month than the list's."""
    return _rows(months != month, "month-mismatch")


def acts_without_date(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose stage follows an act that has no date."""
    served = ~pl.col("stade_procedure").is_in(_WITHOUT_ACT) & pl.col("date_acte").is_null()
    return _rows(frame.select(served).to_series(), "act-date-missing")


def postcodes_missing(frame: pl.DataFrame, unusable: pl.Series) -> pl.DataFrame:
    """Return the rows of a known commune without a postcode, those with an unusable one (`unusable`, row numbers) left out."""
    missing = _rows(frame["adresse_code_postal"].is_null() & frame["known"], "postcode-missing")
    return missing.filter(~pl.col("row").is_in(unusable.implode()))


def postcodes_elsewhere(frame: pl.DataFrame, register: CommuneRegister) -> pl.DataFrame:
    """Return the rows whose postcode is not one of their commune's."""
    pairs = [code + postcode for code, commune in register.communes.items() for postcode in commune.postcodes]
    pair = pl.concat_str("adresse_commune_insee", "adresse_code_postal")
    return _rows(frame.select(~pair.is_in(pairs) & pl.col("known")).to_series(), "postcode-commune-mismatch")


def in_register(communes: pl.Series, register: CommuneRegister) -> pl.Series:
    """Say which communes are known to the register: postcodes are checked there only."""
    return communes.is_in(list(register.communes)).fill_null(value=False).alias("known")


def implied(cells: pl.Series, column: str, target: str, aliases: Aliases) -> pl.Series | None:
    """Return what a wording fills in an empty column beside it ("inconnu de la CAF" names who answered); None if nothing."""
    words = aliases.implies.get(column, {})
    filled = {
        text: words.get(normalise(clean(text)), {}).get(target)
        for text in (cells.unique().drop_nulls().to_list() if words else ())
        if not is_blank(text, aliases)
    }
    known = {text: value for text, value in filled.items() if value}
    return cells.replace_strict(known, default=None, return_dtype=pl.String) if known else None
