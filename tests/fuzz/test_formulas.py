"""No cell that we write is computed by a spreadsheet, whoever wrote its text; reading gives the text back."""

import ast
import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.caseload.plugins import usual_registry
from prevexp.casework.referral.connector import FileForm
from prevexp.domain.places import CommuneRegister
from prevexp.domain.spreadsheets import neutralised
from prevexp.domain.spreadsheets import restored
from prevexp.evaluation.documents import Column
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Named
from prevexp.evaluation.documents import Sheet
from prevexp.exchange.aliases import REQUIRED
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.connectors import Motion
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.fileconnector import _receipt_lines
from prevexp.exchange.fileconnector import _write_receipt
from prevexp.exchange.partnerfile import SUFFIXES
from prevexp.exchange.partnerfile import write_batch
from prevexp.exchange.reading import read_grid
from prevexp.exchange.rejects import write_rejects
from prevexp.exchange.table import read_table
from prevexp.registry.offers import resolved

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[2]
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
GUARDED = "src/prevexp/exchange/sheetfile.py"
NOT_OURS_TO_GIVE = ("src/prevexp/testing/",)
"""Rooms that write what somebody else would send: what a test reads back has to be able to hurt."""

WRITERS = {"writer", "DictWriter", "Workbook", "write_csv", "write_excel", "sink_csv", "to_csv", "to_excel"}
dangerous = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("", "'", "''")),
        st.sampled_from(SIGNS),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffd\ufffe\uffff")),
        st.sampled_from(("", "", "\r=1+1", "\n=1+1", "\r\n=1+1")),
    ),
)


def cells_of(content: bytes, separator: str) -> list[str]:
    """Return every cell of separated values as a spreadsheet would see it."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(text, delimiter=separator) for cell in row]


def is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(",", ".").replace(".", "", 1).isdigit()


@given(st.text(alphabet=st.sampled_from("='+-@\t\r\nax1 ")))
def test_a_text_comes_back_whatever_it_begins_with(text: str) -> None:
    """What is neutralised begins like no formula; one apostrophe taken off gives the text back, none is lost."""
    assert not neutralised(text).startswith(SIGNS)
    assert restored(neutralised(text)) == text


@settings(max_examples=25)
@given(texts=st.lists(dangerous, min_size=8, max_size=8))
@pytest.mark.parametrize("name", [one.format for one in usual_registry().exporters])
def test_no_exporter_writes_a_formula(name: str, texts: list[str]) -> None:
    """Titles, headings, remarks, slugs, words and cells: every exporter there is, a plugin's as well."""
    title, about, value, heading, note, slug, word, cell = texts
    columns = (Column("-one", heading), Column("two", heading))
    sheet = Sheet(id="-sheet", title=title, columns=columns, rows=((Named(slug, word), cell),), note=note)
    document = Document(id="indicators", title=title, about=((about, value),), sheets=(sheet,))
    exporter = next(one for one in usual_registry().exporters if one.format == name)
    sink = io.BytesIO()
    resolved(exporter, "write")(document, sink)
    if exporter.media_type == "text/csv":
        found = [
            one
            for one in cells_of(sink.getvalue(), ";" if name == "csv-excel" else ",")
            if one.startswith(SIGNS) and not is_number(one)
        ]
    else:  # pages, JSON and Markdown: what is pasted into a cell is a line
        found = [] if exporter.media_type in _NO_CELLS else _computed_lines(sink.getvalue().decode())
    assert found == []


_NO_CELLS = {"text/html", "application/json"}
"""A page and a JSON text: no spreadsheet opens them as a table of texts without having been told how."""


def _computed_lines(text: str) -> list[str]:
    """Return what stands between the bars of a table and would be computed if it were pasted into a cell."""
    cells = [
        cell.strip() for line in text.split("\n") if line.startswith("| ") for cell in line.strip("|").split(" | ")
    ]
    return [cell for cell in cells if cell.startswith(SIGNS) and cell.strip("-")]


