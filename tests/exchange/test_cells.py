"""What one cell of a transfer means, column by column; thresholds the day before, on and after."""

import json
from datetime import date
from datetime import timedelta
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
from prevexp.exchange.aliases import AliasesInvalid
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


def in_department(department: str) -> Setting:
    return attrs.evolve(SETTING, register=CommuneRegister(department=department, communes={}))


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
        ("2021-04-24", Parsed(date(2021, 4, 24))),
        ("2021-04-24 00:00:00", Parsed(date(2021, 4, 24))),
        ("2021-04-24T00:00:00", Parsed(date(2021, 4, 24))),
        ("24/04/2021", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("8/4/2021", Parsed(date(2021, 4, 8), notes=("day-first-dates",))),
        ("24.04.2021", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("24/04/2021 00:00", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("25/04/21", Parsed(date(2021, 4, 25), notes=("day-first-dates", "two-digit-years"))),
        ("44243", Parsed(date(2021, 2, 16), notes=("excel-serial-dates",))),
    ],
)
def test_dates_are_iso_day_first_or_a_serial(text: str, expected: Parsed) -> None:
    """A date is never read month first."""
    assert read("date_signalement", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("avril 2021", "20/13/2021", "31/02/2021", "12/?/2021", "2021-4-24", "20210424", "24-04-2021", "2021-W16-6"),
        *("24/04.2021", "24/04/021", "4243", "442430", "44243,5", "24/04/2021 14:30", "٢٤/٠٤/٢٠٢١", "24/04/2021?"),
    ],
)
def test_what_is_no_date_is_unparsable(text: str) -> None:
    """A date that is not in the calendar, or could be read two ways, is not read."""
    assert read("date_signalement", text) == Parsed(problem="unparsable-date")


@pytest.mark.parametrize(
    ("column", "day", "plausible"),
    [
        ("date_acte", date(1999, 12, 31), False),
        ("date_acte", date(2000, 1, 1), True),
        ("date_acte", date(2023, 6, 2), True),
        ("date_acte", date(2023, 6, 3), True),
        ("date_acte", date(2023, 6, 4), False),
        ("locataire_date_naissance", date(1899, 12, 31), False),
        ("locataire_date_naissance", date(1900, 1, 1), True),
        ("locataire_date_naissance", date(2021, 6, 3), True),
        ("locataire_date_naissance", date(2021, 6, 4), False),
    ],
)
def test_dates_are_plausible_from_2000_to_two_years_after_receipt(column: str, day: date, plausible: bool) -> None:
    """Both bounds are included; a birth lies between 1900 and the day of receipt."""
    expected = Parsed(day) if plausible else Parsed(problem="implausible-date")
    assert read(column, day.isoformat()) == expected


def test_two_years_after_a_29_february_end_on_the_28th() -> None:
    """A list received on a leap day is bounded by the last day of February."""
    leap = attrs.evolve(SETTING, received_on=date(2024, 2, 29))
    assert read("date_acte", "2026-02-28", leap).value == date(2026, 2, 28)
    assert read("date_acte", "2026-03-01", leap).problem == "implausible-date"


def test_a_two_digit_year_of_birth_is_of_this_century_and_so_implausible() -> None:
    """Nobody guesses 1980: the sender writes four digits."""
    assert read("locataire_date_naissance", "13/04/80") == Parsed(problem="implausible-date")


def test_a_workbook_of_1904_counts_from_its_own_first_day() -> None:
    """The same day has a serial 1462 lower in a workbook that counts from 1904."""
    old_mac = attrs.evolve(SETTING, serial_epoch=1904)
    assert read("date_acte", str(44243 - 1462), old_mac).value == date(2021, 2, 16)


@given(st.dates(date(2000, 1, 1), date(2023, 6, 3)))
def test_a_date_is_the_same_in_every_writing(day: date) -> None:
    """ISO, day first with either mark, and the serial name the same day."""
    serial = (day - date(1899, 12, 30)).days
    writings = (
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%y}",
        str(serial),
    )
    assert {read("date_dette", text).value for text in writings} == {day}


