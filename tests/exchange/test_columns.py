"""A column read at once says of each cell what the rule of the cell says."""

from datetime import date
from pathlib import Path

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister
from prevexp.exchange.aliases import COLUMNS
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.cells import parse_cell
from prevexp.exchange.columns import dtype_of
from prevexp.exchange.columns import read_column
from prevexp.exchange.parsed import Setting
from prevexp.exchange.vocabularies import VOCABULARIES

ALIASES = Aliases.from_file(Path(__file__).parents[1] / "samples" / "aliases.json")
ARRAS = Commune(
    insee="62041", name="Arras", arrondissement="621", postcodes=frozenset({"62000"}), population=41_000, rural=False
)
SETTING = Setting(
    aliases=ALIASES,
    register=CommuneRegister(department="62", communes={"62041": ARRAS}),
    received_on=date(2021, 6, 3),
)
WORDS_THAT_LOOK_CANONICAL = Aliases.from_mapping(
    {"empty": ["0", "06 39", "12 00", "a b fr", "cœur", "née", "ex æquo", "2021"], "address_words": {"r": "rue"}}
)

NAMES = ["LECŒURLIER", "O’Kerval", "Jean-Baptiste", "12, r. de l'Église", "N.C.", "Néant", "sans objet", "n'c", "ŉc"]
WORDS = ["CDP", "prive", "inconnu", "Inconnu de la CAF", "non", "caf", "mairie"]
DAYS = ["2021-04-24", "24/04/2021", "25/04/21", "44243", "2201-05-03", "31/02/2021", "2021-02-31", "1999-12-31"]
EXAMPLES = {
    **dict.fromkeys(("locataire_nom", "locataire_prenom", "bailleur_nom", "adresse_voie"), NAMES),
    **dict.fromkeys((*VOCABULARIES, "source_suivi"), WORDS),
    "id_dossier": ["62-2021-06328", "6,22021E+13", "1E5", "a b", "neant", "n-c"],
    "mois_transfert": ["2021-06", "juin-21", "06/2021", "courant"],
    "locataire_telephone": ["+33639981378", "639981378", "06 39 98 13 78 / 03 53 01 56 78", "+33063998137"],
    "locataire_courriel": ["maeva.les@example.org", "a@b.fr", "a.b.c@d-e.org", "x@y", "nc@nc"],
    "loyer_mensuel_eur": ["537.00", "1.560", "1 560,50 €", "000000000.50", "0", "537.5"],
    "dette_locative_eur": ["537.00", "0.00", "0", "00.10", "-350,00", "999999999.99", "1234567890.99"],
    "nb_personnes": ["3", "0", "31", "2.0"],
    "adresse_commune_insee": ["62041", "1004", "62000", "Arras", "80021"],
    "adresse_code_postal": ["62000", "1500", "62000 Arras"],
    "bailleur_siret": ["00078505500203", "000 785 055 00203", "1,23457E+13"],
}
ODD = [*" '’.,-_/€+0129NcCéœß°²ŉ\u00a0\u202f\u0301", "E", "@", "İ", "nc", "\n", "\x00"]


def texts_of(column: str) -> st.SearchStrategy[str | None]:
    """Draw cells as they are, nearly as they are, and anything else."""
    examples = st.sampled_from(EXAMPLES.get(column, DAYS))

    def damaged(text: str, odd: str, place: int) -> str:
        cut = place % (len(text) + 1)
        return text[:cut] + odd + text[cut:]

    near = st.builds(damaged, examples, st.sampled_from(ODD), st.integers(0, 30))
    return st.one_of(st.none(), examples, near, st.text(max_size=12))


@pytest.mark.parametrize("column", COLUMNS)
@settings(max_examples=15)
@given(data=st.data())
def test_a_column_is_read_as_its_cells_are(column: str, data: st.DataObject) -> None:
    """Value, problem, remedy and notes of every cell are those of the rule, whatever stands beside it."""
    aliases = data.draw(st.sampled_from([ALIASES, WORDS_THAT_LOOK_CANONICAL]))
    setting = attrs.evolve(SETTING, aliases=aliases)
    cells = data.draw(st.lists(texts_of(column), max_size=40))
    found = read_column(column, pl.Series(column, cells, dtype=pl.String), setting)
    expected = [parse_cell(column, text, setting) for text in cells]
    assert found.values.to_list() == [one.value for one in expected]
    assert found.values.dtype == dtype_of(column)
    problems = [(row, one.problem, one.remedy) for row, one in enumerate(expected) if one.problem]
    assert sorted(found.problems.select("row", "reason", "remedy").rows()) == problems
    assert found.notes == {note for one in expected for note in one.notes}


def test_an_amount_of_nine_digits_is_exact_to_the_cent() -> None:
    """The quick way through a double gives the cents of the exact way."""
    euros = [f"{whole}.{cent:02}" for whole in (999_999_999, 123_456_789, 70_368_744) for cent in range(100)]
    found = read_column("loyer_mensuel_eur", pl.Series("loyer_mensuel_eur", euros), SETTING)
    assert found.values.to_list() == [int(text.replace(".", "")) for text in euros]


def test_a_column_does_not_change_what_was_sent() -> None:
    """The sender's cells stay as they are for the rejects file."""
    cells = pl.Series("locataire_nom", ["  DAMPICQUE ", "LECŒURLIER", "n.c."])
    read_column("locataire_nom", cells, SETTING)
    assert cells.to_list() == ["  DAMPICQUE ", "LECŒURLIER", "n.c."]
