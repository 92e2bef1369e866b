"""The three forms in which a list comes: canonical CSV, what Excel in French saves as CSV, and a workbook."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import openpyxl
from dice import Dice
from invention import Case

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre")
SPOKEN: dict[str, dict[str, tuple[str, ...]]] = {
    "stade_procedure": {
        "signalement": ("Signalement CAF", "signalement d'impayé"),
        "commandement_de_payer": ("CDP", "Commandement de payer"),
        "assignation": ("assigné", "Assignation TJ"),
        "audience": ("Audience fixée",),
        "jugement": ("jugement rendu", "Décision de justice"),
        "commandement_de_quitter_les_lieux": ("CQL",),
        "concours_force_publique": ("CFP", "Concours de la force publique"),
        "inconnu": ("à vérifier",),
    },
    "parc": {"prive": ("privé", "Parc privé", "P"), "social": ("HLM", "Logement social"), "inconnu": ("NSP",)},
    "bailleur_type": {
        "personne_physique": ("Particulier", "PP"),
        "sci_familiale": ("SCI",),
        "personne_morale": ("Société", "PM"),
        "inconnu": ("non renseigné",),
    },
    "suivi_service_social": {
        "suivi": ("oui", "O"),
        "non_suivi": ("non", "N"),
        "inconnu_du_service": ("inconnu du service",),
        "sans_reponse": ("pas de réponse", "Sans réponse"),
    },
    "source_suivi": {
        "cd62": ("CD62", "Département"),
        "caf": ("CAF", "C.A.F."),
        "msa": ("M.S.A.",),
        "ccas": ("C.C.A.S.",),
        "autre": ("autre service",),
    },
    "information_rgpd": {"oui": ("O", "oui"), "non": ("N",), "inconnu": ("NSP",)},
}
EXCEL_HEADERS = {
    "id_dossier": "Réf. dossier",
    "mois_transfert": "Mois du\ntransfert",
    "date_signalement": "Signalé le",
    "stade_procedure": "STADE DE LA PROCÉDURE",
    "date_acte": "Acte du",
    "date_audience": "Audience le",
    "parc": "Type de parc ",
    "bailleur_type": "Qualité du bailleur",
    "bailleur_siret": "N° SIRET",
    "locataire_nom": "Nom de famille",
    "locataire_prenom": "Prénoms",
    "locataire_telephone": "Tél. locataire",
    "locataire_courriel": "Adresse électronique",
    "adresse_voie": "N° et voie",
    "adresse_code_postal": "C.P.",
    "adresse_commune_insee": "Commune\n(INSEE)",
    "nb_personnes": "Nb personnes au foyer",
    "loyer_mensuel_eur": "Loyer C.C.",
    "dette_locative_eur": "Impayé",
    "date_dette": "Date arrêté de la dette",
    "suivi_service_social": "Suivi social",
    "source_suivi": "Origine de l'information",
    "date_suivi": "Réponse du",
    "information_rgpd": "Info RGPD",
}
SHEET_HEADERS = {
    "id_dossier": "N° dossier",
    "mois_transfert": "Mois de transfert",
    "date_signalement": "Date du signalement",
    "stade_procedure": "Étape de la procédure",
    "date_acte": "Date de l'acte",
    "date_audience": "Première audience",
    "parc": "Parc locatif",
    "bailleur_type": "Type bailleur",
    "bailleur_siret": "SIRET",
    "locataire_nom": "Nom du locataire",
    "locataire_prenom": "Prénom du locataire",
    "locataire_date_naissance": "Date de\nnaissance",
    "locataire_telephone": "Téléphone",
    "locataire_courriel": "Mail",
    "adresse_voie": "Adresse",
    "adresse_code_postal": "Code postal",
    "adresse_commune_insee": "Code commune",
    "nb_personnes": "Nombre de personnes",
    "loyer_mensuel_eur": "Loyer mensuel",
    "dette_locative_eur": "Dette",
    "date_dette": "Dette arrêtée au",
    "suivi_service_social": "Suivi social",
    "source_suivi": "Source du suivi",
    "information_rgpd": "Ménage informé",
}
REMARKS = ("", "", "", "boîte aux lettres au nom du locataire", "courrier revenu", "gardien prévenu")
DATES = ("date_signalement", "date_acte", "date_audience", "date_dette", "date_suivi", "locataire_date_naissance")
AMOUNTS = ("loyer_mensuel_eur", "dette_locative_eur")
NUMBERS = ("adresse_code_postal", "adresse_commune_insee", "nb_personnes")
SAVED = (2021, 7, 2, 9, 30, 0)
Value = TypeVar("Value")


def write_canonical(path: Path, rows: list[Case]) -> None:
    """Write UTF-8, commas, ISO dates, decimal points: valid against the schema but for the mistakes."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_excel_csv(path: Path, rows: list[Case]) -> None:
    """Write what Excel in French saves: cp1252, semicolons, decimal comma, day first, local words, empty rows."""
    dice = Dice("excel")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(EXCEL_HEADERS.values())
    for row in rows:
        stray = row["adresse_voie"].startswith('"')
        cells = [_spoken(column, row[column], dice) for column in EXCEL_HEADERS]
        if stray:
            text.write(";".join(cells) + "\r\n")
        else:
            writer.writerow(cells)
    text.write((";" * (len(EXCEL_HEADERS) - 1) + "\r\n") * 2)
    path.write_bytes(text.getvalue().encode("cp1252"))


