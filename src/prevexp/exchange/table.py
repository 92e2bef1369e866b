"""From the sender's rows to a typed table: every cell read by its rule, all findings in one pass, nothing stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import attrs
import polars as pl

from prevexp.domain.places import CommuneRegister
from prevexp.domain.values import Month

from ..domain.groups import Veiled
from .aliases import COLUMNS
from .aliases import Aliases
from .columns import PROBLEM_SCHEMA
from .columns import Column
from .columns import read_column
from .faults import level_of
from .grid import CellFault
from .grid import Grid
from .parsed import Setting
from .rows import acts_without_date
from .rows import implied
from .rows import in_register
from .rows import month_of_list
from .rows import other_months
from .rows import postcodes_elsewhere
from .rows import postcodes_missing

FINDINGS_SCHEMA = pl.Schema(
    {
        "record": pl.Int64(),
        "line": pl.Int64(),
        "column": pl.String(),
        "reason": pl.String(),
        "level": pl.String(),
        "remedy": pl.String(),
    }
)

_LOCATED = pl.Schema({**PROBLEM_SCHEMA, "column": pl.String(), "order": pl.UInt32(), "level": pl.String()})
_AFTER_ALL = 1_000_000


@attrs.frozen(kw_only=True, eq=False)
class TransferTable(Veiled):
    """A month's list once read and checked, one row per data row of the file.

    `frame`: `record` (from 1), `line`, `rejected`, then the canonical columns, typed: dates, persons as whole numbers,
    amounts in cents (`loyer_mensuel_cents`, `dette_locative_cents`), texts and slugs; what is not known is null, or the
    slug that says so. `findings`: `record`, `line`, `column`, `reason`, `level` (fault or warning), `remedy`, by record
    and in the order of the sender's columns; a rejected row has all its faults and no warning. A fault of a whole row
    has no column, one of an unknown column its header.
    """

    month: Month | None
    frame: pl.DataFrame = attrs.field(repr=False)
    findings: pl.DataFrame = attrs.field(repr=False)
    notes: frozenset[str]


def typed_name(column: str) -> str:
    """Return the name a canonical column has once typed: euros become cents."""
    return f"{column.removesuffix('_eur')}_cents" if column.endswith("_eur") else column


def read_table(grid: Grid, aliases: Aliases, register: CommuneRegister, received_on: date) -> TransferTable:
    """Read and check every row of a transfer, whatever a cell holds. Source: samples, "Field by field"."""
    setting = Setting(aliases=aliases, register=register, received_on=received_on, serial_epoch=grid.serial_epoch)
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:  # polars lets go of the lock: columns are read side by side
        columns = pool.map(lambda column: read_column(column, _cells(grid, column), setting), COLUMNS)
        read = dict(zip(COLUMNS, columns, strict=True))
    typed = pl.DataFrame([column.values.alias(name) for name, column in read.items()])
    typed = _with_implied(typed, grid, setting)
    month = month_of_list(typed["mois_transfert"])
    problems = [(name, column.problems) for name, column in read.items()]
    problems += _of_rows(typed, read, month, register)
    located = _located(grid, problems)
    rejected = located.filter(pl.col("level") == "fault").get_column("row").unique()
    lines = grid.lines.cast(pl.Int64)
    return TransferTable(
        month=Month.parse(month) if month else None,
        frame=_framed(typed, lines, rejected),
        findings=_findings(located, lines, rejected),
        notes=grid.notes.union(*(column.notes for column in read.values())),
    )


def _cells(grid: Grid, column: str) -> pl.Series:
    """Return the sender's column of a canonical one; a column that is not there is empty."""
    if (index := grid.columns.get(column)) is not None:
        return grid.cells[f"c{index}"].alias(column)
    return pl.Series(column, [None], dtype=pl.String).new_from_index(0, grid.cells.height)


