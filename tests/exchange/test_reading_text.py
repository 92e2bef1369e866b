"""Separated texts: encodings, separators, headers, quotes, and which rows are left out."""

from pathlib import Path

import pytest

from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.grid import CellFault
from prevexp.exchange.grid import Grid
from prevexp.exchange.reading import read_grid

HEADER = "id_dossier,mois_transfert,locataire_nom,adresse_voie,adresse_commune_insee"
ALIASES = Aliases.from_mapping({
    "headers": {
        "id_dossier": ["n dossier"],
        "mois_transfert": ["mois de transfert"],
        "locataire_nom": ["nom du locataire"],
        "adresse_voie": ["adresse"],
        "adresse_commune_insee": ["code insee commune"],
        "locataire_telephone": ["tel"],
        "locataire_prenom": ["prenom"],
    },
    "totals": ["total", "total général"],
})  # fmt: skip


@pytest.fixture
def read(tmp_path: Path):
    def read(content: str | bytes, name: str = "liste.csv") -> Grid:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_grid(path, ALIASES)

    return read


def row(reference: str = "62-1", name: str = "BRÛLEMAIL") -> str:
    return f"{reference},2021-05,{name},3 rue Noire,62041"


def text(*lines: str, end: str = "\n") -> str:
    return end.join((HEADER, *lines)) + end


@pytest.mark.parametrize(
    ("encoding", "mark", "notes"),
    [
        ("utf-8", b"", set()),
        ("utf-8-sig", b"", {"encoding-utf-8-bom"}),
        ("utf-16-le", b"\xff\xfe", {"encoding-utf-16"}),
        ("utf-16-be", b"\xfe\xff", {"encoding-utf-16"}),
        ("utf-16-le", b"", {"encoding-utf-16"}),
        ("utf-16-be", b"", {"encoding-utf-16"}),
        ("cp1252", b"", {"encoding-cp1252"}),
    ],
)
def test_an_encoding_is_recognised_by_its_mark_or_by_the_declared_order(read, encoding, mark, notes):
    """The same list in seven encodings gives the same cells, and a note for all but UTF-8."""
    grid = read(mark + text(row(name="NŒUVÉGLISE")).encode(encoding))
    assert grid.cells["c2"].to_list() == ["NŒUVÉGLISE"]
    assert grid.notes == notes


@pytest.mark.parametrize("accents", ["dossiers de l'été\n" + HEADER, HEADER + ",Prénom", HEADER.replace("id_", "N° ")])
def test_accents_in_the_lines_above_the_rows_count_for_the_encoding_too(read, accents):
    """A cp1252 list whose only accents stand in its title or header is read as cp1252."""
    grid = read(f"{accents}\n{row(name='NOM')}\n".encode("cp1252"))
    assert "encoding-cp1252" in grid.notes
    assert "\ufffd" not in "".join(grid.header)


def test_one_broken_sequence_does_not_make_a_utf_8_list_cp1252(read):
    """A list with more sound than broken sequences is UTF-8: the other names stay right, the broken cell is a fault."""
    broken = row("62-2").encode() + b"\xff"
    grid = read("\n".join((HEADER, row(), row("62-3"))).encode() + b"\n" + broken)
    assert grid.cells["c2"].to_list() == ["BRÛLEMAIL"] * 3
    assert grid.faults == (CellFault(2, 4, "unreadable-cell"),)


def test_a_byte_that_cp1252_leaves_undefined_is_a_fault_of_its_cell(read):
    """Byte 0x81 means nothing in cp1252: its row is rejected, the next one read."""
    grid = read(text(row("62-1", "DÉ"), row("62-2", "@")).encode("cp1252").replace(b"@", b"\x81"))
    assert grid.faults == (CellFault(1, 2, "unreadable-cell"),)
    assert grid.cells["c2"].to_list() == ["DÉ", None]


@pytest.mark.parametrize(
    ("separator", "notes"), [(",", set()), (";", {"separator-semicolon"}), ("\t", {"separator-tab"})]
)
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".CSV"])
def test_the_separator_is_the_one_under_which_the_header_is_known(read, separator, notes, suffix):
    """Semicolon, tab and comma are read under any of the text suffixes."""
    grid = read(text(row()).replace(",", separator), f"liste{suffix}")
    assert grid.cells.row(0) == ("62-1", "2021-05", "BRÛLEMAIL", "3 rue Noire", "62041")
    assert grid.notes == notes


def test_a_header_is_recognised_whatever_its_line_breaks_case_accents_and_blanks(read):
    """Headers are compared in normal form; the sender's own texts are kept; physical lines are counted."""
    header = 'N° dossier;"Mois de\ntransfert";NOM du locataire\t;Adresse ;"Code INSEE\r\ncommune"'
    grid = read(f"{header}\n62-1;05/2021;BRÛLEMAIL;3 rue Noire;62041\n")
    assert grid.header[1] == "Mois de\ntransfert"
    assert grid.columns == {
        "id_dossier": 0, "mois_transfert": 1, "locataire_nom": 2, "adresse_voie": 3, "adresse_commune_insee": 4,
    }  # fmt: skip
    assert grid.lines.to_list() == [4]
    assert grid.notes == {"header-aliases", "separator-semicolon"}


