"""A partner that exchanges by folder, as fake for tests: it reads what was laid for it, and answers, well or badly.

It knows nothing of prevexp but the folders and the columns of the files, as a partner does.
"""

import csv
import io
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import attrs

Answer = tuple[str, str, str, str]
"""Reference of the referral, reply, reason, day, as written."""

_HEADER = ("reference_orientation", "reponse", "motif_refus", "date_reponse")


class Malformed(StrEnum):
    """Ways in which a reply goes wrong."""

    TRUNCATED = "truncated"
    WRONG_COLUMNS = "wrong_columns"
    DUPLICATE_LINES = "duplicate_lines"
    CONTRADICTING_LINES = "contradicting_lines"
    DATES_REVERSED = "dates_reversed"
    BEFORE_SENDING = "before_sending"
    WRONG_ENCODING = "wrong_encoding"
    FORMULA_CELLS = "formula_cells"
    UNKNOWN_REFERENCE = "unknown_reference"
    UNKNOWN_WORD = "unknown_word"
    UNCLOSED_QUOTE = "unclosed_quote"
    EMPTY = "empty"
    NOT_A_TABLE = "not_a_table"
    BROKEN_WORKBOOK = "broken_workbook"


_LINES: Mapping[Malformed, Callable[[str, str], Sequence[Answer]]] = {
    Malformed.DUPLICATE_LINES: lambda one, day: [(one, "acceptée", "", day)] * 2,
    Malformed.CONTRADICTING_LINES: lambda one, day: [(one, "acceptée", "", day), (one, "refusée", "complet", day)],
    Malformed.DATES_REVERSED: lambda one, _: [(one, "acceptée", "", "05/25/2021")],
    Malformed.BEFORE_SENDING: lambda one, _: [(one, "acceptée", "", "01/01/2020")],
    Malformed.FORMULA_CELLS: lambda one, day: [(one, '=HYPERLINK("x")', "", day)],
    Malformed.UNKNOWN_REFERENCE: lambda _, day: [("AAAA-AAAA-AAAA-AAAA", "acceptée", "", day)],
    Malformed.UNKNOWN_WORD: lambda one, day: [(one, "peut-être", "", day)],
}
"""Malformed replies that are tables, by their lines."""


@attrs.define(kw_only=True)
class FakePartner:
    """A partner's side of the file connector, below the folder the team shares with it."""

    folder: Path
    written: int = 0

    def batches(self) -> list[Path]:
        """Return the batches laid for it, without their receipts."""
        return sorted(p for p in (self.folder / "envoi").glob("*") if not p.name.endswith(".recu.csv"))

    def rows(self) -> list[Mapping[str, str]]:
        """Return every row laid for it, as its spreadsheet shows them."""
        return [row for batch in self.batches() for row in _read(batch)]

    def answer(self, answers: Iterable[Answer], *, name: str | None = None) -> Path:
        """Leave a file of answers as a French Excel writes it."""
        return self.leave(_table([_HEADER, *answers]).encode("cp1252"), name=name)

    def answer_in_workbook(self, answers: Iterable[Answer]) -> Path:
        """Leave the same as a workbook."""
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in [_HEADER, *answers]:
            sheet.append(list(row))
        sink = io.BytesIO()
        book.save(sink)
        return self.leave(sink.getvalue(), suffix=".xlsx")

    def fill_in(self, batch: Path, said: Mapping[str, tuple[str, str]]) -> Path:
        """Send a batch back with answers written in: reference -> reply and day."""
        rows = _read(batch)
        for row in rows:
            reply, day = said.get(row["reference_orientation"], ("", ""))
            row |= {"reponse": reply, "date_reponse": day}
        return self.leave(_table([tuple(rows[0]), *(tuple(row.values()) for row in rows)]).encode("cp1252"))

    def say_followed(self, lines: Iterable[tuple[str, str, str]]) -> Path:
        """Leave a list that says whether it follows households: reference of the case, answer, day."""
        header = ("N° dossier", "Suivi par le service", "Date de réponse")
        return self.leave(_table([header, *lines]).encode("cp1252"))

    def misbehave(self, how: Malformed, reference: str, *, day: str) -> Path:
        """Leave one malformed reply about a referral."""
        good = (reference, "acceptée", "", day)
        table = _table([_HEADER, good])
        if how in _LINES:
            return self.answer([*_LINES[how](reference, day)])
        whole: Mapping[Malformed, bytes] = {
            Malformed.TRUNCATED: table.encode("cp1252")[:-6],
            Malformed.WRONG_COLUMNS: _table([("colonne", "autre"), (reference, "acceptée")]).encode(),
            Malformed.WRONG_ENCODING: table.replace("motif_refus", "motif é à")
            .encode()
            .replace("ée".encode(), b"\xe9e"),
            Malformed.UNCLOSED_QUOTE: table.encode("cp1252") + b'"ouvert;acceptee;;' + day.encode(),
            Malformed.EMPTY: b"",
            Malformed.NOT_A_TABLE: b"%PDF-1.7 une lettre",
            Malformed.BROKEN_WORKBOOK: b"PK\x03\x04 broken",
        }
        return self.leave(whole[how], suffix=".xlsx" if how is Malformed.BROKEN_WORKBOOK else ".csv")

    def leave(self, content: bytes, *, name: str | None = None, suffix: str = ".csv") -> Path:
        """Leave a file of any content."""
        self.written += 1
        folder = self.folder / "reception"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (name or f"reponses-{self.written}{suffix}")
        path.write_bytes(content)
        return path


def _read(batch: Path) -> list[dict[str, str]]:
    if batch.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(batch).worksheets[0]
        head, *lines = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        return [dict(zip(head, line, strict=True)) for line in lines]
    text = batch.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ","))


def _table(rows: Iterable[Sequence[str]]) -> str:
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=";", lineterminator="\r\n").writerows(rows)
    return sink.getvalue()
