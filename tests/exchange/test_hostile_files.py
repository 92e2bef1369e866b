"""Files made to harm or broken on the way: refused or read, never at the price of the machine."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import REQUIRED
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.grid import CellFault
from prevexp.exchange.grid import Grid
from prevexp.exchange.reading import read_grid
from prevexp.exchange.refusals import CAUSES

HEADER = sorted(REQUIRED)
ROW = ["62041", "3 rue Noire", "62-1", "BRÛLEMAIL", "2021-07"]
CSV = (",".join(HEADER) + "\n" + ",".join(ROW) + "\n").encode()
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
CELL = '<c t="inlineStr"><is><t>{}</t></is></c>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
DIRECTORY_OF_GIGABYTES = b"PK\x03\x04PK\x05\x06" + bytes(8) + b"\xff\xff\xff\x7f" + bytes(6)


def workbook(last: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    if last:
        book.active[last] = "x"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def repacked(parts: dict[str, str | bytes]) -> bytes:
    """Return a sound workbook with some parts replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as sound, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(sound.namelist()), **parts}:
            new.writestr(name, parts[name] if name in parts else sound.read(name))
    return made.getvalue()


def with_rows(rows: str, before: str = "") -> bytes:
    """Return a workbook whose sheet holds the header and then these rows."""
    header = "<row>" + "".join(CELL.format(text) for text in HEADER) + "</row>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return repacked({SHEET: f'{before}<worksheet xmlns="{main}"><sheetData>{header}{rows}</sheetData></worksheet>'})


def flipped(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def bomb() -> bytes:
    return with_rows("<row>" + CELL.format("1" * 138_000_000) + "</row>")


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "138 MB folded to 140 kB": (bomb, "archive-too-large"),
    "20 parts of 4 MB": (lambda: repacked({f"xl/p{i}.xml": bytes(4_000_000) for i in range(20)}), "archive-too-large"),
    "a directory of gigabytes": (lambda: DIRECTORY_OF_GIGABYTES, "archive-too-large"),
    "a row of a million cells": (lambda: with_rows("<row>" + "<c/>" * 10**6 + "</row>"), "archive-too-large"),
    "a million rows": (lambda: with_rows("".join(f'<row r="{i}"/>' for i in range(10**6))), "archive-too-large"),
    "a million texts": (lambda: repacked({STRINGS: "<s>" + "<si/>" * 10**6 + "</s>"}), "archive-too-large"),
    "a hundred sheets": (lambda: repacked({BOOK: "<x>" + '<sheet name="b"/>' * 100 + "</x>"}), "archive-too-large"),
    "a text of 10 MB": (lambda: with_rows("<row>" + CELL.format("x" * 10_485_760) + "</row>"), "archive-too-large"),
    "entities in entities": (lambda: with_rows("<row><c><v>&b;</v></c></row>", ENTITY), "not-a-workbook"),
    "a foreign entity": (lambda: repacked({"xl/styles.xml": FOREIGN}), "not-a-workbook"),
    "a comment that hides a row": (lambda: with_rows("<row><!--<row >--></row>"), "not-a-workbook"),
    "row two billion": (lambda: with_rows('<row r="2000000000"><c><v>1</v></c></row>'), "not-a-workbook"),
    "5,000 digits": (lambda: with_rows(f"<row><c><v>{'9' * 5_000}</v></c></row>"), "not-a-workbook"),
    "a sheet cut short": (lambda: with_rows("<row>"), "not-a-workbook"),
    "no list of sheets": (lambda: repacked({BOOK: ""}), "not-a-workbook"),
    "an archive cut short": (lambda: workbook()[:-200], "not-a-workbook"),
    "a flipped byte": (lambda: flipped(workbook()), "not-a-workbook"),
    "a text": (lambda: CSV, "not-a-workbook"),
    "an old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "not-a-workbook"),
    "nothing": (bytes, "empty-file"),
}
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a workbook": (workbook, "unreadable-cell"),
    "a document": (lambda: b"%PDF-1.7\n", "unreadable-cell"),
    "UTF-32": (lambda: CSV.decode().encode("utf-32"), "unreadable-cell"),
    "noise": (lambda: bytes(range(256)) * 40, "unreadable-cell"),
    "a line of 20 MB": (lambda: CSV + b"x" * 20_000_000, "unreadable-cell"),
    "formulas everywhere": (lambda: CSV + b"=1,=1,=1,=1,=1\n" * 100_000, "unreadable-cell"),
    "stray quotes everywhere": (lambda: CSV + b'"a"b,"\n' * 110_000, "unreadable-cell"),
    "a quote open to the end": (lambda: CSV + b'a,"b\n' + b'c,d""e\n' * 100_000, "unclosed-quote"),
    "12 million empty rows": (lambda: CSV + b",,,,\n" * 12_000_000, "file-too-large"),
    "300 columns": (lambda: CSV.replace(b"\n", b"," + b"x," * 294 + b"x\n", 1), "too-many-columns"),
    "300 unknown columns": (lambda: b"x," * 299 + b"x\n1\n", "missing-column"),
    "nothing": (bytes, "empty-file"),
}
READ: dict[str, tuple[str, Callable[[], bytes], list[int], list[CellFault]]] = {
    "a cell of 10 MB": (
        ".csv",
        lambda: CSV + b"62041,3 rue Noire,62-2," + b"x" * 10_485_760 + b",2021-07\n" + CSV.splitlines()[1],
        [2, 3, 4],
        [CellFault(1, 3, "cell-too-long")],
    ),
    "a quoted cell of 2 MB": (
        ".csv",
        lambda: CSV + b'62041,"' + b"x," * 1_048_576 + b'",62-2,A,2021-07\n' + CSV.splitlines()[1],
        [2, 3, 4],
        [CellFault(1, None, "cell-too-long")],
    ),
    "NUL bytes where the disk failed": (
        ".csv",
        lambda: CSV + bytes(4_096),
        [2, 3],
        [CellFault(1, 0, "unreadable-cell")],
    ),
    "a cell in the last row": (".xlsx", lambda: workbook("A1048576"), [2, 1_048_576], []),
    "a cell in the last column": (".xlsx", lambda: workbook("XFD1048576"), [2], []),
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes, str], Grid]:
    def read(content: bytes, suffix: str) -> Grid:
        path = tmp_path / f"liste{suffix}"
        path.write_bytes(content)
        return read_grid(path, Aliases.from_mapping({}))

    return read


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_harms_or_is_none_is_refused(read, name):
    """Bombs before they unfold, broken archives, other files under this name: a reason, nothing of their content."""
    make, reason = WORKBOOKS[name]
    with pytest.raises(TransferRefused) as refused:
        read(make(), ".xlsx")
    assert refused.value.reason == reason
    assert refused.value.__cause__ is None
    assert "BRÛLEMAIL" not in str(refused.value)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_harms_or_is_none_is_refused(read, name):
    """Unknown encodings, endless lines, other files under this name: a reason, nothing of their content."""
    make, reason = TEXTS[name]
    with pytest.raises(TransferRefused) as refused:
        read(make(), ".csv")
    assert refused.value.reason == reason
    assert "BRÛLEMAIL" not in str(refused.value)


