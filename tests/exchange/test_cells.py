"""What one cell of a transfer means: texts, references, communes, and what holds for every column."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.case import ListedFacts
from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister
from prevexp.domain.places import FormerCommune
from prevexp.exchange.aliases import COLUMNS
from prevexp.exchange.aliases import REQUIRED
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.cells import PARSERS
from prevexp.exchange.cells import parse_cell
from prevexp.exchange.faults import ADVICE
from prevexp.exchange.faults import FAULTS
from prevexp.exchange.faults import WARNINGS
from prevexp.exchange.faults import advice
from prevexp.exchange.faults import level_of
from prevexp.exchange.parsed import Parsed
from prevexp.exchange.parsed import Setting

ALIASES = Aliases.from_file(Path(__file__).parents[1] / "samples" / "aliases.json")
RECEIVED = date(2021, 6, 3)


def commune(insee: str, name: str, *postcodes: str) -> Commune:
    return Commune(
        insee=insee, name=name, arrondissement="621", postcodes=frozenset(postcodes), population=100, rural=True
    )


REGISTER = CommuneRegister(
    department="62",
    communes={
        known.insee: known
        for known in (
            commune("62041", "Arras", "62000"),
            commune("62193", "Calais", "62100"),
            commune("62120", "Béthencourt", "62400"),
            commune("62014", "Aire", "62120"),
            commune("62701", "Saint-Rémy", "62870"),
            commune("62702", "Saint-Rémy", "62990"),
        )
    },
    former={
        "62417": FormerCommune(insee="62417", name="Hautecôte", current_insee="62631", current_name="Nuncq-Hautecôte"),
        "80831": FormerCommune(insee="80831", name="", current_insee="62909", current_name="Ytres"),
    },
)
SETTING = Setting(aliases=ALIASES, register=REGISTER, received_on=RECEIVED)


def read(column: str, text: str | None, setting: Setting = SETTING) -> Parsed:
    return parse_cell(column, text, setting)


def test_every_canonical_column_has_one_reader() -> None:
    """Each column of the contract is read by exactly one rule."""
    assert set(PARSERS) == set(COLUMNS)


@pytest.mark.parametrize(
    "text", [None, "", " ", "-", "—", "\u00a0", "...", "NC", "n.c.", "N/C", "Néant", "sans  objet"]
)
@pytest.mark.parametrize("column", ["locataire_prenom", "date_dette", "loyer_mensuel_eur", "locataire_telephone"])
def test_a_cell_that_says_nothing_is_not_known(column: str, text: str | None) -> None:
    """No letter or digit, or a word such as NC, is an empty cell; in an optional column that is no problem."""
    assert read(column, text) == Parsed()


@pytest.mark.parametrize("column", sorted(REQUIRED))
def test_an_empty_required_cell_is_missing(column: str) -> None:
    """The five columns without which a row is no case must be filled."""
    assert read(column, "n.c.") == Parsed(problem="missing-required")


@pytest.mark.parametrize(
    ("column", "slug"),
    [
        ("stade_procedure", "inconnu"),
        ("parc", "inconnu"),
        ("suivi_service_social", "sans_reponse"),
        ("information_rgpd", "inconnu"),
    ],
)
def test_a_blank_where_a_word_is_asked_for_is_read_as_not_known_and_said(column: str, slug: str) -> None:
    """Stage, stock, follow-up and information are never silently filled."""
    assert read(column, "") == Parsed(slug, "blank-read-as-unknown")


def test_a_blank_kind_of_landlord_is_not_known_without_a_word() -> None:
    """The kind of landlord is optional in the canonical form."""
    assert read("bailleur_type", None) == Parsed("inconnu")


def test_a_name_in_another_script_is_a_name() -> None:
    """Empty means no letter or digit of any script, not of ours alone."""
    assert read("locataire_nom", " 王 ") == Parsed("王")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DAMPICQUE ", "DAMPICQUE"),
        ("De\u00a0la \u202f Tour", "De la Tour"),
        ("O’Kerval", "O’Kerval"),
        ("Ele\u0301onore", "Eléonore"),
        ("12 rue\nde la Paix", "12 rue de la Paix"),
        ("'12 rue de la Paix", "12 rue de la Paix"),
    ],
)
def test_texts_are_trimmed_and_their_spaces_made_one(text: str, value: str) -> None:
    """Names and streets are kept as written, in NFC, with single plain spaces."""
    assert read("adresse_voie", text).value == value


@pytest.mark.parametrize("text", ["6,22021E+13", "6.22021E+13", "6E+13", "6,2e13"])
def test_a_reference_rounded_by_a_spreadsheet_has_lost_its_digits(text: str) -> None:
    """1,23E+13 is not a reference and cannot be turned back into one."""
    assert read("id_dossier", text) == Parsed(problem="digits-lost")


@pytest.mark.parametrize("text", ["ab", "62 2021 0001", "62/2021/1", "réf-2021", "a" * 41])
def test_a_reference_of_another_form_is_malformed(text: str) -> None:
    """3 to 40 plain letters, digits, points, dashes and underscores."""
    assert read("id_dossier", text) == Parsed(problem="malformed-id")


@pytest.mark.parametrize("text", ["abc", "a" * 40, "62-2021-06328", "6E13", "62_2021.4", "'62-2021-06328"])
def test_a_reference_of_the_form_is_kept(text: str) -> None:
    """A reference is kept as it is; the mark that holds it as text in a spreadsheet is not part of it."""
    assert read("id_dossier", text) == Parsed(text.removeprefix("'"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62041", Parsed("62041")),
        ("62 041", Parsed("62041")),
        ("80021", Parsed("80021")),
        ("2a004", Parsed("2A004")),
        ("1004", Parsed("01004", notes=("code-leading-zero-restored",))),
        ("62041 Arras", Parsed("62041", notes=("commune-name-dropped",))),
        ("ARRAS (62041)", Parsed("62041", notes=("commune-name-dropped",))),
    ],
)
def test_a_commune_is_its_insee_code(text: str, expected: Parsed) -> None:
    """A code of another département is accepted; a name is only accepted beside its own code."""
    assert read("adresse_commune_insee", text) == expected


@pytest.mark.parametrize("text", ["62000", "62O41", "62999", "00041", "99100", "620411", "Ailleurs"])
def test_what_is_no_commune_of_today_is_unknown(text: str) -> None:
    """A postcode, a typing error and a country are no communes."""
    assert read("adresse_commune_insee", text) == Parsed(problem="unknown-commune")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("62417", "62417 n’est plus une commune : écrire 62631 (Nuncq-Hautecôte)"),
        ("80831", "80831 n’est plus une commune : écrire 62909 (Ytres)"),
        ("Arras", "Arras : écrire le code INSEE 62041"),
        ("62000 ARRAS", "Arras : écrire le code INSEE 62041"),
    ],
)
def test_the_remedy_names_the_code_that_is_not_written_for_the_sender(text: str, remedy: str) -> None:
    """A former code, a name or a postcode is not translated: the sender writes the code."""
    assert read("adresse_commune_insee", text) == Parsed(problem="unknown-commune", remedy=remedy)


@pytest.mark.parametrize("text", ["Saint-Rémy", "62120 Aire"])
def test_a_cell_that_fits_two_communes_is_ambiguous(text: str) -> None:
    """Two communes bear the name, or the postcode of one is the code of another."""
    assert read("adresse_commune_insee", text) == Parsed(problem="ambiguous-commune")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62000", Parsed("62000")),
        ("62 000", Parsed("62000")),
        ("1500", Parsed("01500", notes=("code-leading-zero-restored",))),
        ("62000 ARRAS", Parsed("62000", notes=("town-dropped",))),
        ("62000 Arras Cedex 9", Parsed("62000", notes=("town-dropped",))),
        ("62", Parsed(problem="postcode-unusable")),
        ("620O0", Parsed(problem="postcode-unusable")),
        ("00000", Parsed(problem="postcode-unusable")),
        ("0123", Parsed(problem="postcode-unusable")),
        ("620000", Parsed(problem="postcode-unusable")),
    ],
)
def test_a_postcode_has_five_digits(text: str, expected: Parsed) -> None:
    """The zero of the first nine départements comes back; a town in the same cell is dropped."""
    assert read("adresse_code_postal", text) == expected


@given(st.sampled_from(COLUMNS), st.text(max_size=60))
def test_no_text_makes_a_cell_raise_or_say_an_undeclared_code(column: str, text: str) -> None:
    """Whatever a cell holds, the answer is a value or a declared code, and a word is never null."""
    found = read(column, text)
    assert found.problem is None or found.problem in FAULTS | WARNINGS
    if column in {"stade_procedure", "parc", "bailleur_type", "suivi_service_social", "information_rgpd"}:
        assert found.value is not None
    if found.problem is not None and level_of(column, found.problem) == "fault" and column in REQUIRED:
        assert found.value is None


def test_every_code_has_its_advice_in_french() -> None:
    """No code reaches a caseworker without what was expected and what to do."""
    assert set(ADVICE) == FAULTS | WARNINGS
    assert all(said.expected.endswith(".") and said.remedy.endswith(".") for said in ADVICE.values())


def test_the_advice_for_a_word_lists_the_slugs() -> None:
    """The sender is told which values exist; the month has its own words."""
    assert "prive, social, inconnu" in advice("parc", "unknown-value").remedy
    assert "juin 2021" in advice("mois_transfert", "unparsable-date").expected
    assert advice(None, "unclosed-quote") == ADVICE["unclosed-quote"]


@pytest.mark.parametrize(
    ("column", "reason", "level"),
    [
        ("date_acte", "unparsable-date", "fault"),
        ("date_acte", "act-date-missing", "warning"),
        ("date_dette", "unparsable-date", "warning"),
        ("mois_transfert", "implausible-date", "fault"),
        ("locataire_date_naissance", "implausible-date", "warning"),
        ("parc", "unknown-value", "fault"),
        ("bailleur_type", "value-not-listed", "warning"),
        ("id_dossier", "id-reused", "fault"),
        ("adresse_voie", "dwelling-already-known", "warning"),
    ],
)
def test_an_unusable_date_rejects_a_row_in_two_columns_only(column: str, reason: str, level: str) -> None:
    """The month and the date of the act decide; any other date is a warning."""
    assert level_of(column, reason) == level


def test_the_plausible_slugs_of_the_contract_are_those_of_the_domain() -> None:
    """The canonical schema of the samples and the entity name the same columns."""
    assert {field.metadata["column"] for field in attrs.fields(ListedFacts)} < set(COLUMNS)
    headers = json.loads((Path(__file__).parents[1] / "samples" / "aliases.json").read_text(encoding="utf-8"))[
        "headers"
    ]
    assert set(headers) == set(COLUMNS)