def test_titles_above_totals_below_and_empty_rows_are_left_out_and_noted(read):
    """Only data rows remain, each with the physical line on which it starts."""
    top = "Secrétariat de la CCAPEX ; mai 2021,,,,\n\n"
    grid = read(top + text(row("62-1"), "", ",,,,", row("62-2"), " , - ,,,", "TOTAL,,,,2", ",,Total général,,"))
    assert grid.cells["c0"].to_list() == ["62-1", "62-2"]
    assert grid.lines.to_list() == [4, 7]
    assert grid.notes == {"title-row-skipped", "empty-rows-skipped", "total-row-skipped"}


def test_a_tenant_called_total_is_no_total_row(read):
    """With the names in the first column, the household would be left out as a sum below the list."""
    header = "locataire_nom,id_dossier,mois_transfert,adresse_voie,adresse_commune_insee"
    grid = read(f"{header}\nTOTAL,62-1,2021-05,3 rue Noire,62041\nTotal,,,12,\n")
    assert grid.cells.rows() == [("TOTAL", "62-1", "2021-05", "3 rue Noire", "62041")]
    assert grid.notes == {"total-row-skipped"}


@pytest.mark.parametrize("titles", [49, 50])
def test_the_header_is_looked_for_in_the_first_fifty_rows(read, titles):
    """A header on row 50 is found, one on row 51 is not."""
    content = "titre\n" * titles + text(row())
    if titles == 49:
        assert read(content).lines.to_list() == [51]
    else:
        with pytest.raises(TransferRefused) as refused:
            read(content)
        assert refused.value.reason == "missing-column"


def test_a_column_nobody_knows_is_ignored_and_named_as_sent(read):
    """An unknown header is reported with its own text, an empty one with its number if anything stands below."""
    grid = read(
        f"{HEADER},Remarque\n  interne,,Tél\n".replace("Remarque\n  interne", '"Remarque\n  interne"')
        + row()
        + ",vu,x,06"
    )
    assert grid.notes == {
        "header-aliases", "unknown-column-ignored: Remarque interne", "unknown-column-ignored: colonne 7",
    }  # fmt: skip
    assert grid.columns["locataire_telephone"] == 7


def test_a_quoted_line_break_belongs_to_its_cell_and_counts_as_a_line(read):
    """The next row starts two physical lines further; a line feed stands for any kind of break."""
    grid = read(text(row(name='"BRÛLE\r\nMAIL"'), row("62-2"), end="\r\n"))
    assert grid.cells["c2"].to_list() == ["BRÛLE\nMAIL", "BRÛLEMAIL"]
    assert grid.lines.to_list() == [2, 4]


def test_text_after_a_closing_quote_rejects_its_row_only(read):
    """Reading goes on with the next physical line, even if the stray quote had swallowed it."""
    grid = read(text(row("62-1"), row("62-2", '"A"B'), row("62-3", '"C'), row("62-4", '"D"'), row("62-5")))
    assert grid.faults == (CellFault(1, None, "unclosed-quote"), CellFault(2, None, "unclosed-quote"))
    assert grid.cells["c0"].to_list() == ["62-1", None, None, "62-4", "62-5"]
    assert grid.lines.to_list() == [2, 3, 4, 5, 6]


def test_a_quote_inside_a_cell_that_opened_without_one_is_a_character(read):
    """Only a first character opens a quoted cell."""
    assert read(text(row(name='LE "GRAND" BRÛLEMAIL'))).cells["c2"].to_list() == ['LE "GRAND" BRÛLEMAIL']


def test_a_row_with_fewer_cells_lacks_its_last_ones_and_one_with_more_has_shifted(read):
    """Excel cuts trailing empty cells; a written cell beyond the header means that a separator was not quoted."""
    grid = read(text("62-1,2021-05,BRÛLEMAIL", row("62-2") + ",,", "62-3,2021-05,BRÛLEMAIL,3, rue Noire,62041"))
    assert grid.cells.row(0) == ("62-1", "2021-05", "BRÛLEMAIL", None, None)
    assert grid.cells.row(1) == ("62-2", "2021-05", "BRÛLEMAIL", "3 rue Noire", "62041")
    assert grid.faults == (CellFault(2, None, "unreadable-cell"),)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\ufffd", "\u0085"])
