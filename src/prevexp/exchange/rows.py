"""The rules that read several cells: the month of the list, act and date, postcode and commune, who answered."""

import polars as pl

from prevexp.domain.places import CommuneRegister
from prevexp.domain.vocabulary import Stage

from .aliases import normalise
from .cells import parse_cell
from .columns import PROBLEM_SCHEMA
from .columns import dtype_of
from .parsed import Setting
from .parsed import clean

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
    """Return the rows of another month than the list's; a list has no month if no row names one."""
    return _rows(months != (month or ""), "month-mismatch")


def acts_without_date(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose stage follows an act that has no date."""
    served = ~pl.col("stade_procedure").is_in(_WITHOUT_ACT) & pl.col("date_acte").is_null()
    return _rows(frame.select(served).to_series(), "act-date-missing")


def postcodes_missing(frame: pl.DataFrame, unusable: pl.Series) -> pl.DataFrame:
    """Return the rows of a known commune without a postcode, but for those (`unusable`) where it cannot be used."""
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


def implied(cells: pl.Series, column: str, target: str, setting: Setting) -> pl.Series | None:
    """Return what a wording fills in a column beside it ("inconnu de la CAF" names who answered); None if nothing."""
    words = {
        form: parse_cell(target, fills.get(target), setting).value
        for form, fills in setting.aliases.implies.get(column, {}).items()
    }
    distinct = cells.unique().drop_nulls().to_list() if words else []
    known = {text: words[form] for text in distinct if (form := normalise(clean(text))) in words}
    return cells.replace_strict(known, default=None, return_dtype=dtype_of(target)) if known else None
