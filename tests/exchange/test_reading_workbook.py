"""Workbooks: which sheet is the list, and what each kind of cell says."""

import sys
import zipfile
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import REQUIRED
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.cellvalues import cell_text
from prevexp.exchange.grid import CellFault
from prevexp.exchange.reading import read_grid

ALIASES = Aliases.from_mapping({"headers": {"date_acte": ["acte du"]}, "totals": ["total"]})
HEADER = [*sorted(REQUIRED), "Acte du"]
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}
PLACE, STREET, REFERENCE, NAME, MONTH, ACT = range(6)


def row(act: object = None, reference: object = "62-1") -> list[object]:
    return ["62041", "3 rue Noire", reference, "BRÛLEMAIL", "2021-07", act]


@pytest.fixture
def book() -> Workbook:
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    return made


@pytest.fixture
def read(tmp_path: Path):
    def read(made: Workbook, name: str = "liste.xlsx"):
        made.save(tmp_path / name)
        return read_grid(tmp_path / name, ALIASES)

    return read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (62041, "62041"),
        (62041.0, "62041"),
        (706.0000000001, "706"),
        (603.5, "603.5"),
        (2.675, "2.68"),
        (-0.001, "0"),
        (0, "0"),
        (123456789012345, "123456789012345"),
        (1234567890123456, "1.23456789012346E+15"),
        (1.23e18, "1.23000000000000E+18"),
        (True, "VRAI"),
        (False, "FAUX"),
        (date(2021, 7, 1), "2021-07-01"),
        (datetime(2021, 7, 1), "2021-07-01"),
        (datetime(2021, 6, 30, 23, 59, 59, 999_900), "2021-07-01"),
        (datetime(2021, 7, 1, 14, 30), "2021-07-01 14:30:00"),
        (time(14, 30), "14:30:00"),
        ("rue_x000D_\nNoire", "rue\nNoire"),
        ("=1+1", "=1+1"),
        ("", None),
        (None, None),
    ],
)
def test_a_cell_becomes_text_by_declared_rules(value, text):
    """Two decimals at most, halves up; ISO dates; a text that looks like a formula is a text."""
    assert cell_text(value, "s" if isinstance(value, str) else "n") == (text, None)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_in_cents_survives_the_spreadsheet(cents):
    """An amount with two decimals, held as a binary fraction, is read back to the cent."""
    text, _ = cell_text(cents / 100, "n")
    assert text is not None
    assert round(float(text) * 100) == cents


@pytest.mark.parametrize(
    ("value", "kind", "fault"),
    [
        ("=1+1", "f", "formula-cell"),
        (float("inf"), "n", "unreadable-cell"),
        (float("nan"), "n", "unreadable-cell"),
        ("a_x0000_b", "s", "unreadable-cell"),
        ("a_xD83D_b", "s", "unreadable-cell"),
        ("x" * 10_001, "s", "cell-too-long"),
    ],
)
def test_a_cell_that_cannot_be_read_has_no_text(value, kind, fault):
    """Formulas, infinities, escaped control characters, halves of a pair, endless texts."""
    assert cell_text(value, kind) == (None, fault)


def test_dates_and_serial_numbers_are_read_as_the_spreadsheet_means_them(book, read):
    """A cell formatted as a date is ISO text, a bare serial stays a number for the reader of dates to judge."""
    book.active.append(row(datetime(2021, 5, 15)))
    book.active.append(row(44338))
    grid = read(book)
    assert grid.cells[f"c{ACT}"].to_list() == ["2021-05-15", "44338"]
    assert grid.serial_epoch == 1900
    assert grid.lines.to_list() == [2, 3]


def test_a_workbook_of_the_1904_calendar_says_so(book, read):
    """Dates come out the same; bare serials are counted from the epoch the grid names."""
    book.epoch = CALENDAR_MAC_1904
    book.active.append(row(datetime(2021, 5, 15)))
    grid = read(book)
    assert (grid.cells[f"c{ACT}"].item(), grid.serial_epoch) == ("2021-05-15", 1904)


