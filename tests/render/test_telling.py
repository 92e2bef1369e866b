"""What a terminal shows of an intake, a screening and an allocation."""

import csv
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

import prevexp
from prevexp.render.telling import allocation_text
from prevexp.render.telling import counts_line
from prevexp.render.telling import intake_text
from prevexp.render.telling import screening_text

DAY = date(2021, 5, 4)
LATER = date(2021, 6, 3)
LINE = {
    "id_dossier": "62-2021-1",
    "mois_transfert": "2021-05",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-12",
    "parc": "prive",
    "locataire_nom": "Zzexemplard",
    "locataire_prenom": "Camille",
    "locataire_telephone": "+33639981234",
    "adresse_voie": "1 rue du Modèle Inventé",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "dette_locative_eur": "1560.50",
    "date_dette": "2021-04-12",
    "suivi_service_social": "non_suivi",
    "source_suivi": "caf",
    "information_rgpd": "oui",
}
OTHER = {"id_dossier": "62-2021-2", "locataire_nom": "Zzautre", "locataire_telephone": "", "adresse_voie": "2 rue X"}


@pytest.fixture
def caseload():
    with prevexp.open("memory:", territory="62", now=lambda: datetime(2021, 5, 4, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def take(caseload, tmp_path):
    """Take a list in: each line is the usual one with some columns changed, `more` a column of the sender's own."""

    def take(*lines, on=DAY, name="liste.csv", more=(), dry_run=False):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*LINE, *more])
            writer.writeheader()
            writer.writerows(LINE | line for line in lines)
        return caseload.receive(path, received_on=on, dry_run=dry_run)

    return take


def section(text, title):
    """Return the lines of a section below its header and rule."""
    lines = text.split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith(title))
    return [line for line in lines[start + 3 : lines.index("", start) if "" in lines[start:] else None] if line]


def test_an_intake_starts_with_its_file_its_day_and_its_counts(take):
    """Rows first, decisions below; a noun is singular up to one."""
    told = intake_text(take({}, OTHER)).split("\n")
    assert told == [
        "liste.csv, reçu le 04/05/2021",
        "2\u00a0lignes : 2 dossiers nouveaux, 0 mis à jour, 0 sans changement, 0 rejetée.",
        "  Décisions : 2 éligibles, 0 à vérifier, 0 non éligible.",
    ]


def test_the_counts_of_a_large_list_are_grouped(take):
    """The line that the demo shows is the same."""
    assert counts_line(take({})).startswith("1\u00a0ligne : 1 dossier nouveau, 0 mis à jour")


def test_a_list_taken_twice_and_a_trial_say_so(take):
    """Nothing was written either time, and the reader is told why."""
    assert "Essai : rien n'a été écrit." in intake_text(take({}, dry_run=True))
    take({})
    assert "Ce fichier a déjà été pris en charge : rien n'a changé." in intake_text(take({}))


def test_an_update_shows_before_and_after_as_a_french_reader_writes_them(take):
    """Amounts in euros, dates in digits, slugs in words; of what names somebody only that it changed."""
    take({})
    changed = {"dette_locative_eur": "2000", "date_dette": "2021-06-01", "stade_procedure": "assignation"}
    changed |= {"date_acte": "2021-05-20", "locataire_telephone": "+33639985678"}
    told = " ".join(
        " ".join(section(intake_text(take(changed, on=LATER, name="juin.csv")), "Mises à jour (1)")).split()
    )
    assert "date_acte : 12/04/2021 → 20/05/2021" in told
    assert "dette_locative_eur : 1 560,50 € → 2 000,00 €" in told
    assert "commandement de payer → assignation" in told.lower()
    assert "locataire_telephone : modifié" in told


