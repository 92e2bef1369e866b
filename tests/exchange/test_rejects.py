"""What goes back to the secretariat: its rows with their faults, safe to open, ready to be sent again."""

import csv
import io
import stat
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs
import polars as pl
import pytest

from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.atomic import replacing
from prevexp.exchange.grid import CellFault
from prevexp.exchange.grid import Grid
from prevexp.exchange.reading import read_grid
from prevexp.exchange.rejects import ADDED
from prevexp.exchange.rejects import write_reject_report
from prevexp.exchange.rejects import write_rejects
from prevexp.exchange.table import TransferTable
from prevexp.exchange.table import read_table

ALIASES = Aliases.from_file(Path(__file__).parents[1] / "samples" / "aliases.json")
ARRAS = Commune(
    insee="62041", name="Arras", arrondissement="621", postcodes=frozenset({"62000"}), population=41_000, rural=False
)
REGISTER = CommuneRegister(department="62", communes={"62041": ARRAS})
RECEIVED = date(2021, 6, 3)

SENT = {
    "id_dossier": "N° dossier",
    "mois_transfert": "Mois de\ntransfert",
    "date_acte": "Date acte",
    "locataire_nom": "NOM du locataire\t",
    "adresse_voie": "Adresse (n° et voie)",
    "adresse_commune_insee": "Code INSEE",
    "locataire_telephone": "Tél.",
    "dette_locative_eur": "Dette locative (€)",
}
HEADER = (*SENT.values(), "Observations")
GOOD = ("62-2021-00001", "juin-21", "2021-05-12", "EXEMPLE", "1 rue du Modèle", "62041", "0639981378", "1560.50", None)
BAD = ("62-2021-00002", "juin-21", "2021-05-12", "DAMPICQUE", "2 rue A", "Arras", "+33639981378", "1560.50", None)
WORSE = ("0123", "juin-21", "31/02/2021", None, "@2 rue B", "62000", "639981378", "-350.00", "à revoir")


def read(rows: Sequence[Sequence[str | None]], faults: Sequence[CellFault] = ()) -> tuple[Grid, TransferTable]:
    cells = {f"c{place}": [row[place] for row in rows] for place in range(len(HEADER))}
    grid = Grid(
        file="liste.csv",
        digest=b"",
        header=HEADER,
        columns={column: place for place, column in enumerate(SENT)},
        cells=pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)),
        lines=pl.Series(range(4, 4 + len(rows))),
        notes=frozenset(),
        faults=tuple(faults),
    )
    return grid, read_table(grid, ALIASES, REGISTER, RECEIVED)


def opened(target: Path) -> list[Mapping[str, str]]:
    text = target.read_bytes().decode("utf-8-sig")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_rejected_row_goes_back_with_its_faults(tmp_path: Path) -> None:
    """The sender's own columns first, then where, which code, what was expected and what to do."""
    target = tmp_path / "refus.csv"
    assert write_rejects(*read([GOOD, BAD, WORSE]), target) == 2
    bad, worse = opened(target)
    assert list(bad) == [*HEADER, *ADDED]
    assert bad["NOM du locataire\t"] == "DAMPICQUE"
    assert (bad["ligne"], bad["colonne"], bad["code"]) == ("5", "Code INSEE", "unknown-commune")
    assert bad["remede"] == "Arras : écrire le code INSEE 62041"
    assert worse["colonne"] == "Date acte | NOM du locataire | Code INSEE"
    assert worse["code"] == "unparsable-date | missing-required | unknown-commune"
    assert worse["motif"].count(" | ") == worse["remede"].count(" | ") == 2


def test_what_goes_back_is_in_the_form_of_a_french_spreadsheet(tmp_path: Path) -> None:
    """Day first, decimal comma, references and phones held as text, nothing computes; an amount may be negative."""
    target = tmp_path / "refus.csv"
    write_rejects(*read([BAD, WORSE]), target)
    bad, worse = opened(target)
    assert bad["Date acte"] == "12/05/2021"
    assert bad["Dette locative (€)"] == "1560,50"
    assert bad["Tél."] == "'+33639981378"
    assert bad["N° dossier"] == "'62-2021-00002"
    assert worse["N° dossier"] == "'0123"
    assert worse["Adresse (n° et voie)"] == "'@2 rue B"
    assert worse["Dette locative (€)"] == "-350,00"


