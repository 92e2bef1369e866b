"""Why a file is refused as a whole, in the words a caseworker reads. Nothing of a refused file is stored.

`reason` is the stable slug a program reads; one reason may have several causes, each with its own words. No message
holds the content of a cell.
"""

from collections.abc import Mapping

import attrs

from prevexp.domain.errors import TransferRefused

LARGEST_TEXT_BYTES = 1_000_000_000
"""Largest CSV, TSV or TXT file that is read: one gigabyte."""

MOST_TEXT_CELLS = 50_000_000
"""Lines times columns of the largest text file that is read: it bounds the memory taken."""

MOST_COLUMNS = 200
"""Columns of the widest table that is read; the canonical one has 26."""

MOST_UNREADABLE = 100_000
"""Cells and rows that cannot be read beyond which the file, not the cell, is what is wrong."""

HEADER_WITHIN = 50
"""Rows at the top of a file or sheet among which the header is looked for."""

LONGEST_CELL = 10_000
"""Characters of the longest cell that is read (samples, "Field by field")."""


@attrs.frozen
class Refusal:
    """One cause of refusal: its slug, what is wrong and what to do."""

    reason: str
    message: str
    remedy: str


CAUSES: Mapping[str, Refusal] = {
    "file-unreadable": Refusal(
        "file-unreadable",
        "Le fichier n’existe pas, n’est pas un fichier ordinaire ou ne peut pas être ouvert",
        "Vérifier son nom, son dossier et vos droits de lecture.",
    ),
    "file-too-large": Refusal(
        "file-too-large",
        "Le fichier dépasse {limit}",
        "Vérifier que c’est bien la liste du mois ; sinon, l’envoyer en plusieurs fichiers.",
    ),
    "empty-file": Refusal(
        "empty-file",
        "Le fichier est vide",
        "Demander à qui l’a envoyé de l’envoyer de nouveau.",
    ),
    "hidden-sheets": Refusal(
        "empty-file",
        "Les feuilles visibles du classeur sont vides ; les feuilles masquées ne sont pas lues",
        "Afficher la feuille qui porte la liste et enregistrer de nouveau, ou demander la liste au secrétariat.",
    ),
    "no-rows": Refusal(
        "no-rows",
        "Le fichier a une ligne d’en-tête (ligne {line}) mais aucun dossier",
        "S’il n’y a aucun dossier ce mois-ci, il n’y a rien à recevoir ; sinon, demander la liste complète.",
    ),
    "no-header": Refusal(
        "missing-column",
        "Aucune des {rows} premières lignes n’est une ligne d’en-tête reconnue ; il faut au moins : {columns}",
        "Ajouter la ligne d’en-tête, ou déclarer les intitulés de l’expéditeur dans la table d’alias (--aliases).",
    ),
    "no-answer-header": Refusal(
        "missing-column",
        "Aucune des {rows} premières lignes ne nomme les colonnes d’une réponse de partenaire",
        "Garder la ligne d’en-tête du fichier envoyé : référence, réponse, date.",
    ),
    "missing-column": Refusal(
        "missing-column",
        "Colonne obligatoire absente de l’en-tête (ligne {line}) : {columns}",
        "Ajouter la colonne, ou déclarer son intitulé dans la table d’alias (--aliases).",
    ),
    "duplicate-column": Refusal(
        "duplicate-column",
        "L’en-tête (ligne {line}) donne plusieurs fois la même colonne : {columns}",
        "Garder une seule colonne pour chaque donnée et renommer ou supprimer l’autre.",
    ),
    "too-many-columns": Refusal(
        "too-many-columns",
        "L’en-tête (ligne {line}) a plus de {limit} colonnes",
        "Supprimer les colonnes sans rapport avec la liste du mois.",
    ),
    "unclosed-quote": Refusal(
        "unclosed-quote",
        "Un guillemet ouvert à la ligne {line} n’est jamais refermé : la suite du fichier ne peut pas être lue",
        "Refermer ou supprimer ce guillemet, puis enregistrer le fichier.",
    ),
    "unknown-encoding": Refusal(
        "unreadable-cell",
        "L’en-tête contient des caractères illisibles : encodage non reconnu ou fichier abîmé",
        "Enregistrer le fichier en « CSV UTF-8 » et l’envoyer de nouveau.",
    ),
    "too-much-unreadable": Refusal(
        "unreadable-cell",
        "Plus de {limit} cellules ou lignes du fichier sont illisibles",
        "Enregistrer de nouveau la liste en « CSV UTF-8 », sans formules, et l’envoyer de nouveau.",
    ),
    "line-too-long": Refusal(
        "unreadable-cell",
        "La ligne {line} dépasse {limit} caractères : ce n’est pas une ligne de tableau",
        "Vérifier que le fichier est bien la liste du mois, enregistrée en « CSV UTF-8 ».",
    ),
    "too-many-separators": Refusal(
        "unreadable-cell",
        "La ligne {line} a plus de {limit} séparateurs : ce n’est pas une ligne de tableau",
        "Vérifier que le fichier est bien la liste du mois, enregistrée en « CSV UTF-8 ».",
    ),
    "workbook-named-as-text": Refusal(
        "unreadable-cell",
        "Le fichier porte l’extension {suffix} mais contient un classeur ou une archive",
        "Lui rendre l’extension .xlsx, ou l’enregistrer en « CSV UTF-8 » depuis le tableur.",
    ),
    "document-named-as-text": Refusal(
        "unreadable-cell",
        "Le fichier porte l’extension {suffix} mais contient un document, pas un tableau",
        "Enregistrer la liste en « CSV UTF-8 » ou en classeur .xlsx.",
    ),
    "unknown-suffix": Refusal(
        "not-a-workbook",
        "L’extension du fichier n’est pas reconnue ; sont lus : .csv, .tsv, .txt, .xlsx et .xlsm",
        "Enregistrer la liste en classeur .xlsx ou en « CSV UTF-8 ».",
    ),
    "old-workbook": Refusal(
        "not-a-workbook",
        "Ce classeur est d’un format qui n’est pas lu (.xls, .xlsb, .ods) ou protégé par un mot de passe",
        "L’ouvrir dans le tableur, retirer le mot de passe et l’enregistrer en .xlsx.",
    ),
    "text-named-as-workbook": Refusal(
        "not-a-workbook",
        "Le fichier porte l’extension {suffix} mais n’est pas un classeur",
        "Si c’est un texte séparé par des points-virgules ou des virgules, lui donner l’extension .csv ; "
        "sinon, l’enregistrer de nouveau en .xlsx.",
    ),
    "broken-workbook": Refusal(
        "not-a-workbook",
        "Le classeur est abîmé ou n’est pas un classeur Excel : il ne peut pas être lu jusqu’au bout",
        "L’ouvrir dans le tableur et l’enregistrer de nouveau en .xlsx.",
    ),
    "no-sheet": Refusal(
        "not-a-workbook",
        "Le classeur n’a aucune feuille qui puisse être lue, ou il est au format « Open XML strict »",
        "L’ouvrir dans le tableur et l’enregistrer au format « Classeur Excel (.xlsx) ».",
    ),
    "several-tables": Refusal(
        "several-tables",
        "Plusieurs feuilles du classeur portent une liste de dossiers : {sheets} feuilles",
        "Laisser une seule liste dans le classeur, ou envoyer un fichier par feuille.",
    ),
    "archive-too-large": Refusal(
        "archive-too-large",
        "Le classeur est démesuré pour une liste de dossiers : {limit}",
        "Retirer les images, les feuilles et les lignes vides mises en forme, ou envoyer la liste en « CSV UTF-8 ».",
    ),
    "xlsx-support-missing": Refusal(
        "xlsx-support-missing",
        "La lecture des classeurs n’est pas installée",
        'Installer le complément : pip install "prevexp[xlsx]" ; ou envoyer la liste en « CSV UTF-8 ».',
    ),
}  # fmt: skip


def refusal(cause: str, file: str, *, line: int | None = None, **details: object) -> TransferRefused:
    """Build the error for one cause; the caller raises it. `details` fill the message and are kept as params."""
    found = CAUSES[cause]
    message = f"{found.message.format(line=line, **details)}. {found.remedy}"
    return TransferRefused(found.reason, message, file=file, line=line, cause=cause, remedy=found.remedy, **details)
