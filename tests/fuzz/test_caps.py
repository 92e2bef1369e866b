"""Every bound that is laid before something is parsed: what reaches it is read, what is over it is refused.

Where the true bound would cost the suite minutes, it is lowered to what a small file holds: the comparison is the same.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import attrs
import openpyxl
import pytest

from prevexp.caseload.assessment_form import read_assessment_form
from prevexp.caseload.entry import lines
from prevexp.caseload.entry.results import LineRefused
from prevexp.domain.case import Identity
from prevexp.domain.errors import PrevexpError
from prevexp.domain.values import Secret
from prevexp.exchange import aliases
from prevexp.exchange import answerrows
from prevexp.exchange import archive
from prevexp.exchange import csvfile
from prevexp.exchange import fileconnector
from prevexp.exchange import lawfacts
from prevexp.exchange import lawlines
from prevexp.exchange import refusals
from prevexp.exchange import sheetrows
from prevexp.exchange import survey
from prevexp.exchange import textrows
from prevexp.exchange.answers import read_answers
from prevexp.exchange.answerwords import answer_words
from prevexp.exchange.reading import read_grid
from prevexp.registry import folder
from prevexp.registry import letter_checks
from prevexp.registry import locking
from prevexp.registry import sections
from prevexp.registry.settings import Settings
from prevexp.storage import codec

NO_WORDS = aliases.Aliases.from_mapping({})
HEADER = sorted(aliases.REQUIRED)
ROW = ["62041", "3 rue Noire", "62-1", "NOIR", "2021-07"]
PLUGIN = {"plugin": "a", "distribution": "a", "version": "1", "digest": "", "api": 1}


def text(rows: int = 1, *, columns: int = 0, above: int = 0, cell: str = "NOIR", end: str = "") -> bytes:
    """Return a small list: with more rows, columns, lines above its header, another name, or something after it."""
    more = [f"x{number}" for number in range(columns - len(HEADER))]
    table = [["titre"]] * above + [HEADER + more] + [[*ROW[:3], cell, ROW[4]]] * rows
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(table)
    return sink.getvalue().encode() + end.encode()


def workbook(rows: int = 1, *, sheets: int = 1, part: bytes = b"", cell: str = "NOIR", last: int = 0) -> bytes:
    """Return a small list as a workbook: with more rows, sheets, a part of its own, another name, a cell far below."""
    book = openpyxl.Workbook()
    for row in [HEADER] + [[*ROW[:3], cell, ROW[4]]] * rows:
        book.active.append(row)
    if last:
        book.active[f"A{last}"] = "x"
    for number in range(sheets - 1):
        book.create_sheet(f"s{number}")
    made = io.BytesIO()
    book.save(made)
    if part:
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as whole:
            whole.writestr("xl/extra.xml", part)
    return made.getvalue()


def grid(path: Path) -> object:
    read = read_grid(path, NO_WORDS)
    assert not read.faults, [fault.reason for fault in read.faults]
    return read


def answers(path: Path) -> object:
    return read_answers(path, answer_words(NO_WORDS), received_on=date(2021, 5, 4))


def entries(path: Path) -> object:
    read = list(lines.read_lines(lines.content_of(path)))
    assert not [one for one in read if isinstance(one, LineRefused)]
    return read


def pack(path: Path) -> object:
    whole = folder.PackFolder(root=path.parent, known=frozenset({path.name}))
    assert whole.text_if_any(path.name) is not None
    return whole


def questions(path: Path) -> object:
    with path.open("rb") as source:
        assert not [one for one in lawlines.law_lines(source) if one.refused]


def law(inputs: dict[str, Any]) -> bytes:
    return json.dumps({"rule": "r", "territory": "62", "inputs": inputs}).encode()


def random_text(size: int) -> bytes:
    """Return letters that do not fold to almost nothing, so that only their number is over."""
    return Random(62).randbytes(size).hex()[:size].encode()


def answer_file(rows: int) -> bytes:
    return b"reference_orientation,reponse,date\n" + b"AB-1,accept\xc3\xa9,2021-05-03\n" * rows


def padded(content: bytes, size: int, filling: bytes = b" ") -> bytes:
    return content + filling * (size - len(content))


def template(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    assert [one.code for one in letter_checks.template_problems("sms", "sms.j2", text)] != ["unreadable-file"]


@attrs.frozen(kw_only=True)
class Cap:
    """`make(n)` holds exactly n of what is bounded; `bound` is the true one, or a lower one if `lowered`."""

    suffix: str
    read: Callable[[Path], object]
    make: Callable[[int], bytes]
    bound: int
    lowered: tuple[Any, str] | None = None
    step: int = 1


def whole(path: Path) -> object:
    return codec.Codec().decode_identity(path.read_bytes())


IDENTITY = codec.Codec().encode_identity(Identity(surname=Secret("x")))
CAPS = {
    "bytes of a text": Cap(
        suffix=".csv",
        read=grid,
        make=lambda n: padded(text(), n, b"\n"),
        bound=2_000,
        lowered=(survey, "LARGEST_TEXT_BYTES"),
    ),
    "cells of a text": Cap(
        suffix=".csv",
        read=grid,
        make=lambda n: text(n // len(HEADER) - 2),  # the header is a line, and what follows the last line end
        bound=200,
        step=len(HEADER),
        lowered=(csvfile, "MOST_TEXT_CELLS"),
    ),
    "columns of a text": Cap(suffix=".csv", read=grid, make=lambda n: text(columns=n), bound=refusals.MOST_COLUMNS),
    "rows above a header": Cap(
        suffix=".csv", read=grid, make=lambda n: text(above=n), bound=refusals.HEADER_WITHIN - 1
    ),
    "characters of a cell": Cap(
        suffix=".csv", read=grid, make=lambda n: text(cell="A" * n), bound=refusals.LONGEST_CELL
    ),
    "characters of a cell in quotes": Cap(
        suffix=".csv", read=grid, make=lambda n: text(cell='"' + "A" * (n - 1)), bound=refusals.LONGEST_CELL
    ),
    "characters of a line": Cap(
        suffix=".csv",
        read=grid,
        make=lambda n: text(cell="A\nB", end=f"62041,{'B' * 9_000},62-1,{'A' * 9_000},{'C' * (n - 18_014)}\n"),
        bound=25_000,
        lowered=(textrows, "LONGEST_LINE"),
    ),
    "separators of a line": Cap(
        suffix=".csv",
        read=grid,
        make=lambda n: text(end=",".join(ROW) + "," * (n - 4) + " " * 10_000),
        bound=200,
        lowered=(textrows, "MOST_SEPARATORS"),
    ),
    "lines of a row": Cap(
        suffix=".csv", read=grid, make=lambda n: text(cell="A" + "\n" * (n - 1)), bound=textrows.MOST_LINES_IN_A_ROW
    ),
    "bytes of a workbook": Cap(
        suffix=".xlsx",
        read=grid,
        make=lambda n: padded(workbook(), n, b"\x00"),
        bound=20_000,
        lowered=(archive, "LARGEST_FILE"),
    ),
    "sheets of a workbook": Cap(
        suffix=".xlsx", read=grid, make=lambda n: workbook(sheets=n), bound=archive._MOST_SHEETS
    ),
    "rows of a workbook": Cap(
        suffix=".xlsx", read=grid, make=lambda n: workbook(n - 1), bound=50, lowered=(archive, "_MOST_ROWS")
    ),
    "last row of a sheet": Cap(
        suffix=".xlsx", read=grid, make=lambda n: workbook(last=n), bound=60, lowered=(sheetrows, "LAST_ROW")
    ),
    "characters of a cell of a workbook": Cap(
        suffix=".xlsx", read=grid, make=lambda n: workbook(cell="A" * n), bound=refusals.LONGEST_CELL
    ),
    "characters of a workbook": Cap(
        suffix=".xlsx",
        read=grid,
        make=lambda n: workbook(cell="A" * (n - len("".join(ROW)) + len(ROW[3]))),
        bound=400,
        lowered=(sheetrows, "MOST_CHARACTERS"),
    ),
    "bytes of a part of a workbook": Cap(
        suffix=".xlsx", read=grid, make=lambda n: workbook(part=random_text(n)), bound=4 * 2**20
    ),
    "rows of answers": Cap(suffix=".csv", read=answers, make=answer_file, bound=30, lowered=(answerrows, "MOST_ROWS")),
    "bytes of a file of entries": Cap(
        suffix=".jsonl",
        read=entries,
        make=lambda n: padded(b"{}\n", n, b"\n"),
        bound=900,
        lowered=(lines, "LARGEST_FILE"),
    ),
    "lines of a file of entries": Cap(
        suffix=".jsonl", read=entries, make=lambda n: b"{}\n" * n, bound=500, lowered=(lines, "MOST_LINES")
    ),
    "bytes of an entry": Cap(
        suffix=".jsonl", read=entries, make=lambda n: b'{"a":"' + b"x" * (n - 8) + b'"}', bound=lines.LONGEST_LINE
    ),
    "depth of an entry": Cap(
        suffix=".jsonl",
        read=entries,
        make=lambda n: b'{"a":' + b"[" * (n - 1) + b"]" * (n - 1) + b"}",
        bound=lines.DEEPEST,
    ),
    "bytes of a question": Cap(
        suffix=".jsonl", read=questions, make=lambda n: padded(law({}), n), bound=lawlines.LONGEST_LINE
    ),
    "inputs of a question": Cap(
        suffix=".jsonl",
        read=questions,
        make=lambda n: law({f"i{at}": 1 for at in range(n)}),
        bound=lawlines.MOST_INPUTS,
    ),
    "bytes of the facts of a case": Cap(
        suffix=".json",
        read=lambda path: lawfacts.read_facts(path.read_bytes()),
        make=lambda n: padded(b"{}", n),
        bound=lawlines.LONGEST_LINE,
    ),
    "characters of a form": Cap(
        suffix=".toml",
        read=read_assessment_form,
        make=lambda n: padded(b'on = 2021-05-21\nplace = "home"\nworkers = ["social-1"]\n', n, b"#"),
        bound=sections.LONGEST_TOML,
    ),
    "characters of settings": Cap(
        suffix=".toml", read=Settings.read, make=lambda n: padded(b"", n, b"#"), bound=sections.LONGEST_TOML
    ),
    "bytes of a file of a pack": Cap(
        suffix=".csv", read=pack, make=lambda n: padded(b"", n), bound=9_000, lowered=(folder, "LARGEST_FILE")
    ),
    "characters of a template": Cap(
        suffix=".j2", read=template, make=lambda n: padded(b"", n), bound=letter_checks.LONGEST_TEMPLATE
    ),
    "characters of a lock": Cap(
        suffix=".json",
        read=locking.Lock.read,
        make=lambda n: (
            json.dumps({"plugins": [PLUGIN | {"digest": ""}], "prevexp": ""})
            .replace(
                '"prevexp": ""',
                '"prevexp": "' + "x" * (n - len(json.dumps({"plugins": [PLUGIN], "prevexp": ""}))) + '"',
            )
            .encode()
        ),
        bound=500,
        lowered=(locking, "LARGEST_LOCK"),
    ),
    "bytes of a table of words": Cap(
        suffix=".json", read=aliases.Aliases.from_file, make=lambda n: padded(b"{}", n), bound=aliases.LARGEST_TABLE
    ),
    "bytes of a receipt": Cap(
        suffix=".csv",
        read=lambda path: list(fileconnector._receipt_lines(path, ("a", "b"))),
        make=lambda n: padded(b"a,b\n1,", n, b"2"),
        bound=500,
        lowered=(fileconnector, "LARGEST_RECEIPT"),
    ),
    "bytes of a body": Cap(suffix=".json", read=whole, make=lambda n: padded(IDENTITY, n), bound=codec.LARGEST_BODY),
}


@pytest.mark.parametrize("name", CAPS)
def test_what_reaches_a_cap_is_read_and_what_is_over_it_is_not(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One less and exactly as much are read whole; one more is refused, or its cell is a fault."""
    cap = CAPS[name]
    if cap.lowered:
        monkeypatch.setattr(*cap.lowered, cap.bound)
    path = tmp_path / f"input{cap.suffix}"
    for size in (cap.bound - cap.step, cap.bound):
        path.write_bytes(cap.make(size))
        cap.read(path)
    path.write_bytes(cap.make(cap.bound + cap.step))
    with pytest.raises((PrevexpError, AssertionError)):
        cap.read(path)