def _spoken(column: str, value: str, dice: Dice) -> str:
    """Say a canonical value as people type it; a mistake stays as it is."""
    if value and column in SPOKEN:
        return dice.one_of(SPOKEN[column].get(value, (value,)))
    if column == "mois_transfert" and re.fullmatch(r"\d{4}-\d\d", value):
        year, month = value.split("-")
        return dice.one_of(
            (f"{month}/{year}", f"{MONTHS[int(month) - 1]} {year}", f"{MONTHS[int(month) - 1]}-{year[2:]}")
        )
    if column in DATES and (day := _day(value)):
        return dice.one_of(
            (
                f"{day:%d/%m/%Y}",
                f"{day:%d/%m/%Y}",
                f"{day:%d.%m.%Y}",
                f"{day:%d/%m/%y}",
                f"{day.day}/{day.month}/{day.year}",
            )
        )
    if column in AMOUNTS and (amount := _amount(value)) is not None:
        plain = f"{amount:.2f}".replace(".", ",")
        spaced = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
        return dice.one_of((plain, plain, spaced, f"{spaced} €"))
    if column == "locataire_telephone" and value.startswith("+33"):
        return _typed_phone(value[3:], dice)
    return value + " " if value and dice.chance(3) else value


def _typed_phone(digits: str, dice: Dice) -> str:
    pairs = re.findall("..", f"0{digits}")
    return dice.one_of((digits, " ".join(pairs), ".".join(pairs), f"+33 (0){digits[0]} " + " ".join(pairs[1:])))


def write_workbook(path: Path, rows: list[Case]) -> None:
    """Write a workbook: glossary first, title, blank row, header, dates and serials, numbers or text, a total below."""
    dice = Dice("workbook")
    book = openpyxl.Workbook()
    del book["Sheet"]
    glossary, sheet = book.create_sheet("Mode d'emploi"), book.create_sheet("Liste")
    for line in (
        ("Colonne", "À saisir"),
        ("Étape", "CDP, assignation, jugement…"),
        ("Suivi social", "oui, non, pas de réponse"),
    ):
        glossary.append(line)
    sheet.append(["CCAPEX – dossiers confiés à l'équipe mobile – juillet 2021"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(SHEET_HEADERS) + 1)
    sheet.append([])
    sheet.append([*SHEET_HEADERS.values(), "Remarques"])
    for row in rows:
        sheet.append([*(_cell(column, row[column], dice) for column in SHEET_HEADERS), dice.one_of(REMARKS) or None])
    total: list[object] = [None] * len(SHEET_HEADERS)
    total[0] = "Total général"
    total[list(SHEET_HEADERS).index("dette_locative_eur")] = round(
        sum(_amount(r["dette_locative_eur"]) or 0 for r in rows), 2
    )
    sheet.append(total)
    _save(book, path)


def _cell(column: str, value: str, dice: Dice) -> object:
    """Return what Excel would hold: a date, a serial number, a number, a truth value or a text."""
    if column == "mois_transfert" and (day := _day(f"{value}-01")):
        return day
    if column in DATES and (day := _day(value)):
        serial = (day - date(1899, 12, 30)).days
        return dice.one_of((day, day, day, serial, f"{day:%d/%m/%Y}"))
    if column in AMOUNTS and (amount := _amount(value)) is not None:
        return amount if dice.chance(85) else _spoken(column, value, dice)
    if column in NUMBERS and value.isdigit():
        return int(value) if dice.chance(70) else value
    if column == "locataire_telephone" and value.startswith("+33"):
        return int(value[3:]) if dice.chance(50) else _spoken(column, value, dice)
    if column == "information_rgpd" and value in {"oui", "non"} and dice.chance(50):
        return value == "oui"
    return _spoken(column, value, dice) or None


def _day(value: str) -> date | None:
    return _read(date.fromisoformat, value)


def _amount(value: str) -> float | None:
    return _read(float, value) if re.fullmatch(r"-?\d+\.\d\d", value) else None


def _read(read: Callable[[str], Value], value: str) -> Value | None:
    try:
        return read(value)
    except ValueError:
        return None


def _save(book: openpyxl.Workbook, path: Path) -> None:
    """Save without the moment of saving, so that the same rows are the same bytes."""
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as saved, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(saved.namelist()):
            content = saved.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-07-02T09:30:00Z", content)
            target.writestr(zipfile.ZipInfo(name, SAVED), content, zipfile.ZIP_DEFLATED)
