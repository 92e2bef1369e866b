"""A transfer as a workbook: which sheet is the list, then its rows as text.

Declared rules. Only visible sheets are read; the list is the one sheet whose header names all required columns and
that has a row below it; two such sheets refuse the file, so that no list is lost unseen. A formula is a fault of its
cell, whatever its result. What stands right of the header belongs to no column: it is left out and noted.
"""

import hashlib
import warnings
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import BinaryIO

from prevexp.domain.errors import TransferRefused

from .aliases import Aliases
from .archive import check_archive
from .damage import MayHold
from .headers import Header
from .headers import checked
from .headers import find_header
from .rawtable import RawTable
from .refusals import refusal
from .sheetrows import ListBody
from .sheetrows import rows_below
from .sheetrows import top_rows

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_ARCHIVE, _OLD_FORMAT = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EPOCH_1904 = 1904


def read_workbook(path: Path, aliases: Aliases) -> RawTable:
    """Read a workbook; raise TransferRefused if it is none, is out of bounds, or holds no list or several."""
    check_content(path)
    with path.open("rb") as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which hold no cell
        digest = hashlib.file_digest(source, "sha256").digest()
        try:
            return _read(source, path.name, aliases, digest)
        except TransferRefused:
            raise
        except Exception:  # noqa: BLE001  parsers of a broken workbook raise about anything, with its text in the message
            raise refusal("broken-workbook", path.name) from None


def check_content(path: Path) -> None:
    """Raise TransferRefused for a file that is no workbook, or one out of bounds, before anything opens it."""
    try:
        with path.open("rb") as source:
            start = source.read(len(_OLD_FORMAT))
    except OSError:
        raise refusal("file-unreadable", path.name) from None
    if not start:
        raise refusal("empty-file", path.name)
    if start.startswith(_OLD_FORMAT):
        raise refusal("old-workbook", path.name)
    if not start.startswith(_ARCHIVE):
        raise refusal("text-named-as-workbook", path.name, suffix=path.suffix)
    check_archive(path)


def _read(source: BinaryIO, file: str, aliases: Aliases, digest: bytes) -> RawTable:
    book = open_workbook(source, file)
    try:
        sheet, header = _find_list(book, aliases, file)
        body = ListBody(header, file)
        for row in rows_below(sheet, header, file):
            body.add(row)
        several = {"sheet-chosen-by-header"} if len(book.worksheets) > 1 else set()
        return RawTable(
            header=header,
            cells=body.frame(),
            lines=body.lines(),
            faults=tuple(body.faults),
            notes=frozenset(body.notes | several),
            digest=digest,
            may_hold=MayHold(broken_text=False, formulas=False, neutralised_text=True),
            serial_epoch=_EPOCH_1904 if book.epoch.year == _EPOCH_1904 else 1900,
        )
    finally:
        book.close()


def open_workbook(source: BinaryIO, file: str) -> "Workbook":
    """Open a workbook for reading, its formulas unread; raise TransferRefused if what reads it is not installed."""
    try:
        import openpyxl
        from openpyxl.xml import functions
    except ImportError:
        raise refusal("xlsx-support-missing", file) from None
    parser: Any = functions  # the stubs do not know what it says of defusedxml
    if not parser.DEFUSEDXML:
        raise refusal("xlsx-support-missing", file)
    return openpyxl.load_workbook(source, read_only=True, data_only=False, keep_links=False)


def _find_list(book: "Workbook", aliases: Aliases, file: str) -> tuple["ReadOnlyWorksheet", Header]:
    """Return the one sheet that is a list; raise TransferRefused if none or several are."""
    found: list[tuple[ReadOnlyWorksheet, Header]] = []
    written = False
    for sheet in book.worksheets:
        top = top_rows(sheet, file) if sheet.sheet_state == "visible" else []
        written = written or bool(top)
        if header := find_header(top, aliases):
            found.append((sheet, header))
    if not written:
        raise refusal(_nothing_read(book), file)
    lists = [pair for pair in found if pair[1].is_complete]
    if len(lists) > 1:
        lists = [pair for pair in lists if any(rows_below(*pair, file))] or lists[:1]
    if len(lists) > 1:
        raise refusal("several-tables", file, sheets=len(lists))
    best = lists or sorted(found, key=lambda pair: -len(pair[1].columns))[:1]
    checked(best[0][1] if best else None, file)
    return best[0]


def _nothing_read(book: "Workbook") -> str:
    """Say why no cell was read: no sheet at all (openpyxl knows none of the strict format), hidden ones, empty ones."""
    if not book.worksheets:
        return "no-sheet"
    return "empty-file" if all(sheet.sheet_state == "visible" for sheet in book.worksheets) else "hidden-sheets"
