"""From the sender's rows to a typed table and its findings, on the samples and on rows built by hand."""

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister
from prevexp.domain.places import FormerCommune
from prevexp.domain.values import Month
from prevexp.exchange.aliases import COLUMNS
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.cells import parse_cell
from prevexp.exchange.grid import CellFault
from prevexp.exchange.grid import Grid
from prevexp.exchange.parsed import Setting
from prevexp.exchange.reading import read_grid
from prevexp.exchange.table import TransferTable
from prevexp.exchange.table import read_table
from prevexp.exchange.table import typed_name

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
PACK = ROOT / "plugins" / "prevexp-departement-62" / "src" / "prevexp_departement_62" / "pack"
ALIASES = Aliases.from_file(SAMPLES / "aliases.json")
RECEIVED = date(2021, 6, 3)
OF_MATCHING = {"id-reused", "same-name-elsewhere", "dwelling-already-known"}

ARRAS = Commune(
    insee="62041", name="Arras", arrondissement="621", postcodes=frozenset({"62000"}), population=41_000, rural=False
)
REGISTER = CommuneRegister(department="62", communes={"62041": ARRAS})
GOOD = {
    "id_dossier": "62-2021-00001",
    "mois_transfert": "2021-05",
    "stade_procedure": "signalement",
    "parc": "prive",
    "locataire_nom": "EXEMPLE",
    "adresse_voie": "1 rue du Modèle",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "suivi_service_social": "non_suivi",
    "information_rgpd": "oui",
}


def grid_of(
    rows: Sequence[Mapping[str, str | None]],
    columns: Sequence[str] = COLUMNS,
    faults: Sequence[CellFault] = (),
    extra: Sequence[str] = (),
) -> Grid:
    """Build what reading yields: the canonical columns in the order given, then others."""
    header = (*columns, *extra)
    cells = {f"c{place}": [row.get(name) for row in rows] for place, name in enumerate(header)}
    return Grid(
        file="liste.csv",
        digest=b"",
        header=header,
        columns={name: place for place, name in enumerate(header) if name in COLUMNS},
        cells=pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)),
        lines=pl.Series("line", range(2, len(rows) + 2), dtype=pl.UInt32),
        notes=frozenset(),
        faults=tuple(faults),
    )


def read(*rows: Mapping[str, str | None], faults: Sequence[CellFault] = (), extra: Sequence[str] = ()) -> TransferTable:
    return read_table(grid_of(rows, faults=faults, extra=extra), ALIASES, REGISTER, RECEIVED)


def found(table: TransferTable, record: int = 1) -> list[tuple[str | None, str, str]]:
    return table.findings.filter(pl.col("record") == record).select("column", "reason", "level").rows()


@pytest.fixture(scope="module")
def register() -> CommuneRegister:
    """The communes of the Pas-de-Calais, from the data of its pack."""
    with (PACK / "communes.csv").open(encoding="utf-8", newline="") as source:
        communes = [
            Commune(
                insee=row["insee"],
                name=row["name"],
                arrondissement=row["arrondissement"],
                postcodes=frozenset(row["postcodes"].split()),
                population=int(row["population"]),
                rural=row["zone"] == "rural",
            )
            for row in csv.DictReader(source)
        ]
    with (PACK / "former_communes.csv").open(encoding="utf-8", newline="") as source:
        former = [FormerCommune(**row) for row in csv.DictReader(source)]
    return CommuneRegister(
        department="62",
        communes={commune.insee: commune for commune in communes},
        former={commune.insee: commune for commune in former},
    )


