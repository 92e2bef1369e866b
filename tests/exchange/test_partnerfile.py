"""Batches for partners: one content in three forms, neutral to spreadsheets, read again as they were."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from prevexp.casework.referral.connector import FileForm
from prevexp.domain.errors import TransferRefused
from prevexp.domain.spreadsheets import restored
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import Stage
from prevexp.exchange.connectors import Motion
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.damage import FORMULA_TEXT
from prevexp.exchange.partnerfile import write_batch

DAY = date(2021, 5, 11)
VALUES = {
    "nom": Secret("=1+1"),
    "telephone": Secret("+33639981234"),
    "stade": Stage.ASSIGNATION,
    "dette_eur": 156050,
    "date_acte": date(2021, 4, 2),
    "personnes": 3,
    "inconnu": None,
    "reponse_connue": True,
}


def row(**values):
    return OutboundRow(
        row_id="id", motion=Motion.REFERRAL, reference="ABCD-EFGH", on=DAY, purpose="conseil", values=values
    )


def written(form, target, **values):
    write_batch([row(**values)], list(values), form, target)
    return target


def test_for_programs(tmp_path):
    """UTF-8, comma, ISO days, decimal point; a formula is a text."""
    path = written(FileForm.CSV, tmp_path / "a.csv", **VALUES)
    (line,) = csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
    assert line == {
        "objet": "orientation",
        "reference_orientation": "ABCD-EFGH",
        "envoyee_le": "2021-05-11",
        "demande": "conseil",
        "nom": "'=1+1",
        "telephone": "'+33639981234",
        "stade": "assignation",
        "dette_eur": "1560.50",
        "date_acte": "2021-04-02",
        "personnes": "3",
        "inconnu": "",
        "reponse_connue": "oui",
        "reponse": "",
        "motif_refus": "",
        "date_reponse": "",
    }


def test_for_a_french_excel(tmp_path):
    """BOM, `;`, CRLF, decimal comma, JJ/MM/AAAA, digits held as text."""
    content = written(FileForm.EXCEL_CSV, tmp_path / "a.csv", **VALUES, postcode=Secret("01000")).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    text = content.decode("utf-8-sig")
    assert ";1560,50;02/04/2021;3;;oui;'01000;" in text


def test_a_workbook_has_days_numbers_and_no_formula(tmp_path):
    """A name that begins with `=` is a text of the sheet."""
    path = written(FileForm.XLSX, tmp_path / "a.xlsx", **VALUES)
    sheet = load_workbook(path).worksheets[0]
    head, cells = sheet.iter_rows()
    found = {name.value: cell for name, cell in zip(head, cells, strict=True)}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert found["nom"].value == "=1+1"
    assert (found["date_acte"].value.date(), found["dette_eur"].value) == (date(2021, 4, 2), 1560.5)


def test_a_column_that_is_no_single_value_is_refused_and_nothing_is_left(tmp_path):
    """Half a file is never seen."""
    with pytest.raises(TransferRefused):
        written(FileForm.CSV, tmp_path / "a.csv", plan={"x": 1})
    assert list(tmp_path.iterdir()) == []


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=20)


@given(
    text=texts | texts.map("={}".format) | texts.map("-{}".format),
    form=st.sampled_from([FileForm.CSV, FileForm.EXCEL_CSV]),
)
def test_any_text_comes_back_and_is_no_formula(text, form):
    """Once the mark a spreadsheet hides is taken off, the text is the one that was sent."""
    with TemporaryDirectory() as folder:
        content = written(form, Path(folder) / "a.csv", nom=Secret(text)).read_text(encoding="utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(content, newline=""), delimiter=";" if form is FileForm.EXCEL_CSV else ",")
    cell = line["nom"]
    assert cell in (text, "'" + text)
    assert not FORMULA_TEXT.search(cell)
    assert restored(cell) == text or cell == "'" + text  # a number held as text has the apostrophe, too