def test_titles_gaps_and_totals_are_left_out_and_noted(read):
    """Merged title, blank line, header, rows with a gap, total with a formula."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet["A1"] = "Dossiers transmis"
    sheet.merge_cells("A1:F1")
    for line, cells in {3: HEADER, 4: row(), 6: row(), 7: ["TOTAL", None, None, None, None, "=SUM(F4:F6)"]}.items():
        for column, value in enumerate(cells, 1):
            sheet.cell(line, column, value)
    grid = read(made)
    assert grid.lines.to_list() == [4, 6]
    assert grid.faults == ()
    assert grid.notes == {"title-row-skipped", "empty-rows-skipped", "total-row-skipped", "header-aliases"}


def test_a_formula_is_a_fault_of_its_cell_whatever_its_column(book, read):
    """Also in a column that is ignored; the rest of the row keeps its text."""
    book.active["G1"] = "Observations"
    book.active.append([*row("=TODAY()"), "=1+1"])
    book.active.append(row())
    grid = read(book)
    assert grid.faults == (CellFault(0, ACT, "formula-cell"), CellFault(0, 6, "formula-cell"))
    assert grid.cells.row(0) == ("62041", "3 rue Noire", "62-1", "BRÛLEMAIL", "2021-07", None, None)


def test_an_error_value_in_a_date_of_act_rejects_the_row(book, read):
    """`#N/A` pasted as a value."""
    book.active.append(row("#N/A"))
    assert read(book).faults == (CellFault(0, ACT, "unreadable-cell"),)


def test_what_stands_right_of_the_header_belongs_to_no_column(book, read):
    """It is left out and noted; nothing can have shifted in a sheet."""
    book.active.append(row())
    book.active["J2"] = "à voir"
    grid = read(book)
    assert "cells-right-of-table-ignored" in grid.notes
    assert grid.cells.width == 6


def test_the_list_is_the_visible_sheet_with_the_header_wherever_it_stands(book, read):
    """A glossary before it, a model without rows and a hidden old list are passed over."""
    book.active.append(row(reference="62-9"))
    book.create_sheet("Nomenclature", 0).append(["Stade", "Sigle"])
    book.create_sheet("Modèle").append(HEADER)
    hidden = book.create_sheet("Juin")
    hidden.append(HEADER)
    hidden.append(row(reference="62-8"))
    hidden.sheet_state = "hidden"
    grid = read(book)
    assert grid.cells[f"c{REFERENCE}"].to_list() == ["62-9"]
    assert "sheet-chosen-by-header" in grid.notes


def test_two_lists_in_one_workbook_are_refused_rather_than_one_of_them_lost(book, read):
    """One sheet per arrondissement, say: reading the first would drop the households of the others."""
    book.active.append(row())
    other = book.create_sheet("Lens")
    other.append(HEADER)
    other.append(row())
    with pytest.raises(TransferRefused) as refused:
        read(book)
    assert refused.value.reason == "several-tables"


def test_a_list_on_a_hidden_sheet_alone_is_refused_in_words_that_say_so(book, read):
    """What the sender hid is not read behind their back; the refusal tells them to show the sheet."""
    book.active.append(row())
    book.active.sheet_state = "hidden"
    book.active = book.create_sheet("Feuil2")
    with pytest.raises(TransferRefused, match="masquées") as refused:
        read(book)
    assert refused.value.reason == "empty-file"


def test_a_workbook_of_the_strict_format_is_not_called_empty(book, tmp_path):
    """Its parts are under other namespaces, in which no sheet is found: the sender is told how to save it."""
    book.active.append(row())
    book.save(tmp_path / "lache.xlsx")
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(tmp_path / "lache.xlsx") as parts, zipfile.ZipFile(strict, "w") as made:
        for name in parts.namelist():
            part = parts.read(name)
            for loose, tight in STRICT.items():
                part = part.replace(loose, tight)
            made.writestr(name, part)
    with pytest.raises(TransferRefused, match="Classeur Excel") as refused:
        read_grid(strict, ALIASES)
    assert refused.value.reason == "not-a-workbook"


@pytest.mark.parametrize(
    ("header", "rows", "reason"),
    [
        (None, 0, "empty-file"),
        (HEADER, 0, "no-rows"),
        (HEADER[1:], 1, "missing-column"),
        ([*HEADER, HEADER[0]], 1, "duplicate-column"),
        ([*HEADER, *(f"col{i}" for i in range(294))], 1, "too-many-columns"),
        (["Stade", "Sigle"], 1, "missing-column"),
    ],
)
def test_a_workbook_without_a_list_is_refused_with_its_reason(read, header, rows, reason):
    """The same reasons as for a text."""
    made = openpyxl.Workbook()
    for cells in [header] * bool(header) + [row()] * rows:
        made.active.append(cells)
    with pytest.raises(TransferRefused) as refused:
        read(made)
    assert refused.value.reason == reason


def test_a_macro_workbook_is_read_and_its_macros_are_not(book, read):
    """`.xlsm` is the same table."""
    book.active.append(row())
    assert read(book, "liste.XLSM").cells.height == 1


@pytest.mark.parametrize("absent", ["openpyxl", "defusedxml"])
def test_without_the_extra_a_workbook_is_refused_with_the_command_to_type(book, tmp_path, monkeypatch, absent):
    """A text needs no extra; a workbook names it."""
    book.active.append(row())
    book.save(tmp_path / "liste.xlsx")  # with what is then absent
    if absent == "openpyxl":
        monkeypatch.setitem(sys.modules, "openpyxl", None)
    else:
        monkeypatch.setattr("openpyxl.xml.functions.DEFUSEDXML", False)
    with pytest.raises(TransferRefused, match=r'pip install "prevexp\[xlsx\]"') as refused:
        read_grid(tmp_path / "liste.xlsx", ALIASES)
    assert refused.value.reason == "xlsx-support-missing"
