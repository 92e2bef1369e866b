"""Files made to harm, or broken on the way: refused or read, never at the price of the machine, never with a word of theirs."""

import io
import json
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
from prevexp.exchange.reading import read_grid
from prevexp.exchange.refusals import CAUSES

HEADER = sorted(REQUIRED)
ROW = ["62041", "3 rue Noire", "62-1", "BRÛLEMAIL", "2021-07"]
CSV = ",".join(HEADER) + "\n" + ",".join(ROW) + "\n"
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c t="inlineStr"><is><t>{}</t></is></c>'


def workbook_bytes(last: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    if last:
        book.active[last] = "x"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def repacked(**parts: str | bytes | None) -> bytes:
    """A sound workbook with some parts replaced, added or (None) removed; `sheet` stands for the first worksheet."""
    named = {{"sheet": SHEET, "strings": "xl/sharedStrings.xml"}.get(k, k): v for k, v in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes())) as sound,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sound.namelist():
            if name not in named:
                new.writestr(name, sound.read(name))
        for name, content in named.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def sheet(rows: str, before: str = "") -> str:
    header = "<row>" + "".join(CELL.format(text) for text in HEADER) + "</row>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{main}"><sheetData>{header}{rows}</sheetData></worksheet>'


def zip_of_ones(size: int) -> str:
    return sheet("<row>" + CELL.format("1" * size) + "</row>")