@settings(max_examples=15)
@given(text=dangerous)
@pytest.mark.parametrize("form", FileForm)
def test_no_batch_for_a_partner_holds_a_formula(form: FileForm, text: str, tmp_path_factory) -> None:
    """Texts, references, headers; in a workbook they are typed as text and stand there as they are."""
    target = tmp_path_factory.mktemp("batch") / f"batch{SUFFIXES[form]}"
    row = OutboundRow(
        row_id="a", motion=Motion.REFERRAL, reference=text, on=date(2021, 5, 4), purpose=text, values={"nom": text}
    )
    write_batch([row], ["nom", text], form, target)
    if form is FileForm.XLSX:
        sheet = openpyxl.load_workbook(target).active
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "d", "n"}
        assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "n" and cell.value]
        return
    found = cells_of(target.read_bytes(), ";" if form is FileForm.EXCEL_CSV else ",")
    assert [cell for cell in found if cell.startswith(SIGNS)] == []
    assert text in map(restored, found)


@settings(max_examples=15)
@given(name=dangerous.filter(lambda text: not set(text) & {"\t", "\r", "\n"}))
def test_a_rejected_row_says_no_formula_and_comes_back_as_it_was(name: str, tmp_path_factory) -> None:
    """What the sender wrote goes back to the sender harmless; corrected and sent again, it reads as at first."""
    folder = tmp_path_factory.mktemp("rejects")
    header = sorted(REQUIRED)
    rows = [header, ["62041", name, "62-1", "NOIR", "2021-07"], ["nowhere", name, "62-2", "NOIR", "2021-07"]]
    with (folder / "liste.csv").open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows([[neutralised(cell) for cell in row] for row in rows])
    words = Aliases.from_mapping({})
    grid = read_grid(folder / "liste.csv", words)
    table = read_table(grid, words, CommuneRegister(department="62", communes={}), date(2021, 8, 1))
    write_rejects(grid, table, folder / "rejets.csv")
    content = (folder / "rejets.csv").read_bytes()
    assert [cell for cell in cells_of(content, ";") if cell.startswith(SIGNS)] == []
    again = read_grid(folder / "rejets.csv", words)
    street = again.cells[f"c{again.columns['adresse_voie']}"].to_list()
    first = grid.cells[f"c{grid.columns['adresse_voie']}"].to_list()
    assert street[-1] == first[-1]


@settings(max_examples=15)
@given(text=dangerous)
def test_a_receipt_holds_no_formula_and_reads_as_written(text: str, tmp_path_factory) -> None:
    """Ids of rows and names of columns are a partner's words, too."""
    target = tmp_path_factory.mktemp("receipt") / "x.recu.csv"
    _write_receipt(target, (("a", "b"), (text, "x")))
    assert [cell for cell in cells_of(target.read_bytes(), ",") if cell.startswith(SIGNS)] == []
    assert list(_receipt_lines(target, ("a", "b"))) == [[text, "x"]]


def test_a_workbook_that_was_a_neutralised_text_reads_as_before(tmp_path: Path) -> None:
    """A file of ours, opened in a spreadsheet and saved as a workbook, keeps its apostrophes as text: they go."""
    book = openpyxl.Workbook()
    book.active.append(sorted(REQUIRED))
    book.active.append(["62041", "'=1+1", "62-1", "'+X", "2021-07"])
    book.save(tmp_path / "liste.xlsx")
    grid = read_grid(tmp_path / "liste.xlsx", Aliases.from_mapping({}))
    assert grid.cells.row(0)[1:4] == ("=1+1", "62-1", "+X")


def test_tables_for_spreadsheets_are_written_in_one_place() -> None:
    """A new exporter cannot forget: csv.writer, openpyxl and write_csv stand in one file, which neutralises."""
    found = [
        f"{name}:{node.lineno} {called}"
        for folder in ("src", "plugins")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if (name := file.relative_to(ROOT).as_posix()) != GUARDED
        and not name.startswith(NOT_OURS_TO_GIVE)
        and "tests" not in file.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (called := _writer_named(node))
    ]
    assert found == []


def _writer_named(node: ast.AST) -> str:
    """Return the writer of tables that a node names: an attribute, or what is imported."""
    match node:
        case ast.Attribute(value=ast.Name(id="csv"), attr=name) if name in WRITERS:
            return name
        case ast.Attribute(attr=name) if name in WRITERS - {"writer"}:
            return name
        case ast.ImportFrom(module="csv" | "openpyxl" | "xlsxwriter", names=names):
            return next((alias.name for alias in names if alias.name in WRITERS), "")
        case ast.Import(names=names):
            return next((alias.name for alias in names if alias.name == "xlsxwriter"), "")
        case _:
            return ""