@given(st.integers(10_000, 99_999))
def test_five_digits_are_always_days_from_the_epoch(serial: int) -> None:
    """A serial is a day or implausible, never unparsable."""
    found = read("date_dette", str(serial))
    day = date(1899, 12, 30) + timedelta(days=serial)
    assert found.value == day or found.problem == "implausible-date"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("2021-06", ()),
        ("2021-06-01", ()),
        ("06/2021", ("day-first-dates",)),
        ("6/2021", ("day-first-dates",)),
        ("01/06/2021", ("day-first-dates",)),
        ("juin 2021", ("month-names",)),
        ("JUIN 2021 ", ("month-names",)),
        ("juin-21", ("month-names", "two-digit-years")),
        ("44348", ("excel-serial-dates",)),
    ],
)
def test_the_month_of_a_list_has_many_writings(text: str, notes: tuple[str, ...]) -> None:
    """The month is kept as 2021-06."""
    assert read("mois_transfert", text) == Parsed("2021-06", notes=notes)


@pytest.mark.parametrize("text", ["courant", "2021-13", "00/2021", "13/2021", "06/21", "juin", "brumaire 2021", "2021"])
def test_what_is_no_month_is_unparsable(text: str) -> None:
    """A month that has no year, or no number, is not guessed."""
    assert read("mois_transfert", text) == Parsed(problem="unparsable-date")


@pytest.mark.parametrize(
    ("text", "plausible"), [("1999-12", False), ("2000-01", True), ("2023-06", True), ("2023-07", False)]
)
def test_a_month_is_plausible_within_the_bounds_of_dates(text: str, plausible: bool) -> None:
    """The months of the first and last plausible day are included."""
    assert (read("mois_transfert", text).problem is None) is plausible


@pytest.mark.parametrize(
    ("text", "cents", "notes"),
    [
        ("537.00", 53700, ()),
        ("478", 47800, ()),
        ("369,5", 36950, ("decimal-comma",)),
        ("589,00 €", 58900, ("decimal-comma",)),
        ("€ 589", 58900, ()),
        ("589 EUR", 58900, ()),
        ("5 810,00 €", 581000, ("thousands-separator", "decimal-comma")),
        ("1\u202f407,70\u00a0€", 140770, ("thousands-separator", "decimal-comma")),
        ("1.273,94", 127394, ("thousands-separator", "decimal-comma")),
        ("1,273.94", 127394, ("thousands-separator",)),
        ("1 234.5", 123450, ("thousands-separator",)),
        ("1.234.567", 123456700, ("thousands-separator",)),
        ("0.07", 7, ()),
        ("-0,00", 0, ("decimal-comma",)),
        ("0.00", 0, ()),
    ],
)
def test_amounts_become_cents(text: str, cents: int, notes: tuple[str, ...]) -> None:
    """Spaces, currency, comma or point: what cannot be read two ways is read."""
    assert read("loyer_mensuel_eur", text) == Parsed(cents, notes=notes)


@pytest.mark.parametrize(
    "text",
    [
        *("1.560", "1,560", "0.125", "12.3456", "environ 3000", "voir bail", "1 560,5O", "45 00,00", "1 23,00", "1e3"),
        *(
            "inf",
            "1_000",
            "12,",
            ",5",
            "4500 euros",
            "12,50,00",
            "1.5.5",
            "1 234,567",
            "٣٠٠",
            "9" * 13,
            "0" * 5000 + "x",
        ),
    ],
)
def test_an_amount_that_can_be_read_two_ways_is_not_read(text: str) -> None:
    """1.560 is 1,56 to one reader and 1560 to another."""
    assert read("loyer_mensuel_eur", text) == Parsed(problem="unparsable-amount")


@pytest.mark.parametrize("text", ["-350.00", "-350,00", "- 1 350 €", "\u2212350"])
def test_a_negative_amount_is_not_known(text: str) -> None:
    """A sign is never dropped."""
    assert read("dette_locative_eur", text) == Parsed(problem="negative-amount")


def test_a_debt_of_zero_is_kept_and_asked_about() -> None:
    """Zero means paid, if it is not a not known in disguise."""
    assert read("dette_locative_eur", "0,00 €") == Parsed(0, "zero-debt", ("decimal-comma",))
    assert read("dette_locative_eur", "0.01") == Parsed(1)


