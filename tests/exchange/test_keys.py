"""What two rows are compared by, for one case and for a frame."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.exchange.aliases import Aliases
from prevexp.exchange.keys import birth_key
from prevexp.exchange.keys import dwelling_key
from prevexp.exchange.keys import email_key
from prevexp.exchange.keys import full_name_key
from prevexp.exchange.keys import matching_columns
from prevexp.exchange.keys import normal_key
from prevexp.exchange.keys import phone_key
from prevexp.exchange.keys import surname_key

ALIASES = Aliases.from_file(Path(__file__).parents[1] / "samples" / "aliases.json")
STREETS = ALIASES.streets
SCHEMA = {
    "locataire_nom": pl.String,
    "locataire_prenom": pl.String,
    "adresse_voie": pl.String,
    "adresse_commune_insee": pl.String,
    "locataire_telephone": pl.String,
    "locataire_courriel": pl.String,
    "locataire_date_naissance": pl.Date,
}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("LECŒURLIER", "lecoeurlier"),
        ("O’Kerval", "o kerval"),
        ("Jean-Baptiste", "jean baptiste"),
        ("  D’HAUTRECOURT ", "d hautrecourt"),
        ("Éloïse", "eloise"),
    ],
)
def test_names_are_compared_without_accents_case_or_marks(text: str, form: str) -> None:
    """The normal form is the one the département's aliases declare."""
    assert normal_key(text) == form


def test_names_in_another_script_differ_from_one_another() -> None:
    """Two names of which no letter is Latin are not the same empty form."""
    assert len({normal_key("王"), normal_key("محمد"), normal_key("Иванов")}) == 3
    assert normal_key("ИВАНОВ") == normal_key("Иванов")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("64, bd des Pêcheurs", "64 boulevard des pecheurs"),
        ("125, r. des Trois Tilleuls", "125 RUE DES TROIS TILLEULS"),
        ("3 pl St Éloi, appt 4", "3 place Saint-Éloi appartement 4"),
        ("av Foch", "Avenue Foch"),
        ("12 rés", "12 résidence"),
    ],
)
def test_streets_are_the_same_written_short_or_long(one: str, other: str) -> None:
    """Abbreviations are written out word by word, wherever they stand."""
    assert dwelling_key("62041", one, STREETS) == dwelling_key("62041", other, STREETS)


def test_a_word_that_holds_an_abbreviation_is_not_one() -> None:
    """Rest, arbre and chat hold r, ch and are none of them."""
    assert dwelling_key("62041", "2 rue du Chat Arbre", STREETS) == "62041|2 rue du chat arbre"


def test_the_same_street_in_two_communes_is_two_dwellings() -> None:
    """A dwelling is a commune and a street."""
    assert dwelling_key("62041", "1 rue A", STREETS) != dwelling_key("62193", "1 rue A", STREETS)


def test_a_first_name_that_is_not_known_is_not_any_first_name() -> None:
    """A surname alone is not the full name of somebody who has a first name."""
    assert full_name_key("Martin", None) != full_name_key("Martin", "Luc")
    assert full_name_key("Martin", None) == full_name_key("MARTIN", "")
    assert full_name_key("Martin Luc", None) != full_name_key("Martin", "Luc")


def test_contact_keys_need_all_their_parts() -> None:
    """A phone without a first name proposes nobody."""
    assert phone_key("+33639981378", None) is None
    assert email_key(None, "Luc") is None
    assert birth_key(date(1980, 1, 2), "Martin", None) is None
    assert phone_key("+33639981378", "Luc") == "+33639981378|luc"
    assert email_key("Luc@Example.org", "LUC") == "luc@example.org|luc"
    assert birth_key(date(1980, 1, 2), "MARTIN", "62041") == "1980-01-02|martin|62041"


ODD = " '’.,-/éÉœŒßİŁłΣςK\u00b4²½ŉ\u0301\u00a0\u202f|王r"
NAMES = st.one_of(
    st.none(),
    st.sampled_from(["LECŒURLIER", "Jean-Baptiste", "12, r. de l’Église", "3 pl St Éloi", "av", "r r r", "Wałęsa"]),
    st.text(alphabet=ODD, min_size=1, max_size=8),
    st.text(min_size=1, max_size=8),
)
"""Names and streets as a table holds them: never an empty text."""


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            NAMES,
            NAMES,
            NAMES,
            st.sampled_from([None, "62041", "2A004"]),
            st.sampled_from([None, "+33639981378"]),
            st.sampled_from([None, "Luc@Example.org"]),
            st.sampled_from([None, date(1980, 1, 2)]),
        ),
        max_size=10,
    )
)
def test_the_keys_of_a_frame_are_the_keys_of_its_rows(rows: list[tuple[object, ...]]) -> None:
    """Whole columns and single cases are compared by the same texts."""
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    found = matching_columns(frame, ALIASES)
    for row, keys in zip(frame.iter_rows(), found.iter_rows(named=True), strict=True):
        name, first, street, commune, phone, email, born = row
        assert keys == {
            "name_key": full_name_key(name, first) if name else None,
            "dwelling_key": dwelling_key(commune, street, STREETS) if commune and street else None,
            "surname_key": surname_key(name) if name else None,
            "first_name_key": normal_key(first) if first else None,
            "phone_key": phone_key(phone, first),
            "email_key": email_key(email, first),
            "birth_key": birth_key(born, name, commune),
        }


def test_without_street_words_streets_are_compared_as_they_are() -> None:
    """A département may declare no abbreviations."""
    frame = pl.DataFrame([("A", "B", "1 r. C", "62041", None, None, None)], schema=SCHEMA, orient="row")
    assert matching_columns(frame, Aliases.from_mapping({}))["dwelling_key"].to_list() == ["62041|1 r c"]