def test_the_file_comes_back_and_is_read_as_it_was(tmp_path: Path) -> None:
    """Sent again as it is it has the same faults, corrected it has none; our own columns are never doubled."""
    first, again = tmp_path / "refus.csv", tmp_path / "refus-2.csv"
    grid, table = read([BAD, WORSE])
    write_rejects(grid, table, first)
    returned = read_grid(first, ALIASES)
    second = read_table(returned, ALIASES, REGISTER, RECEIVED)
    same = ["column", "reason", "remedy"]
    assert second.findings.select(same).rows() == table.findings.select(same).rows()
    assert second.frame.drop("line").rows() == table.frame.drop("line").rows()
    write_rejects(returned, second, again)
    assert list(opened(again)[0]) == [*HEADER, *ADDED]
    corrected = first.read_text(encoding="utf-8-sig").replace(";Arras;", ";62041;")
    first.write_text(corrected, encoding="utf-8")
    assert read_table(read_grid(first, ALIASES), ALIASES, REGISTER, RECEIVED).frame["rejected"].to_list() == [
        False,
        True,
    ]


@pytest.mark.parametrize(("epoch", "serial"), [(1900, "44328"), (1904, "42866")])
def test_a_serial_goes_back_as_the_day_it_stands_for(tmp_path: Path, epoch: int, serial: str) -> None:
    """The CSV cannot say that the workbook counted from 1904: a number would come back four years off."""
    row = (BAD[0], serial, serial, *BAD[3:])
    grid, _ = read([row])
    grid = attrs.evolve(grid, serial_epoch=epoch)
    write_rejects(grid, read_table(grid, ALIASES, REGISTER, RECEIVED), tmp_path / "refus.csv")
    (back,) = opened(tmp_path / "refus.csv")
    assert (back["Date acte"], back["Mois de\ntransfert"]) == ("12/05/2021", "'12/05/2021")


def test_the_report_names_nobody(tmp_path: Path) -> None:
    """Five columns, one line a fault, and nothing of what the cells hold."""
    target = tmp_path / "motifs.csv"
    assert write_reject_report(*read([GOOD, BAD, WORSE]), target) == 4
    rows = opened(target)
    assert list(rows[0]) == list(ADDED)
    assert [(row["ligne"], row["code"]) for row in rows] == [
        ("5", "unknown-commune"),
        ("6", "unparsable-date"),
        ("6", "missing-required"),
        ("6", "unknown-commune"),
    ]
    text = target.read_text(encoding="utf-8")
    assert not any(cell in text for cell in ("DAMPICQUE", "EXEMPLE", "639981378", "rue", "62-2021"))


def test_faults_found_by_matching_are_added(tmp_path: Path) -> None:
    """A row that was read and then refused for its reference goes back like the others."""
    grid, table = read([GOOD, BAD])
    also = pl.DataFrame([(1, 4, "id_dossier", "id-reused", "fault", None)], schema=table.findings.schema, orient="row")
    assert write_rejects(grid, table, tmp_path / "refus.csv", also=also) == 2
    assert [row["code"] for row in opened(tmp_path / "refus.csv")] == ["id-reused", "unknown-commune"]
    assert write_reject_report(grid, table, tmp_path / "motifs.csv", also=also) == 2


def test_a_row_that_could_not_be_read_goes_back_as_such(tmp_path: Path) -> None:
    """The whole row is named where no column can be."""
    grid, table = read([GOOD, (None,) * len(HEADER)], [CellFault(1, None, "unclosed-quote")])
    write_rejects(grid, table, tmp_path / "refus.csv")
    assert [(row["ligne"], row["colonne"]) for row in opened(tmp_path / "refus.csv")] == [("5", "toute la ligne")]


def test_without_rejects_the_file_has_its_header_only(tmp_path: Path) -> None:
    """A file from an earlier run does not stay and mislead."""
    target = tmp_path / "refus.csv"
    target.write_text("old")
    assert write_rejects(*read([GOOD]), target) == 0
    assert opened(target) == []


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    """Names travel in it."""
    write_rejects(*read([BAD]), tmp_path / "refus.csv")
    assert stat.S_IMODE((tmp_path / "refus.csv").stat().st_mode) == 0o600


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """An error while writing leaves the former file, and no other."""
    target = tmp_path / "refus.csv"
    target.write_text("old")

    def half() -> None:
        with replacing(target) as sink:
            sink.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert [path.name for path in tmp_path.iterdir()] == ["refus.csv"]
    assert target.read_text() == "old"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """Nothing is created in its place."""
    with pytest.raises(FileNotFoundError):
        write_rejects(*read([BAD]), tmp_path / "nowhere" / "refus.csv")


@pytest.mark.parametrize("header", ["=1+1", "@x"])
def test_a_header_does_not_compute_either(header: str, tmp_path: Path) -> None:
    """A header is the sender's text too."""
    grid = attrs.evolve(read([BAD])[0], header=(*SENT.values(), header))
    write_rejects(grid, read_table(grid, ALIASES, REGISTER, RECEIVED), tmp_path / "refus.csv")
    assert f"'{header}" in opened(tmp_path / "refus.csv")[0]