def _with_implied(typed: pl.DataFrame, grid: Grid, setting: Setting) -> pl.DataFrame:
    """Fill what a wording says about another column, where that column is empty."""
    for column, words in setting.aliases.implies.items():
        for target in sorted({target for fills in words.values() for target in fills} & set(COLUMNS)):
            if (filled := implied(_cells(grid, column), column, target, setting)) is not None:
                typed = typed.with_columns(pl.coalesce(pl.col(target), filled).alias(target))
    return typed


def _of_rows(
    typed: pl.DataFrame, read: dict[str, Column], month: str | None, register: CommuneRegister
) -> list[tuple[str, pl.DataFrame]]:
    """Return the problems that several cells make together."""
    checked = typed.select("adresse_code_postal", "adresse_commune_insee").with_columns(
        in_register(typed["adresse_commune_insee"], register)
    )
    return [
        ("mois_transfert", other_months(typed["mois_transfert"], month)),
        ("date_acte", acts_without_date(typed)),
        ("adresse_code_postal", postcodes_missing(checked, read["adresse_code_postal"].problems["row"])),
        ("adresse_code_postal", postcodes_elsewhere(checked, register)),
    ]


def _located(grid: Grid, problems: list[tuple[str, pl.DataFrame]]) -> pl.DataFrame:
    """Put each problem in its column; a cell or a row that cannot be read at all has that fault and no other."""
    after = {column: _AFTER_ALL + place for place, column in enumerate(COLUMNS)}
    found = [
        rows.with_columns(
            column=pl.lit(column),
            order=pl.lit(grid.columns.get(column, after[column])),
            level=pl.col("reason").replace_strict(_levels(column, rows), return_dtype=pl.String),
        ).cast(_LOCATED)
        for column, rows in problems
        if rows.height
    ]
    broken = _broken(grid)
    every = pl.concat([pl.DataFrame(schema=_LOCATED), *found]).select(*_LOCATED)
    readable = every.join(broken, on=["row", "column"], how="anti").join(
        broken.filter(pl.col("column").is_null()), on="row", how="anti"
    )
    return pl.concat([readable, broken]).sort("row", "order", maintain_order=True)


def _levels(column: str, rows: pl.DataFrame) -> dict[str, str]:
    return {reason: level_of(column, reason) for reason in rows["reason"].unique()}


def _broken(grid: Grid) -> pl.DataFrame:
    """Return the cells and rows of the file that cannot be read, one fault each."""
    canonical = {index: column for column, index in grid.columns.items()}

    def name(fault: CellFault) -> str | None:
        return None if fault.column is None else canonical.get(fault.column, grid.header[fault.column])

    faults = {(fault.row, fault.column): fault for fault in grid.faults}.values()
    rows = [(fault.row, fault.reason, None, name(fault), fault.column or 0, "fault") for fault in faults]
    return pl.DataFrame(rows, schema=_LOCATED, orient="row")


def _framed(typed: pl.DataFrame, lines: pl.Series, rejected: pl.Series) -> pl.DataFrame:
    """Name the columns for what they hold now, and say which rows are rejected."""
    count = typed.height
    refused = pl.Series("rejected", [False], dtype=pl.Boolean).new_from_index(0, count).scatter(rejected, True)
    first = [pl.int_range(1, count + 1, dtype=pl.Int64, eager=True).alias("record"), lines.alias("line"), refused]
    return pl.DataFrame(first + [typed[column].alias(typed_name(column)) for column in COLUMNS])


def _findings(located: pl.DataFrame, lines: pl.Series, rejected: pl.Series) -> pl.DataFrame:
    """Return the findings for the reader; what a warning says of a rejected row is not known yet."""
    told = located.filter((pl.col("level") == "fault") | ~pl.col("row").is_in(rejected.implode()))
    return told.with_columns(record=pl.col("row").cast(pl.Int64) + 1, line=lines.gather(told["row"])).select(
        *FINDINGS_SCHEMA
    )