@given(st.integers(1, 99_999_999_999))
def test_an_amount_is_the_same_in_every_writing(cents: int) -> None:
    """Canonical, French and English groupings name the same cents."""
    canonical = f"{cents // 100}.{cents % 100:02}"
    english = f"{cents // 100:,}.{cents % 100:02}"
    french = english.replace(",", "\u202f").replace(".", ",")
    german = english.translate(str.maketrans(",.", ".,"))
    writings = (canonical, english, french + " €", german, canonical.replace(".", ","))
    assert {read("dette_locative_eur", text).value for text in writings} == {cents}


@pytest.mark.parametrize(("text", "persons"), [("1", 1), ("30", 30), ("03", 3), ("3.0", 3), ("3,00", 3)])
def test_persons_are_counted_from_1_to_30(text: str, persons: int) -> None:
    """An export that writes decimals still counts whole persons."""
    assert read("nb_personnes", text) == Parsed(persons)


@pytest.mark.parametrize("text", ["0", "31", "-1", "2,5", "deux", "2 pers.", "1e1", "²", "300"])
def test_another_count_is_unusable(text: str) -> None:
    """Nothing is cut out of a text to make a number."""
    assert read("nb_personnes", text) == Parsed(problem="count-unusable")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+33639981378", "+33639981378"),
        ("0639981378", "+33639981378"),
        ("06 39 98 13 78", "+33639981378"),
        ("06.39.98.13.78", "+33639981378"),
        ("06-39-98-13-78", "+33639981378"),
        ("06/39/98/13/78", "+33639981378"),
        ("+33 (0)6 39 98 13 78", "+33639981378"),
        ("0033 6 39 98 13 78", "+33639981378"),
        ("'+33639981378", "+33639981378"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0032470123456", "+32470123456"),
    ],
)
def test_phones_become_international(text: str, number: str) -> None:
    """Every usual writing of a number gives one E.164 number."""
    assert read("locataire_telephone", text.removeprefix("'")) == Parsed(number)


def test_a_phone_that_lost_its_zero_gets_it_back() -> None:
    """Nine digits are a number a spreadsheet cut."""
    assert read("locataire_telephone", "639981378") == Parsed("+33639981378", notes=("phone-leading-zero-restored",))


@pytest.mark.parametrize(
    ("department", "text", "number"),
    [
        ("974", "0692 12 34 56", "+262692123456"),
        ("974", "262123456", "+262262123456"),
        ("971", "0690 12 34 56", "+590690123456"),
        ("972", "0596123456", "+596596123456"),
        ("973", "0694123456", "+594694123456"),
        ("976", "0639 69 12 34", "+262639691234"),
        ("62", "0639 69 12 34", "+33639691234"),
        ("974", "06 12 34 56 78", "+33612345678"),
    ],
)
def test_overseas_numbers_have_their_own_country_code(department: str, text: str, number: str) -> None:
    """0639 is dialled as +262 in Mayotte, as +33 elsewhere."""
    assert read("locataire_telephone", text, in_department(department)).value == number


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 12 34 / 03 53 01 56 78",
        "0639981234 ou 0353015678",
        "0639981234;0353015678",
        "06 39 98 12 34\n03 53 01 56 78",
        "0639981234 - 353015678",
        "liste rouge / 0639981234",
    ],
)
def test_of_several_phones_the_first_usable_is_kept(text: str) -> None:
    """A second number is not lost in silence."""
    assert read("locataire_telephone", text) == Parsed("+33639981234", "several-phones")


@pytest.mark.parametrize(
    "text",
    ["liste rouge", "06 39 98", "0639 98 00 1", "0000000000", "+33 6 39 98", "06 39 98 / 03 53", "06 39 98 - 03 53"],
)
def test_what_cannot_be_dialled_is_no_phone(text: str) -> None:
    """A number that lacks digits is not completed."""
    assert read("locataire_telephone", text) == Parsed(problem="phone-unusable")


@pytest.mark.parametrize("text", ["maeva.les@example.org", "a@b.fr", "x+y_z@sub.example.org"])
def test_an_address_that_can_be_written_to_is_kept(text: str) -> None:
    """E-mail addresses are kept as written."""
    assert read("locataire_courriel", text) == Parsed(text)