@pytest.mark.parametrize("name", READ)
def test_one_monstrous_cell_costs_its_own_row_only(read, name):
    """The rows around it are read, and its text is not kept."""
    suffix, make, lines, faults = READ[name]
    grid = read(make(), suffix)
    assert grid.lines.to_list() == lines
    assert list(grid.faults) == faults
    assert all(grid.cells[fault.row, fault.column or 0] is None for fault in faults)


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".pdf", ".json", ""])
def test_a_suffix_that_is_not_read_is_refused_whatever_the_content(read, suffix):
    """The name says what a file is; the content is not asked."""
    with pytest.raises(TransferRefused) as refused:
        read(CSV, suffix)
    assert refused.value.reason == "not-a-workbook"


@pytest.mark.parametrize("name", ["absent.csv", "absent.xlsx", "."])
def test_a_file_that_is_not_there_is_refused_without_its_folder(tmp_path, name):
    """A missing file or a folder; the path of the machine stays out of the message."""
    with pytest.raises(TransferRefused) as refused:
        read_grid(tmp_path / name, Aliases.from_mapping({}))
    assert refused.value.reason == "file-unreadable"
    assert str(tmp_path) not in str(refused.value)


def test_a_named_pipe_is_refused_rather_than_waited_for(tmp_path):
    """Only ordinary files are opened."""
    import os

    os.mkfifo(tmp_path / "liste.csv")
    with pytest.raises(TransferRefused) as refused:
        read_grid(tmp_path / "liste.csv", Aliases.from_mapping({}))
    assert refused.value.reason == "file-unreadable"


PEAK = """
import sys
from pathlib import Path
import openpyxl, polars
from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.reading import read_grid

def kilobytes(field):
    return int(next(line for line in open("/proc/self/status") if line.startswith(field)).split()[1])

before = kilobytes("VmHWM")
try:
    read_grid(Path(sys.argv[1]), Aliases.from_mapping({}))
except TransferRefused:
    pass
print(kilobytes("VmHWM") - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peaks of memory are read from /proc")
@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        pytest.param(".xlsx", bomb, id="bomb"),
        pytest.param(".xlsx", READ["a cell in the last row"][1], id="last-row"),
        pytest.param(".csv", READ["a cell of 10 MB"][1], id="cell-of-10-MB"),
        pytest.param(".csv", TEXTS["a line of 20 MB"][0], id="line-of-20-MB"),
        pytest.param(".csv", TEXTS["formulas everywhere"][0], id="formulas"),
    ],
)
def test_a_hostile_file_costs_less_than_200_megabytes(tmp_path, suffix, make):
    """The peak of a fresh process over what it held before."""
    path = tmp_path / f"liste{suffix}"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200 * 1024


@pytest.mark.parametrize("cause", CAUSES)
def test_a_refusal_says_in_french_what_is_wrong_and_what_to_do(cause):
    """Both are sentences, and the reason is a slug."""
    refusal = CAUSES[cause]
    assert re.fullmatch(r"[a-z-]+", refusal.reason)
    assert refusal.message[0].isupper()
    assert not refusal.message.endswith(".")
    assert re.fullmatch(r"[A-ZÀ-Ý].+\.", refusal.remedy)
