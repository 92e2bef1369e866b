"""The list of all communes that the kit of packs knows can be derived again from the published package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from prevexp.registry.known_communes import known_communes

pytestmark = pytest.mark.checkout

TOOL = Path(__file__).parents[2] / "tools" / "derive_codes.py"
COMMUNES = [
    {"code": code, "type": kind, "departement": department}
    for code, kind, department in (
        ("99001", "commune-actuelle", "99"),
        ("99002", "commune-actuelle", "99"),
        ("99004", "commune-actuelle", "99"),
        ("99003", "commune-deleguee", "99"),
        ("97402", "commune-actuelle", "974"),
        ("2A007", "commune-actuelle", "2A"),
    )
]


def test_runs_of_codes_are_written_once(tmp_path: Path) -> None:
    """Only communes of today, in the order of the départements, those overseas with two digits left."""
    (tmp_path / "data").mkdir()
    (tmp_path / "package.json").write_text('{"version": "7.0.0"}', encoding="utf-8")
    (tmp_path / "data" / "communes.json").write_text(json.dumps(COMMUNES), encoding="utf-8")
    out = tmp_path / "communes.txt"
    command = [sys.executable, str(TOOL), str(tmp_path), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "edition 7.0.0: 5 communes, 3 départements\n"
    told = [line for line in out.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert told == ["2A 007", "974 02", "99 001-002 004"]


def test_the_kit_knows_the_communes_of_2026() -> None:
    """34 969 codes of five signs, Corsica and overseas among them; Pierrefitte-sur-Seine is one no longer."""
    known = known_communes()
    assert len(known) == 34_969
    assert {len(code) for code in known} == {5}
    assert {"62041", "2A004", "97411", "93066"} <= known
    assert "93059" not in known
