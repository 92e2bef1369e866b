"""What goes back to the secretariat: the rows not taken, to be corrected and sent again, or their faults alone.

Both files open in a French Excel: BOM, `;`, CRLF, decimal comma, JJ/MM/AAAA, references and phones held as text,
formulas neutralised. Source: field notes §5 ("Excel out", "Rejects"); privacy notes §5.
"""

from datetime import date
from pathlib import Path

import polars as pl

from ..domain.spreadsheets import FORMULA_SIGNS
from .aliases import COLUMNS
from .aliases import normalise
from .atomic import replacing
from .days import DAY_ZERO
from .faults import advice
from .grid import Grid
from .sheetfile import write_frame
from .table import TransferTable

ADDED = ("ligne", "colonne", "code", "motif", "remede")
"""The columns that say what is wrong; intake knows none of them and drops them when the file comes back."""

_BETWEEN = " | "
_DATES = tuple(column for column in COLUMNS if column.startswith("date_") or column.endswith("_date_naissance"))
_AMOUNTS = tuple(column for column in COLUMNS if column.endswith("_eur"))
_HELD_AS_TEXT = (
    *("id_dossier", "locataire_telephone", "bailleur_siret"),
    *("adresse_code_postal", "adresse_commune_insee", "mois_transfert"),
)

_ISO_DAY = r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$"
_SERIAL = r"^[0-9]{5}$"
_POINT = r"^(-?[0-9]+)\.([0-9]+)$"
_PLAIN_AMOUNT = r"^-[0-9 \x{A0}\x{202F}.,]+(?:€|EUR)?$"
_FORMULA = rf"^'*{FORMULA_SIGNS}"
_LIKE_A_NUMBER = r"^'*[0-9][0-9 ./:+-]*(?:[eE][+-]?[0-9]+)?$"


def write_rejects(grid: Grid, table: TransferTable, target: Path, *, also: pl.DataFrame | None = None) -> int:
    """Write the rejected rows in the sender's own columns, each with its faults; return how many.

    `also` holds faults found later (`id-reused`), in the form of `TransferTable.findings`. The sender's data go back to
    the sender: only the owner can read the file. Raise OSError if it cannot be written; the former one then stays.
    """
    faults = _faults(grid, table, also)
    joined = pl.col("colonne", "code", "motif", "remede").str.join(_BETWEEN)
    per_row = faults.group_by("record", "ligne", maintain_order=True).agg(joined)
    sent = [index for index in range(len(grid.header)) if not _added_before(grid, index)]
    rows = grid.rows(per_row["record"].cast(pl.Int64) - 1).select(
        _excel(f"c{index}", grid, index).alias(f"c{index}") for index in sent
    )
    header = [grid.header[index] for index in sent] + list(ADDED)
    _write(header, rows.hstack(per_row.select(_text(pl.col(name)).alias(name) for name in ADDED)), target)
    return rows.height


def write_reject_report(grid: Grid, table: TransferTable, target: Path, *, also: pl.DataFrame | None = None) -> int:
    """Write the faults alone, one a line, without anything the cells hold; return how many."""
    faults = _faults(grid, table, also)
    _write(list(ADDED), faults.select(_text(pl.col(name)).alias(name) for name in ADDED), target)
    return faults.height


def _faults(grid: Grid, table: TransferTable, also: pl.DataFrame | None) -> pl.DataFrame:
    """Return every fault by record, its column under the sender's name, with what was expected and what to do."""
    findings = table.findings if also is None else pl.concat([table.findings, also.select(table.findings.columns)])
    found = findings.filter(pl.col("level") == "fault").sort("record", maintain_order=True)
    kinds = found.select("column", "reason").unique(maintain_order=True)
    said = [advice(column, reason) for column, reason in kinds.iter_rows()]
    kinds = kinds.with_columns(
        colonne=pl.Series([_sender_name(grid, column) for column in kinds["column"]], dtype=pl.String),
        motif=pl.Series([one.expected for one in said], dtype=pl.String),
        advised=pl.Series([one.remedy for one in said], dtype=pl.String),
    )
    told = found.join(kinds, on=["column", "reason"], how="left", nulls_equal=True, maintain_order="left")
    return told.select(
        "record",
        pl.col("line").cast(pl.String).alias("ligne"),
        "colonne",
        pl.col("reason").alias("code"),
        "motif",
        pl.coalesce("remedy", "advised").alias("remede"),
    )


def _sender_name(grid: Grid, column: str | None) -> str:
    """Return the header above a column in the sender's file, or words for one that is not there or the whole row."""
    if column is None:
        return "toute la ligne"
    index = grid.columns.get(column)
    return " ".join((column if index is None else grid.header[index]).split())


def _added_before(grid: Grid, index: int) -> bool:
    """Say whether a column is one of ours, come back with a corrected file."""
    return index not in grid.columns.values() and normalise(grid.header[index]) in ADDED


def _excel(name: str, grid: Grid, index: int) -> pl.Expr:
    """Return a sender's column as a French Excel reads it without changing it or computing it."""
    column = next((canonical for canonical, place in grid.columns.items() if place == index), None)
    cell = pl.col(name)
    if column in _DATES or column == "mois_transfert":
        cell = _dated(cell, DAY_ZERO[grid.serial_epoch])
    if column in _DATES:
        cell = cell.str.replace(_ISO_DAY, "$3/$2/$1")
    if column in _AMOUNTS:
        amount = cell.str.replace(_POINT, "$1,$2")
        return pl.when(amount.str.contains(_PLAIN_AMOUNT)).then(amount).otherwise(_text(amount))
    held = _text(cell)
    if column in _HELD_AS_TEXT:
        return pl.when(cell.str.contains(_LIKE_A_NUMBER)).then("'" + cell).otherwise(held)
    return held


def _dated(cell: pl.Expr, day_zero: date) -> pl.Expr:
    """Write serials as dates: a CSV does not say from which day a workbook counted its own."""
    day = pl.lit(day_zero) + pl.duration(days=cell.cast(pl.Int64, strict=False))
    return pl.when(cell.str.contains(_SERIAL)).then(day.dt.strftime("%d/%m/%Y")).otherwise(cell)


def _text(cell: pl.Expr) -> pl.Expr:
    """Neutralise what a spreadsheet would compute."""
    return pl.when(cell.str.contains(_FORMULA)).then("'" + cell).otherwise(cell)


def _write(header: list[str], rows: pl.DataFrame, target: Path) -> None:
    names = pl.DataFrame([header], schema=dict.fromkeys(rows.columns, pl.String), orient="row")
    lines = pl.concat([names.select(_text(pl.col(name)).alias(name) for name in names.columns), rows])
    with replacing(target) as sink:
        write_frame(lines, sink)