def test_warnings_proposals_and_rejects_each_have_their_section(take):
    """Line, column and code of each; a reject says what to do, a proposal where to look."""
    neighbour = {"id_dossier": "62-2021-3", "locataire_nom": "Zztiers", "locataire_prenom": "Luc", "date_acte": ""}
    told = intake_text(take({}, neighbour, {"id_dossier": "?"}), Path("rejets.csv"))
    assert section(told, "Avertissements (2)") == [
        "3      date_acte     act-date-missing",
        "3      adresse_voie  dwelling-already-known",
    ]
    assert section(told, "À comparer par une personne (1)") == ["3      peut-être le dossier de liste.csv, ligne 2"]
    assert section(told, "Motifs de rejet (1)")[0] == "4      id_dossier  missing-required  Compléter la cellule."
    assert told.endswith("Lignes rejetées écrites dans rejets.csv : à corriger et à renvoyer.")


def test_a_long_section_says_how_many_it_leaves_out(take):
    """Twelve rows, then how to see the rest."""
    bad = [{"id_dossier": f"62-2021-{n}", "adresse_commune_insee": ""} for n in range(15)]
    told = intake_text(take({}, *bad))
    assert "Motifs de rejet (15)" in told
    assert "… et 3 de plus (--json les donne toutes)" in told


def test_what_a_sender_wrote_above_a_column_neither_widens_nor_colours_the_terminal(take):
    """A header may be a paragraph, or hold an escape sequence."""
    header = "Observations \x1b[31m du secrétariat " + "et encore " * 60
    told = intake_text(take({header: "=1+1"}, OTHER, more=[header]))
    assert max(map(len, told.split("\n"))) <= 80
    assert "\x1b" not in told
    assert "formula-cell" in told


def test_no_text_of_a_terminal_names_anybody(take, caseload):
    """Neither names nor streets nor numbers, whatever became of the rows."""
    taken = [take({}, OTHER, {"id_dossier": "?"}), take({"locataire_telephone": "06"}, on=LATER, name="juin.csv")]
    texts = [intake_text(one) for one in taken]
    texts.append(screening_text(caseload.screen(on=LATER), on=LATER, rules=caseload.rules(LATER)))
    texts.append(allocation_text(caseload.allocate(on=LATER)))
    assert not [word for text in texts for word in ("Zz", "Modèle", "3998") if word in text]


def test_a_screening_counts_the_verdicts_and_lists_what_is_to_be_checked(take, caseload):
    """Reasons as questions in words, the open ones case by case."""
    take({}, OTHER | {"parc": "social"}, {"id_dossier": "62-2021-3", "adresse_voie": "3 rue X", "parc": "inconnu"})
    told = screening_text(caseload.screen(on=DAY), on=DAY, rules=caseload.rules(DAY))
    assert told.startswith("Au 04/05/2021 : 3\u00a0dossiers ; 1 éligible, 1 à vérifier, 1 non éligible.")
    titles = {rule.id: rule.title for rule in caseload.rules(DAY)}
    assert section(told, "À vérifier (1)") == [f"62-2021-3  {titles['private-stock']}"]
    assert max(map(len, told.split("\n"))) <= 80


def test_an_empty_screening_has_no_table(caseload):
    """Only the counts, and how to ask why."""
    told = screening_text(caseload.screen(on=DAY), on=DAY, rules=caseload.rules(DAY))
    assert told == (
        "Au 04/05/2021 : 0\u00a0dossier ; 0 éligible, 0 à vérifier, 0 non éligible.\n"
        "\nPourquoi un dossier : prevexp explain RÉFÉRENCE"
    )


def test_an_allocation_says_who_is_taken_by_whom_and_who_waits(take, caseload):
    """Rank, reference and worker; nobody waits while there is room."""
    take({}, OTHER)
    told = allocation_text(caseload.allocate(on=DAY))
    assert told.startswith("Au 04/05/2021 :\nAttribution\u00a0: 2 dossiers pris, 0 en attente")
    taken = section(told, "Pris (2)")
    assert {line.split()[1] for line in taken} == {"62-2021-1", "62-2021-2"}
    assert "En attente" not in told
    assert max(map(len, told.split("\n"))) <= 80
