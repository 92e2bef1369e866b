"""The file connector: one folder in which batches are laid for a partner, one in which it leaves its answers.

A batch is written whole, then its receipt, which names the ids of its rows: sent again, they are found there and not
written anew. A file of answers is acknowledged by a receipt beside it that bears its digest. Source: call C14, C26.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs

from ..casework.referral.connector import ConnectorSettings
from ..domain.errors import InvalidValue
from ..domain.spreadsheets import restored
from .atomic import replacing
from .connectors import InboundFile
from .connectors import LineOutcome
from .connectors import OutboundRow
from .connectors import Place
from .connectors import SendReceipt
from .partnerfile import SUFFIXES
from .partnerfile import write_batch
from .sheetfile import write_texts

OUT, IN = "envoi", "reception"
"""Folders below a partner's own: batches for it, answers of it."""

LARGEST_RECEIPT = 16 * 2**20
"""Bytes of the largest receipt that is read: some hundred thousand rows."""

_RECEIPT = ".recu.csv"
_SENT_COLUMNS = ("ligne", "date", "fichier")
_READ_COLUMNS = ("ligne", "sort", "code", "colonne")
_DIGEST_MARK = "sha256"
_READABLE = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})


@attrs.frozen(kw_only=True)
class FileConnector:
    """An exchange by file with one partner below a folder of its own; an inbound source, an outbound and a poller."""

    partner: str
    settings: ConnectorSettings
    folder: Path

    def send(self, rows: Sequence[OutboundRow], *, on: date) -> SendReceipt:
        """Write the rows that no receipt names as one batch with its receipt; the rest was sent before.

        Cut short between the two, the same rows are written again under the same ids: the partner tells them by these.
        Raises OSError, InvalidValue for a receipt somebody changed.
        """
        known = self.poll()
        new = [row for row in rows if row.row_id not in known]
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        if not new:
            return SendReceipt(file=None, sent=(), already=already)
        folder = self.folder / OUT
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{self._batch_name(new, on)}{SUFFIXES[self.settings.form]}"
        headers = [column.header for column in self.settings.columns]
        write_batch(new, headers, self.settings.form, target)
        lines = [(row.row_id, on.isoformat(), target.name) for row in new]
        _write_receipt(target.with_name(target.name + _RECEIPT), (_SENT_COLUMNS, *lines))
        return SendReceipt(file=target, sent=tuple(row.row_id for row in new), already=already)

    def poll(self) -> Mapping[str, date]:
        """Return the id of each row that was handed over, with the day. Raises InvalidValue for a damaged receipt."""
        found: dict[str, date] = {}
        for receipt in sorted((self.folder / OUT).glob(f"*{_RECEIPT}")):
            for row_id, day, _ in _receipt_lines(receipt, _SENT_COLUMNS):
                try:
                    found.setdefault(row_id, date.fromisoformat(day))
                except ValueError:
                    raise InvalidValue("a receipt of what was sent was changed", file=receipt.name) from None
        return found

    def fetch(self) -> Iterator[InboundFile]:
        """Yield the files without a receipt of their very bytes, in the order of their names."""
        folder = self.folder / IN
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() not in _READABLE or path.name.endswith(_RECEIPT) or path.name.startswith("."):
                continue
            file = inbound(path)
            if file.digest not in _acknowledged(path):
                yield file

    def acknowledge(self, file: InboundFile, lines: Sequence[LineOutcome]) -> Path:
        """Write what became of each line beside the file; without anything its cells hold."""
        receipt = file.path.with_name(file.path.name + _RECEIPT)
        told = [(str(one.line), one.outcome, one.code or "", one.column or "") for one in lines]
        _write_receipt(receipt, (_READ_COLUMNS, (_DIGEST_MARK, file.digest, "", ""), *told))
        return receipt

    def _batch_name(self, rows: Sequence[OutboundRow], on: date) -> str:
        digest = hashlib.sha256("\n".join(row.row_id for row in rows).encode()).hexdigest()
        return f"orientations_{self.partner}_{on.isoformat()}_{digest[:8]}"


def file_connector(place: Place, settings: ConnectorSettings) -> FileConnector:
    """Return the connector of a partner by files in a folder."""
    return FileConnector(partner=place.partner, settings=settings, folder=place.folder)


def inbound(path: Path) -> InboundFile:
    """Return a file with the digest of its bytes. Raises OSError."""
    with path.open("rb") as source:
        return InboundFile(path=path, digest=hashlib.file_digest(source, "sha256").hexdigest())


def _acknowledged(path: Path) -> frozenset[str]:
    receipt = path.with_name(path.name + _RECEIPT)
    if not receipt.is_file():
        return frozenset()
    return frozenset(line[1] for line in _receipt_lines(receipt, _READ_COLUMNS) if line[0] == _DIGEST_MARK)


def _receipt_lines(receipt: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of a receipt below its header; the first that none of ours would be ends the reading."""
    if receipt.stat().st_size > LARGEST_RECEIPT:
        raise InvalidValue("a receipt is larger than any of ours", file=receipt.name)
    try:
        with receipt.open(encoding="utf-8", newline="") as source:
            lines = csv.reader(source, strict=True)
            if tuple(next(lines, ())) != tuple(columns):
                raise InvalidValue("a receipt was changed", file=receipt.name)
            for line in lines:
                if len(line) != len(columns):
                    raise InvalidValue("a receipt was changed", file=receipt.name)
                yield [restored(cell) for cell in line]
    except (UnicodeDecodeError, csv.Error):
        raise InvalidValue("a receipt cannot be read", file=receipt.name) from None


def _write_receipt(target: Path, lines: Sequence[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    write_texts(lines, text, separator=",", line_end="\n")
    with replacing(target) as sink:
        sink.write(text.getvalue().encode())
