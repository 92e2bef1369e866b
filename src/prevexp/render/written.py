"""Documents as files: CSV for programs or French spreadsheets, JSON, HTML; the same document gives the same bytes."""

import io
import json
from decimal import Decimal
from functools import partial
from typing import BinaryIO

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Entry
from prevexp.evaluation.documents import Named
from prevexp.evaluation.documents import plain
from prevexp.exchange.sheetfile import Written
from prevexp.exchange.sheetfile import write_texts

from .bilan_tables import CellView
from .bilan_tables import ColumnView
from .bilan_tables import RowView
from .bilan_tables import TableView
from .bilan_tables import cell_of
from .charts import HIDDEN

_GAPS = {Gap.HIDDEN: HIDDEN, Gap.NOT_KNOWN: "non connu", Gap.NOTHING_TO_COUNT: ""}


def write_csv(document: Document, stream: BinaryIO) -> None:
    """Write CSV for programs: UTF-8, commas, decimal points, slugs.

    Each sheet stands under its own header, told by the column `table`, with an empty line between two.
    """
    text = io.StringIO()
    for number, sheet in enumerate(document.sheets):
        if number:
            text.write("\n")
        rows = [["table", *(column.id for column in sheet.columns)]]
        rows += [[sheet.id, *(Written(plain(entry)) for entry in row)] for row in sheet.rows]
        write_texts(rows, text, separator=",", line_end="\n")
    stream.write(text.getvalue().encode())


def write_excel_csv(document: Document, stream: BinaryIO) -> None:
    """Write CSV that a French spreadsheet opens as it is: BOM, semicolons, decimal commas, words instead of slugs."""
    text = io.StringIO()
    write = partial(write_texts, sink=text, separator=";", line_end="\r\n")
    write([[document.title], *document.about])
    for sheet in document.sheets:
        text.write("\r\n")
        labels = [column.label for column in sheet.columns]
        write([[sheet.title], labels, *([_french(entry) for entry in row] for row in sheet.rows)])
    stream.write(b"\xef\xbb\xbf" + text.getvalue().encode())


def _french(entry: Entry) -> str:
    match entry:
        case Gap():
            return _GAPS[entry]
        case Named():
            return entry.label
        case Rate() | Decimal():
            return Written(str(plain(entry)).replace(".", ","))
        case _:
            return Written(plain(entry))


def write_json(document: Document, stream: BinaryIO) -> None:
    """Write JSON: every sheet with its columns and rows; a rate with its part and its whole, a gap with its reason."""
    found = {
        "document": document.id,
        "title": document.title,
        "about": dict(document.about),
        "sheets": [
            {
                "id": sheet.id,
                "title": sheet.title,
                "rows": [
                    {column.id: _json(entry) for column, entry in zip(sheet.columns, row, strict=True)}
                    for row in sheet.rows
                ],
            }
            for sheet in document.sheets
        ],
    }
    stream.write((json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode())


def _json(entry: Entry) -> object:
    match entry:
        case Gap():
            return {"gap": str(entry)}
        case Rate(part=part, whole=whole):
            return {"part": part, "whole": whole}
        case Named():
            return entry.id
        case Decimal():
            return str(entry)
        case _:
            return entry


def write_html(document: Document, stream: BinaryIO) -> None:
    """Write a page: the bilan's own if it is one, else its sheets as tables; French, self-contained, without script."""
    from .bilan import bilan_html
    from .templating import fill

    if document.bilan is not None:
        page = bilan_html(document.bilan)
    else:
        tables = [_view(document, place) for place in range(len(document.sheets))]
        page = fill("document.html.j2", title=document.title, about=document.about, tables=tables)
    stream.write(page.encode())


def _view(document: Document, place: int) -> TableView:
    sheet = document.sheets[place]
    first, *others = sheet.columns
    return TableView(
        name=sheet.id,
        caption=sheet.title,
        note=sheet.note,
        indicators="",
        row_heading=first.label,
        columns=tuple(ColumnView(label=column.label) for column in others),
        rows=tuple(
            RowView(label=_words(row[0]).text, cells=tuple(_words(entry) for entry in row[1:])) for row in sheet.rows
        ),
    )


def _words(entry: Entry) -> CellView:
    if isinstance(entry, Named):
        return CellView(text=entry.label)
    return CellView(text=entry) if isinstance(entry, str) and not isinstance(entry, Gap) else cell_of(entry)