def test_a_cell_with_a_broken_character_is_unreadable_wherever_it_stands(read, sign):
    """The row is faulty even if the cell stands in a column that is ignored, and the text is not kept."""
    grid = read(f"{HEADER},autre\n{row()},a\n{row('62-2')},b{sign}\n")
    assert grid.faults == (CellFault(1, 5, "unreadable-cell"),)
    assert grid.cells["c5"].to_list() == ["a", None]


@pytest.mark.parametrize(
    "formula", ["=SOMME(A1:A3)", "=1+1", " =A1", "@SUM(1+1)", "+cmd|' /C calc'!A0", "-HYPERLINK(1)"]
)
def test_a_formula_is_a_fault_of_its_cell(read, formula):
    """Formulas and the known disguises of one are never read as text."""
    grid = read(text(row(name=formula)))
    assert grid.faults == (CellFault(0, 2, "formula-cell"),)
    assert grid.cells["c2"].to_list() == [None]


@pytest.mark.parametrize(
    "harmless", ["+33 (0)6 39 98 12 34", "-12,50".replace(",", "."), "- sans objet", "-", "=", "a=b(c)", "@"]
)
def test_signs_that_begin_no_formula_are_text(read, harmless):
    """A phone number, a negative amount, a dash before words."""
    grid = read(text(row(name=harmless)))
    assert grid.faults == ()
    assert grid.cells["c2"].to_list() == [harmless]


@pytest.mark.parametrize(
    ("written", "meant"), [("'=1+1", "=1+1"), ("'+336", "+336"), ("'@x", "@x"), ("'t Hart", "'t Hart")]
)
def test_a_text_neutralised_on_its_way_out_gets_its_first_character_back(read, written, meant):
    """The apostrophe before = + - @ is undone and noted; any other apostrophe is the sender's."""
    grid = read(text(row(name=written)))
    assert grid.cells["c2"].to_list() == [meant]
    assert ("formula-marker-removed" in grid.notes) == (written != meant)


@pytest.mark.parametrize("length", [9_999, 10_000, 10_001])
@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_cell_of_ten_thousand_characters_is_read_and_one_more_is_not(read, length, letter):
    """Characters are counted, not bytes."""
    grid = read(text(row(name=letter * length)))
    assert grid.faults == ((CellFault(0, 2, "cell-too-long"),) if length > 10_000 else ())


def test_an_error_value_is_unreadable_where_the_row_needs_it_and_nothing_elsewhere(read):
    """`#N/A` as a surname rejects the row; as a first name it says nothing."""
    grid = read(f"{HEADER},Prénom\n{row(name='#N/A')},Zoé\n{row('62-2')},#REF!\n")
    assert grid.faults == (CellFault(0, 2, "unreadable-cell"),)
    assert grid.cells["c5"].to_list() == ["Zoé", None]
    assert "spreadsheet-errors-read-as-empty" in grid.notes


def test_a_row_of_nothing_but_broken_characters_is_not_taken_for_an_empty_one(read):
    """What cannot be read is reported, never dropped."""
    assert read(text(row(), "\x00\x00,,,,")).faults == (CellFault(1, 0, "unreadable-cell"),)


def test_the_digest_is_that_of_the_bytes(read):
    """The same bytes under another name have the same digest."""
    assert read(text(row()), "a.csv").digest == read(text(row()), "b.txt").digest
    assert read(text(row()), "a.csv").digest != read(text(row("62-2")), "a.csv").digest


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ("", "empty-file", None),
        ("\ufeff\n \n", "empty-file", None),
        (";;;\n;;;\n", "empty-file", None),
        (HEADER + "\n", "no-rows", 1),
        (text(",,,,", "Total,,,,"), "no-rows", 1),
        (HEADER.replace("locataire_nom", "nom inconnu") + "\n" + row(), "missing-column", 1),
        ("a,b\n1,2\n", "missing-column", None),
        (HEADER + ",Adresse\n" + row() + ",x\n", "duplicate-column", 1),
        (text(row(), row("62-2", '"SANS FIN'), row("62-3")), "unclosed-quote", 3),
        ('"id_dossier' + HEADER + "\n" + row(), "unclosed-quote", 1),
        (HEADER.replace("nom", "n\x00m") + "\n" + row(), "unreadable-cell", None),
        (HEADER + "," + ",".join(f"col{i}" for i in range(295)) + "\n" + row(), "too-many-columns", 1),
    ],
)
def test_a_text_that_is_no_list_is_refused_with_its_reason_and_line(read, content, reason, line):
    """The reason is a stable slug, the message French with a remedy, the line the physical one."""
    with pytest.raises(TransferRefused) as refused:
        read(content)
    assert (refused.value.reason, refused.value.line) == (reason, line)
    assert str(refused.value).endswith(str(refused.value.params["remedy"]))


def test_a_refusal_names_the_columns_that_are_missing(read):
    """All of them at once."""
    with pytest.raises(TransferRefused, match=r"adresse_commune_insee, adresse_voie, locataire_nom\."):
        read("id_dossier;mois_transfert\n1;2\n")