@pytest.mark.parametrize(
    "text",
    ["jeanne(at)example.org", "example.org", "a@b", "a@@b.fr", "a b@c.fr", ".a@b.fr", "a@b.fr; c@d.fr", "a@-b.fr"],
)
def test_what_is_no_address_is_unusable(text: str) -> None:
    """Nothing is mended in an address."""
    assert read("locataire_courriel", text) == Parsed(problem="email-unusable")


@pytest.mark.parametrize(
    ("text", "siret"),
    [
        ("00078505500203", "00078505500203"),
        ("000 785 055 00203", "00078505500203"),
        ("35600000000048", "35600000000048"),
        ("35600000009075", "35600000009075"),
    ],
)
def test_a_siret_has_fourteen_digits_and_a_key(text: str, siret: str) -> None:
    """The establishments of La Poste carry a key of their own (their digits add up to a multiple of five)."""
    assert read("bailleur_siret", text) == Parsed(siret)


@pytest.mark.parametrize(
    "text", ["1,23457E+13", "en cours", "123 456", "00078505500204", "7850550020", "35600000009076"]
)
def test_another_siret_is_unusable(text: str) -> None:
    """Lost digits and wrong keys are not repaired."""
    assert read("bailleur_siret", text) == Parsed(problem="siret-unusable")


@pytest.mark.parametrize(
    ("column", "text", "slug"),
    [
        ("stade_procedure", "CDP", "commandement_de_payer"),
        ("stade_procedure", "Signalement d’impayé", "signalement"),
        ("parc", "PRIVE", "prive"),
        ("bailleur_type", "SCI", "sci_familiale"),
        ("suivi_service_social", "NON", "non_suivi"),
        ("suivi_service_social", "Inconnu de la CAF", "inconnu_du_service"),
        ("source_suivi", "C.A.F.", "caf"),
        ("information_rgpd", "VRAI", "oui"),
    ],
)
def test_local_words_become_slugs(column: str, text: str, slug: str) -> None:
    """The secretariat's words are data of the département."""
    assert read(column, text) == Parsed(slug, notes=("value-aliases",))


def test_canonical_slugs_are_no_aliases() -> None:
    """A canonical file is not said to hold local words."""
    assert read("stade_procedure", "commandement_de_payer") == Parsed("commandement_de_payer")


@pytest.mark.parametrize("text", ["inconnu", "Inconnu", "INCONNUE"])
def test_a_bare_unknown_answers_nothing(text: str) -> None:
    """The word "inconnu" alone never reads as not followed."""
    assert read("suivi_service_social", text) == Parsed("sans_reponse", "ambiguous-followed-answer", ("value-aliases",))


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("stade_procedure", "commandement", Parsed("inconnu", "unknown-value")),
        ("suivi_service_social", "peut-être", Parsed("sans_reponse", "unknown-value")),
        ("parc", "mixte", Parsed("inconnu", "unknown-value")),
        ("information_rgpd", "?oui?non", Parsed("inconnu", "unknown-value")),
        ("bailleur_type", "usufruitier", Parsed("inconnu", "value-not-listed")),
        ("source_suivi", "mairie", Parsed("autre", "value-not-listed")),
    ],
)
def test_a_word_outside_the_lists_is_not_known(column: str, text: str, expected: Parsed) -> None:
    """Landlord and source are taken with a warning, the four words that decide are not."""
    assert read(column, text) == expected


def test_without_local_words_the_slugs_of_the_contract_are_read() -> None:
    """A département with no alias table reads canonical files, and any slug as a source."""
    bare = attrs.evolve(SETTING, aliases=Aliases.from_mapping({}))
    assert read("parc", "prive", bare) == Parsed("prive")
    assert read("parc", "privé", bare).value == "prive"
    assert read("parc", "HLM", bare).problem == "unknown-value"
    assert read("source_suivi", "cd59", bare) == Parsed("cd59")


def test_an_alias_of_something_not_in_the_list_is_no_alias() -> None:
    """A table of words cannot widen a closed vocabulary: it is refused, and so is a word it does not list."""
    with pytest.raises(AliasesInvalid):
        Aliases.from_mapping({"values": {"parc": {"mixte": ["mixte"]}}})
    assert read("parc", "mixte", SETTING).problem == "unknown-value"


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