BOMB_ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "zip bomb of 138 MB": (".xlsx", lambda: repacked(sheet=zip_of_ones(138_000_000)), "archive-too-large"),
    "many parts of 4 MB": (".xlsx", lambda: repacked(**{f"xl/p{i}.xml": bytes(4_000_000) for i in range(20)}), "archive-too-large"),
    "a million parts listed": (".xlsx", lambda: b"PK\x03\x04" + b"PK\x05\x06" + bytes(8) + b"\xff\xff\xff\x7f" + bytes(6), "archive-too-large"),
    "one row of a million cells": (".xlsx", lambda: repacked(sheet=sheet("<row>" + "<c/>" * 1_000_000 + "</row>")), "archive-too-large"),
    "a million shared texts": (".xlsx", lambda: repacked(strings="<sst>" + "<si><t>a</t></si>" * 1_000_000 + "</sst>"), "archive-too-large"),
    "a hundred sheets": (".xlsx", lambda: repacked(**{"xl/workbook.xml": '<x><sheet name="a"/>' + '<sheet name="b"/>' * 100 + "</x>"}), "archive-too-large"),
    "billion laughs": (".xlsx", lambda: repacked(sheet=sheet("<row><c><v>&b;</v></c></row>", BOMB_ENTITY)), "not-a-workbook"),
    "comment between cells": (".xlsx", lambda: repacked(sheet=sheet("<row><!--<row >--></row>")), "not-a-workbook"),
    "external entity": (".xlsx", lambda: repacked(**{"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}), "not-a-workbook"),
    "row two billion": (".xlsx", lambda: repacked(sheet=sheet('<row r="2000000000"><c><v>1</v></c></row>')), "not-a-workbook"),
    "number of 5,000 digits": (".xlsx", lambda: repacked(sheet=sheet(f"<row><c><v>{'9' * 5_000}</v></c></row>")), "not-a-workbook"),
    "sheet cut short": (".xlsx", lambda: repacked(sheet=sheet("")[:-40]), "not-a-workbook"),
    "no workbook part": (".xlsx", lambda: repacked(**{"xl/workbook.xml": None}), "not-a-workbook"),
    "archive cut short": (".xlsx", lambda: workbook_bytes()[:-200], "not-a-workbook"),
    "archive with a flipped byte": (".xlsx", lambda: flipped(workbook_bytes()), "not-a-workbook"),
    "text named as workbook": (".xlsx", CSV.encode, "not-a-workbook"),
    "old or locked workbook": (".xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "not-a-workbook"),
    "empty workbook file": (".xlsx", bytes, "empty-file"),
    "old workbook by name": (".xls", workbook_bytes, "not-a-workbook"),
    "unknown suffix": (".pdf", CSV.encode, "not-a-workbook"),
    "no suffix": ("", CSV.encode, "not-a-workbook"),
    "workbook named as text": (".csv", workbook_bytes, "unreadable-cell"),
    "document named as text": (".csv", lambda: b"%PDF-1.7\n", "unreadable-cell"),
    "UTF-32": (".csv", lambda: CSV.encode("utf-32"), "unreadable-cell"),
    "noise": (".csv", lambda: bytes(range(256)) * 40, "unreadable-cell"),
    "endless line": (".csv", lambda: CSV.encode() + b"x" * 20_000_000, "unreadable-cell"),
    "formulas everywhere": (".csv", lambda: CSV.encode() + b"=1,=1,=1,=1,=1\n" * 200_000, "unreadable-cell"),
    "stray quotes everywhere": (".csv", lambda: CSV.encode() + b'"a"b,"\n' * 200_000, "unreadable-cell"),
    "quote open over a million lines": (".csv", lambda: CSV.encode() + b'a,"b\n' + b'c,d""e\n' * 1_000_000, "unclosed-quote"),
    "300 columns": (".csv", lambda: CSV.replace("\n", "," + ",".join(f"c{i}" for i in range(295)) + "\n").encode(), "too-many-columns"),
    "300 unknown columns": (".csv", lambda: (",".join(f"c{i}" for i in range(300)) + "\n1\n").encode(), "missing-column"),
    # These are read: what harms is a fault of its row.
    "cell of 10 MB": (".csv", lambda: CSV.encode() + b"62041,3 rue Noire,62-2," + b"x" * 10_485_760 + b",2021-07\n", None),
    "quoted cell of 10 MB": (".csv", lambda: CSV.encode() + b'62041,"' + b"x," * 5_242_880 + b'",62-2,A,2021-07\n', None),
    "workbook cell of 10 MB": (".xlsx", lambda: repacked(sheet=sheet("<row>" + CELL.format("é1" * 5_242_880) + "</row>")), "archive-too-large"),
    "last cell of the last row": (".xlsx", lambda: workbook_bytes("A1048576"), None),
    "last cell of the sheet": (".xlsx", lambda: workbook_bytes("XFD1048576"), None),
    "NUL bytes at the end": (".csv", lambda: CSV.encode() + bytes(4_096), None),
}  # fmt: skip


def flipped(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


READ_ALL = """
import json, sys
from pathlib import Path
import openpyxl, polars
from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.reading import read_grid

def megabytes(field):
    line = next(line for line in open("/proc/self/status") if line.startswith(field))
    return int(line.split()[1]) / 1024

for path in sorted(Path(sys.argv[1]).iterdir()):
    open("/proc/self/clear_refs", "w").write("5")
    before = megabytes("VmRSS")
    found = {"reason": None, "message": "", "faults": [], "lines": []}
    try:
        grid = read_grid(path, Aliases.from_mapping({}))
        found["faults"] = [[fault.row, fault.reason] for fault in grid.faults]
        found["lines"] = grid.lines.to_list()
        del grid
    except TransferRefused as refused:
        found["reason"], found["message"] = refused.reason, str(refused)
    found["megabytes"] = megabytes("VmHWM") - before
    print(json.dumps([path.stem, found]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Read all files in one fresh process that notes, for each, the peak of its memory over what it held before."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("peaks of memory are read from /proc")
    folder = tmp_path_factory.mktemp("hostile")
    for name, (suffix, make, _) in HOSTILE.items():
        (folder / f"{name}{suffix}").write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READ_ALL, str(folder)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_or_read_in_bounded_memory(outcomes, name):
    """A stable reason, a French message that holds nothing of the file, at most 200 MB over what the process held."""
    found = outcomes[name]
    assert found["reason"] == HOSTILE[name][2]
    assert "BRÛLEMAIL" not in found["message"]
    assert found["megabytes"] < 200
