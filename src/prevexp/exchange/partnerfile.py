"""A batch for a partner as a file: for programs, for a French Excel, or as a workbook.

For programs: UTF-8, comma, ISO days, decimal point. For Excel: BOM, `;`, CRLF, JJ/MM/AAAA, decimal comma, digits held
as text. Whatever the form, a text a spreadsheet would compute is neutralised.
Source: field notes §5; privacy notes §5.
"""

import io
import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from ..casework.referral.connector import FileForm
from ..domain.errors import TransferRefused
from ..domain.values import Secret
from .atomic import replacing
from .connectors import OutboundRow
from .refusals import refusal
from .sheetfile import Written
from .sheetfile import write_texts
from .sheetfile import write_workbook

FIRST_COLUMNS = ("objet", "reference_orientation", "envoyee_le", "demande")
LAST_COLUMNS = ("reponse", "motif_refus", "date_reponse")
"""The columns of every batch, around those of the partner's own settings; the last are for the partner to fill in."""

SUFFIXES = {FileForm.CSV: ".csv", FileForm.EXCEL_CSV: ".csv", FileForm.XLSX: ".xlsx"}

_LIKE_A_NUMBER = re.compile(r"'*[0-9][0-9 ./:+-]*(?:[eE][+-]?[0-9]+)?")

Cell = str | int | date | Decimal | None


def write_batch(rows: Sequence[OutboundRow], headers: Sequence[str], form: FileForm, target: Path) -> None:
    """Write a batch whole or not at all, for its owner's eyes only (0600).

    Raises OSError, TransferRefused if a workbook is asked for and what writes it is not installed.
    """
    table: list[list[Cell]] = [[*FIRST_COLUMNS, *headers, *LAST_COLUMNS]]
    for row in rows:
        first: list[Cell] = [row.motion.value, row.reference, row.on, row.purpose]
        values = [cell_of(header, row.values.get(header)) for header in headers]
        table.append([*first, *values, *[None for _ in LAST_COLUMNS]])
    with replacing(target) as sink:
        if form is FileForm.XLSX:
            _write_workbook(table, sink, target.name)
        else:
            _write_text(table, sink, excel=form is FileForm.EXCEL_CSV)


def cell_of(header: str, value: object) -> Cell:
    """Return what a value of a view is outside prevexp: a Secret is said, cents become euros where the column says so.

    Raises TransferRefused for what is no single value.
    """
    match value:
        case Secret():
            return value.reveal()
        case bool():
            return "oui" if value else "non"
        case int() if header.endswith("_eur"):
            return Decimal(value).scaleb(-2)
        case StrEnum():
            return value.value
        case None | str() | int() | date():
            return value
        case _:
            raise TransferRefused("not-a-cell", "a column asks for what is no single value", file=header)


def _write_text(table: Iterable[Sequence[Cell]], sink: BinaryIO, *, excel: bool) -> None:
    text = io.TextIOWrapper(sink, encoding="utf-8-sig" if excel else "utf-8", newline="", write_through=True)
    end = "\r\n" if excel else "\n"
    rows = ([_as_text(one, excel=excel) for one in row] for row in table)
    write_texts(rows, text, separator=";" if excel else ",", line_end=end)
    text.flush()
    text.detach()


def _as_text(cell: Cell, *, excel: bool) -> str:
    match cell:
        case None:
            return ""
        case date():
            return Written(f"{cell.day:02}/{cell.month:02}/{cell.year:04}" if excel else cell.isoformat())
        case Decimal():
            return Written(f"{cell:.2f}".replace(".", ",") if excel else f"{cell:.2f}")
        case int():
            return Written(cell)
        case str():
            return Written("'" + cell) if excel and _LIKE_A_NUMBER.fullmatch(cell) else cell


def _write_workbook(table: Iterable[Sequence[Cell]], sink: BinaryIO, file: str) -> None:
    try:
        write_workbook(table, sink, title="Orientations")
    except ImportError:
        raise refusal("xlsx-support-missing", file) from None
