"""The samples and the shipped examples: the rows read, where they start, what was tolerated."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from prevexp.exchange.aliases import Aliases
from prevexp.exchange.grid import Grid
from prevexp.exchange.reading import read_grid

ROOT = Path(__file__).parents[2]
SAMPLES, EXAMPLES = ROOT / "tests/samples", ROOT / "examples/transfers"
ALIASES = Aliases.from_file(SAMPLES / "aliases.json")
FILES = ("transfer_62_2021-05.csv", "transfer_62_2021-06_excel.csv", "transfer_62_2021-07.xlsx")
ABOUT_VALUES = {
    "code-leading-zero-restored",
    "day-first-dates",
    "decimal-comma",
    "excel-serial-dates",
    "month-names",
    "phone-leading-zero-restored",
    "thousands-separator",
    "two-digit-years",
    "value-aliases",
}


@pytest.mark.parametrize("file", FILES)
def test_a_sample_is_read_row_by_row_with_the_notes_expected(file):
    """Each row starts on the line expected; what is said of the file is expected too, values being another reader's."""
    expected = json.loads((SAMPLES / f"{Path(file).stem}.expected.json").read_text(encoding="utf-8"))
    grid = read_grid(SAMPLES / file, ALIASES)
    assert grid.lines.to_list() == [row["line"] for row in expected["rows"]]
    assert grid.notes == set(expected["file_notes"]) - ABOUT_VALUES
    assert grid.faults == ()


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    script = ROOT / "examples/make_examples.py"
    subprocess.run([sys.executable, str(script), "--out", str(folder)], check=True)
    return folder


def said(grid: Grid) -> tuple[object, ...]:
    return grid.header, grid.cells.rows(), grid.lines.to_list(), grid.notes, grid.faults


@pytest.mark.checkout
@pytest.mark.parametrize("file", FILES)
def test_a_shipped_example_is_what_its_script_writes(made_again, file):
    """Texts are compared byte for byte, the workbook cell by cell."""
    if file.endswith(".csv"):
        assert (EXAMPLES / file).read_bytes() == (made_again / file).read_bytes()
    assert said(read_grid(EXAMPLES / file, ALIASES)) == said(read_grid(made_again / file, ALIASES))


@pytest.mark.parametrize("file", FILES)
def test_an_example_names_nobody_who_could_be_called(file):
    """Phones of the ranges kept for fiction, addresses of example.org."""
    grid = read_grid(EXAMPLES / file, ALIASES)
    phones = grid.cells[f"c{grid.columns['locataire_telephone']}"].drop_nulls()
    digits = [re.sub(r"\D", "", phone.split("/")[0]).lstrip("0").removeprefix("33").lstrip("0") for phone in phones]
    assert {number[:5] for number in digits if len(number) == 9} <= {"63998", "35301"}
    mails = grid.cells[f"c{grid.columns['locataire_courriel']}"].drop_nulls()
    assert {mail.strip().rpartition("@")[2] for mail in mails if "@" in mail} == {"example.org"}