@pytest.mark.checkout
@pytest.mark.parametrize(
    "name", ["transfer_62_2021-05.csv", "transfer_62_2021-06_excel.csv", "transfer_62_2021-07.xlsx"]
)
def test_a_sample_is_read_as_expected(name: str, register: CommuneRegister) -> None:
    """Every row of a sample has the faults, the warnings and the values that are expected, the file its notes."""
    expected = json.loads((SAMPLES / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    received_on = date.fromisoformat(expected["received_on"])
    table = read_table(read_grid(SAMPLES / name, ALIASES), ALIASES, register, received_on)
    findings = defaultdict(set)
    for line, column, reason in table.findings.select("line", "column", "reason").iter_rows():
        findings[line].add((column, reason))
    rows = {row["line"]: row for row in table.frame.iter_rows(named=True)}
    assert table.notes == set(expected["file_notes"])
    assert len(rows) == expected["counts"]["rows"]
    for row in expected["rows"]:
        assert_row(rows[row["line"]], findings[row["line"]], row)


def assert_row(row: Mapping[str, Any], findings: set[tuple[str, str]], expected: Mapping[str, Any]) -> None:
    told = {(each["column"], each["reason"]) for each in [*expected.get("faults", ()), *expected.get("warnings", ())]}
    assert row["record"] == expected["record"]
    if expected["outcome"] in {"accepted", "rejected"} and not any(reason == "id-reused" for _, reason in told):
        assert findings == {each for each in told if each[1] not in OF_MATCHING}
        assert row["rejected"] is (expected["outcome"] == "rejected")
    if expected["outcome"] == "accepted":
        values = {
            name: str(row[name]) if isinstance(row[name], date) else row[name]
            for name in expected["values"].keys() & row
        }
        assert values == {name: value for name, value in expected["values"].items() if name != "arrondissement"}


def test_a_canonical_row_is_typed() -> None:
    """Dates, whole numbers and cents have their types; what is not known is null or its slug."""
    table = read({**GOOD, "date_signalement": "2021-04-19", "nb_personnes": "3", "dette_locative_eur": "1560.50"})
    row = table.frame.row(0, named=True)
    assert (row["record"], row["line"], row["rejected"]) == (1, 2, False)
    assert (row["date_signalement"], row["nb_personnes"], row["dette_locative_cents"]) == (date(2021, 4, 19), 3, 156050)
    assert (row["loyer_mensuel_cents"], row["bailleur_type"], row["source_suivi"]) == (None, "inconnu", None)
    assert table.month == Month(2021, 5)
    assert table.findings.is_empty()
    assert table.notes == frozenset()


def test_all_faults_of_a_row_are_told_and_none_of_its_warnings() -> None:
    """A rejected row is corrected in one go; what its warnings would be is not known before."""
    table = read({**GOOD, "locataire_nom": "NC", "date_acte": "avril", "nb_personnes": "0", "parc": ""})
    assert found(table) == [
        ("date_acte", "unparsable-date", "fault"),
        ("locataire_nom", "missing-required", "fault"),
    ]
    assert table.frame["rejected"].to_list() == [True]


def test_findings_follow_the_order_of_the_senders_columns() -> None:
    """Who corrects a file reads it from left to right, top to bottom."""
    columns = ("adresse_commune_insee", "id_dossier", "mois_transfert", "locataire_nom", "adresse_voie")
    grid = grid_of([{**GOOD, "id_dossier": None, "adresse_commune_insee": "62000"}] * 2, columns)
    table = read_table(grid, ALIASES, REGISTER, RECEIVED)
    assert table.findings.select("record", "column").rows() == [
        (1, "adresse_commune_insee"),
        (1, "id_dossier"),
        (2, "adresse_commune_insee"),
        (2, "id_dossier"),
    ]


def test_the_month_of_a_list_is_the_one_most_rows_name() -> None:
    """A row of another month is rejected."""
    table = read(*({**GOOD, "mois_transfert": month} for month in ("2021-04", "05/2021", "mai 2021", "courant")))
    assert table.month == Month(2021, 5)
    assert found(table, 1) == [("mois_transfert", "month-mismatch", "fault")]
    assert found(table, 2) == found(table, 3) == []
    assert found(table, 4) == [("mois_transfert", "unparsable-date", "fault")]


def test_of_two_months_named_as_often_the_first_in_the_file_is_the_lists() -> None:
    """A tie is settled by the earliest line, whatever the month."""
    assert read(*({**GOOD, "mois_transfert": month} for month in ("2021-06", "2021-05"))).month == Month(2021, 6)
    assert read(*({**GOOD, "mois_transfert": month} for month in ("2021-05", "2021-06"))).month == Month(2021, 5)


def test_a_list_without_any_month_has_none() -> None:
    """Nothing stands for a month that no row names."""
    table = read({**GOOD, "mois_transfert": "courant"})
    assert table.month is None
    assert table.frame["rejected"].to_list() == [True]


@pytest.mark.parametrize(
    ("stage", "missing"),
    [("signalement", False), ("inconnu", False), ("", False), ("cdp", True), ("assignation", True), ("cfp", True)],
)
def test_a_stage_after_an_act_asks_for_its_date(stage: str, missing: bool) -> None:
    """At the signal, or when the stage is not known, no act is expected."""
    reasons = {reason for _, reason, _ in found(read({**GOOD, "stade_procedure": stage, "date_acte": None}))}
    assert ("act-date-missing" in reasons) is missing


@pytest.mark.parametrize(
    ("commune", "postcode", "reason"),
    [
        ("62041", "62000", None),
        ("62041", None, "postcode-missing"),
        ("62041", "62100", "postcode-commune-mismatch"),
        ("62041", "620O0", "postcode-unusable"),
        ("59350", "62100", None),
        ("59350", None, None),
        ("59350", "620O0", "postcode-unusable"),
    ],
)
def test_postcodes_are_checked_in_the_territory(commune: str, postcode: str | None, reason: str | None) -> None:
    """Elsewhere a postcode is neither asked for nor compared; one that cannot be read is said everywhere."""
    table = read({**GOOD, "adresse_commune_insee": commune, "adresse_code_postal": postcode})
    expected = [("adresse_code_postal", reason, "warning")] if reason else []
    assert found(table) == expected
    assert table.frame["adresse_code_postal"].to_list() == [None if reason == "postcode-unusable" else postcode]


@pytest.mark.parametrize(
    ("answer", "source", "expected"),
    [
        ("Inconnu de la CAF", None, "caf"),
        ("inconnu du CD", "", "cd62"),
        ("inconnu du CD", "n.c.", "cd62"),
        ("inconnu du CD", "CAF", "caf"),
        ("inconnu du service", None, None),
        (None, None, None),
    ],
)
def test_an_answer_may_name_who_gave_it(answer: str | None, source: str | None, expected: str | None) -> None:
    """The wording fills an empty source, and never replaces one."""
    table = read({**GOOD, "suivi_service_social": answer, "source_suivi": source})
    assert table.frame["source_suivi"].to_list() == [expected]


def test_a_cell_that_cannot_be_read_rejects_its_row_once() -> None:
    """The fault stands in its column and hides what an empty cell would be said to be."""
    table = read({**GOOD, "locataire_nom": None}, faults=[CellFault(0, COLUMNS.index("locataire_nom"), "formula-cell")])
    assert found(table) == [("locataire_nom", "formula-cell", "fault")]


def test_a_cell_that_cannot_be_read_in_a_column_nobody_knows_rejects_its_row() -> None:
    """Wherever it stands: the fault is told under the sender's header."""
    table = read({**GOOD, "Observations": None}, faults=[CellFault(0, 26, "unreadable-cell")], extra=["Observations"])
    assert found(table) == [("Observations", "unreadable-cell", "fault")]


def test_a_row_that_cannot_be_read_has_that_fault_alone() -> None:
    """Nothing is said of the cells of a row that was not read; its neighbours are read."""
    table = read({}, GOOD, faults=[CellFault(0, None, "unclosed-quote")])
    assert found(table) == [(None, "unclosed-quote", "fault")]
    assert found(table, 2) == []
    assert table.frame["rejected"].to_list() == [True, False]


def test_a_column_that_is_not_in_the_file_is_not_known() -> None:
    """An absent optional column is empty cells, an absent word is said not to be known."""
    required = ("id_dossier", "mois_transfert", "locataire_nom", "adresse_voie", "adresse_commune_insee")
    table = read_table(grid_of([GOOD], required), ALIASES, REGISTER, RECEIVED)
    assert table.frame["parc"].to_list() == ["inconnu"]
    assert table.frame["date_dette"].to_list() == [None]
    assert ("parc", "blank-read-as-unknown", "warning") in found(table)


def test_notes_say_what_was_tolerated_and_nothing_else() -> None:
    """A note is there if and only if some cell needed it."""
    table = read({**GOOD, "dette_locative_eur": "1 560,50 €", "locataire_telephone": "639981378"})
    assert table.notes == {"thousands-separator", "decimal-comma", "phone-leading-zero-restored"}


def test_a_table_does_not_show_names_in_its_repr() -> None:
    """Nobody's name ends in a log or a traceback."""
    assert "EXEMPLE" not in repr(read(GOOD))


CELLS = st.sampled_from(
    [None, "", "NC", "62041", "2021-05", "mai 2021", "EXEMPLE", "0", "1.560", "inconnu", "44243", "=x"]
)


@settings(max_examples=20)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), min_size=1, max_size=8))
def test_a_row_is_rejected_if_and_only_if_it_has_a_fault(rows: list[dict[str, str | None]]) -> None:
    """Findings and rejection agree, and every value is the one of its cell."""
    table = read(*rows)
    faulty = set(table.findings.filter(pl.col("level") == "fault")["record"])
    warned = set(table.findings.filter(pl.col("level") == "warning")["record"])
    assert {row["record"] for row in table.frame.iter_rows(named=True) if row["rejected"]} == faulty
    assert not faulty & warned
    setting = Setting(aliases=ALIASES, register=REGISTER, received_on=RECEIVED)
    for column in COLUMNS:
        expected = [parse_cell(column, row[column], setting).value for row in rows]
        assert table.frame[typed_name(column)].to_list() == expected
