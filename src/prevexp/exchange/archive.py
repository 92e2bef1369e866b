"""What must hold of a workbook's archive before anything in it is interpreted.

A few kilobytes can unfold to gigabytes, and a parser pays for every element, so sizes, ratios and numbers of elements
are bounded on the raw bytes, each part being unfolded once in small pieces and thrown away. The bounds leave room for
about 12,000 rows of 26 columns. Source: privacy notes §5, §7 threat 7.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

import attrs

from prevexp.domain.errors import TransferRefused

from .refusals import refusal

LARGEST_FILE = 16 * 2**20
"""Bytes of the largest workbook that is opened."""

LARGEST_UNFOLDED = 32 * 2**20
"""Bytes of all parts of a workbook together, unfolded."""

_LARGEST_DIRECTORY = 256 * 1024
_MOST_TAGS = 2_000_000
_MOST_ROWS = 100_000
_MOST_SHEETS = 20
_SUSPICIOUS_RATIO = 200
_SMALL = 2**20
_PIECE = 256 * 1024
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\s")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
_END_RECORD, _END_RECORD_64 = b"PK\x05\x06", b"PK\x06\x07"
_DIRECTORY_SIZE = slice(12, 16)
_END_RECORD_REACH = 22 + 20 + 65_535


@attrs.frozen(kw_only=True)
class _Bounds:
    """Most bytes of one part of a workbook, and most XML tags between the starts of two rows.

    Where a declaration (`<!`: comment, document type, raw section) could hide rows from the count, none is allowed.
    """

    size: int
    tags_between_rows: int
    may_declare: bool


_WORKSHEET = _Bounds(size=24 * 2**20, tags_between_rows=60_000, may_declare=False)
_STRINGS = _Bounds(size=16 * 2**20, tags_between_rows=600_000, may_declare=False)
_OTHER = _Bounds(size=4 * 2**20, tags_between_rows=100_000, may_declare=True)


@attrs.define
class _Counted:
    """What the parts of one workbook hold together; raises TransferRefused when it is too much."""

    file: str
    tags: int = 0
    rows: int = 0
    sheets: int = 0

    def add(self, pieces: Iterable[bytes], bounds: _Bounds) -> None:
        """Count the elements of one part."""
        since_row = 0
        for piece in pieces:
            if b"<!" in piece and not bounds.may_declare:
                raise refusal("broken-workbook", self.file)
            between = [text.count(b"<") for text in _ROW_TAG.split(piece)]
            between[0] += since_row
            since_row = between[-1]
            self.tags += piece.count(b"<")
            self.rows += len(between) - 1
            self.sheets += len(_SHEET_TAG.findall(piece))
            self._limit(max(between), bounds.tags_between_rows, "éléments dans une ligne")
            self._limit(self.tags, _MOST_TAGS, "éléments")
            self._limit(self.rows, _MOST_ROWS, "lignes")
            self._limit(self.sheets, _MOST_SHEETS, "feuilles")

    def _limit(self, found: int, most: int, what: str) -> None:
        if found > most:
            raise refusal("archive-too-large", self.file, limit=f"plus de {most} {what}")


def check_archive(path: Path) -> None:
    """Raise TransferRefused unless the file is a readable zip archive within bounds."""
    try:
        _check_directory(path)
        with path.open("rb") as source, zipfile.ZipFile(source) as archive:
            _check_parts(path, archive)
    except TransferRefused:
        raise
    except OSError:
        raise refusal("file-unreadable", path.name) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise refusal("broken-workbook", path.name) from None


def _check_directory(path: Path) -> None:
    """Look at the end record first: reading a list of a million parts already costs memory."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refusal("archive-too-large", path.name, limit=f"plus de {LARGEST_FILE // 2**20} Mo")
    with path.open("rb") as source:
        source.seek(max(0, size - _END_RECORD_REACH))
        end = source.read()
    at = end.rfind(_END_RECORD)
    if at < 0:
        raise refusal("broken-workbook", path.name)
    listed = int.from_bytes(end[at:][_DIRECTORY_SIZE], "little")
    if listed > _LARGEST_DIRECTORY or _END_RECORD_64 in end[max(0, at - 20) : at]:
        raise refusal("archive-too-large", path.name, limit="trop de parties dans l’archive")


def _check_parts(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNFOLDED:
        raise refusal("archive-too-large", path.name, limit=f"plus de {LARGEST_UNFOLDED // 2**20} Mo")
    counted = _Counted(path.name)
    for part in parts:
        if part.flag_bits & 1:
            raise refusal("old-workbook", path.name)
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refusal("broken-workbook", path.name)
        bounds = _bounds(part.filename)
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > bounds.size or (part.file_size > _SMALL and ratio > _SUSPICIOUS_RATIO):
            raise refusal("archive-too-large", path.name, limit=f"une partie de {part.file_size // 2**20} Mo")
        counted.add(_pieces(archive, part), bounds)


def _bounds(name: str) -> _Bounds:
    if name.startswith("xl/worksheets/"):
        return _WORKSHEET
    return _STRINGS if name == "xl/sharedStrings.xml" else _OTHER


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unfold one part; a piece ends before its last `<`, so that no tag is cut."""
    rest = b""
    with archive.open(part) as source:
        while block := source.read(_PIECE):
            whole, sign, rest = (rest + block).rpartition(b"<")
            yield whole
            rest = sign + rest
    yield rest
