"""The communes can be derived again from the published package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

TOOL = Path(__file__).parents[2] / "tools" / "derive_communes.py"

COMMUNES = [
    {"code": "99002", "nom": "Basval", "type": "commune-actuelle", "arrondissement": "991", "departement": "99"}
    | {"codesPostaux": ["99020", "99010"], "population": 2000, "anciensCodes": ["98000", "98009", "99003"]},
    {"code": "99001", "nom": "Hautval", "type": "commune-actuelle", "arrondissement": "991", "departement": "99"}
    | {"codesPostaux": ["99010"], "population": 1999},
    {"code": "99001", "nom": "Hautval", "type": "commune-deleguee", "chefLieu": "99001", "departement": "99"},
    {"code": "99004", "nom": "Petitval", "type": "commune-deleguee", "chefLieu": "99001", "departement": "99"},
    {"code": "98001", "nom": "Ailleurs", "type": "commune-actuelle", "arrondissement": "981", "departement": "98"}
    | {"codesPostaux": ["98000"], "population": 10},
]
ARRONDISSEMENTS = [{"code": "991", "nom": "Val-Perdu", "chefLieu": "99002", "departement": "99"}]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write an unpacked package with an invented département."""
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "package.json").write_text('{"version": "7.0.0"}', encoding="utf-8")
    (folder / "data" / "communes.json").write_text(json.dumps(COMMUNES), encoding="utf-8")
    (folder / "data" / "arrondissements.json").write_text(json.dumps(ARRONDISSEMENTS), encoding="utf-8")
    return folder


def test_the_tool_writes_the_three_files_of_one_departement(package: Path, tmp_path: Path) -> None:
    """Sorted by code; rural below 2 000 inhabitants; not former: a code still in use or a postcode elsewhere."""
    (tmp_path / "pack.toml").write_text('department = "99"\n', encoding="utf-8")
    command = [sys.executable, str(TOOL), str(package), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "edition 7.0.0: 2 communes, 1 arrondissements, 3 former codes\n"
    assert (tmp_path / "communes.csv").read_text(encoding="utf-8").splitlines() == [
        "insee,name,arrondissement,postcodes,population,zone",
        "99001,Hautval,991,99010,1999,rural",
        "99002,Basval,991,99010 99020,2000,urban",
    ]
    assert (tmp_path / "arrondissements.csv").read_text(encoding="utf-8") == "code,name,seat\n991,Val-Perdu,99002\n"
    assert (tmp_path / "former_communes.csv").read_text(encoding="utf-8").splitlines() == [
        "insee,name,current_insee,current_name",
        "98009,,99002,Basval",
        "99003,,99002,Basval",
        "99004,Petitval,99001,Hautval",
    ]
