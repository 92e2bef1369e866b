"""The codes of what can be wrong with a cell, and what is said of them in French. No text holds a value."""

from collections.abc import Mapping
from typing import Literal

import attrs

from .vocabularies import VOCABULARIES

Level = Literal["fault", "warning"]

FAULTS = frozenset(
    {
        "missing-required",
        "unknown-value",
        "unknown-commune",
        "unparsable-date",
        "implausible-date",
        "month-mismatch",
        "digits-lost",
        "malformed-id",
        "id-reused",
        "ambiguous-commune",
        "unreadable-cell",
        "cell-too-long",
        "formula-cell",
        "unclosed-quote",
        "erased-file",
    }
)
"""Reasons for which a row is rejected."""

WARNINGS = frozenset(
    {
        "blank-read-as-unknown",
        "ambiguous-followed-answer",
        "unparsable-date",
        "implausible-date",
        "unparsable-amount",
        "negative-amount",
        "zero-debt",
        "value-not-listed",
        "act-date-missing",
        "phone-unusable",
        "several-phones",
        "email-unusable",
        "siret-unusable",
        "count-unusable",
        "postcode-missing",
        "postcode-unusable",
        "postcode-commune-mismatch",
        "same-name-elsewhere",
        "dwelling-already-known",
        "case-closed",
        "objected-before",
        "use-stopped",
    }
)
"""Reasons that are said of a row that is taken."""

_DATES_THAT_REJECT = frozenset({"mois_transfert", "date_acte"})


def level_of(column: str, reason: str) -> Level:
    """Say whether a reason rejects the row: an unusable date does in two columns only (samples, "Field by field")."""
    if reason in FAULTS and (reason not in WARNINGS or column in _DATES_THAT_REJECT):
        return "fault"
    return "warning"


@attrs.frozen
class Advice:
    """What was expected in the cell, and what the sender can do."""

    expected: str
    remedy: str


_MONTH = "Le mois du transfert est attendu sous la forme 2021-06, 06/2021 ou juin 2021."
_ONE_VALUE = "Écrire une seule de ces valeurs : "

ADVICE: Mapping[str, Advice] = {
    "missing-required": Advice("La cellule est vide alors que la colonne est obligatoire.", "Compléter la cellule."),
    "unknown-value": Advice("La valeur n’est pas dans la liste convenue.", "Écrire une valeur de la liste."),
    "unknown-commune": Advice(
        "Le code INSEE d’une commune actuelle est attendu.",
        "Écrire le code INSEE à cinq caractères, et non le nom ni le code postal.",
    ),
    "ambiguous-commune": Advice(
        "La cellule peut désigner plusieurs communes.", "Écrire le seul code INSEE de la commune du logement."
    ),
    "unparsable-date": Advice("Une date JJ/MM/AAAA ou AAAA-MM-JJ est attendue.", "Écrire le jour, le mois et l’année."),
    "implausible-date": Advice("L’année de la date n’est pas vraisemblable.", "Vérifier l’année."),
    "month-mismatch": Advice(
        "Le mois n’est pas celui des autres lignes du fichier.", "Corriger le mois, ou envoyer la ligne avec sa liste."
    ),
    "digits-lost": Advice(
        "Le tableur a arrondi la référence à un nombre en notation scientifique.",
        "Mettre la colonne au format Texte, puis saisir de nouveau la référence.",
    ),
    "malformed-id": Advice(
        "Une référence de 3 à 40 lettres sans accent, chiffres, points, tirets ou soulignés est attendue.",
        "Écrire la référence du dossier, sans espace.",
    ),
    "id-reused": Advice(
        "La référence est déjà celle d’un autre ménage dans un autre logement.",
        "Vérifier la référence, ou en donner une nouvelle à ce dossier.",
    ),
    "unreadable-cell": Advice("La cellule contient des caractères illisibles.", "Saisir de nouveau la cellule."),
    "cell-too-long": Advice("La cellule dépasse 10 000 caractères.", "Garder la seule valeur de la colonne."),
    "formula-cell": Advice("La cellule contient une formule.", "Remplacer la formule par sa valeur."),
    "erased-file": Advice(
        "Ce dossier a été effacé : il ne revient pas par une liste.",
        "Ne pas le renvoyer ; une nouvelle dette est un nouveau dossier, avec sa propre référence.",
    ),
    "objected-before": Advice(
        "Cette personne s’est opposée à l’usage de ses données.", "Ne pas l’approcher ; son opposition est notée."
    ),
    "unclosed-quote": Advice("Un guillemet ouvert n’est jamais refermé.", "Fermer ou ôter le guillemet."),
    "case-closed": Advice(
        "Ce dossier est clos ; la liste n’en rouvre aucun.", "Décider de le rouvrir ou non : `prevexp reopen`."
    ),
    "use-stopped": Advice(
        "La personne s’est opposée, ou le traitement est limité : la ligne n’est pas reprise.",
        "Répondre à sa demande : `prevexp privacy requests`.",
    ),
    "blank-read-as-unknown": Advice("La cellule est vide.", "Sans réponse, elle est lue « non connu »."),
    "ambiguous-followed-answer": Advice(
        "« Inconnu » ne dit pas de qui.", "Préciser « inconnu du service » ou « sans réponse »."
    ),
    "unparsable-amount": Advice(
        "Un montant en euros est attendu, deux décimales au plus, sans point ni virgule devant trois chiffres.",
        "Écrire par exemple 1560,50.",
    ),
    "negative-amount": Advice("Un montant positif est attendu.", "Vérifier le signe."),
    "zero-debt": Advice("La dette est de zéro.", "Confirmer que la dette est soldée."),
    "value-not-listed": Advice("La valeur n’est pas dans la liste convenue.", "Écrire une valeur de la liste."),
    "act-date-missing": Advice("La date de l’acte manque à ce stade.", "Compléter la date de signification."),
    "phone-unusable": Advice("Un numéro de téléphone est attendu.", "Écrire les dix chiffres du numéro."),
    "several-phones": Advice("La cellule contient plusieurs numéros.", "Le premier est gardé ; n’en écrire qu’un."),
    "email-unusable": Advice(
        "Une adresse électronique est attendue.", "Écrire l’adresse sous la forme nom@domaine.fr."
    ),
    "siret-unusable": Advice("Un SIRET de quatorze chiffres est attendu.", "Vérifier le SIRET ; format Texte."),
    "count-unusable": Advice("Un nombre entier de 1 à 30 est attendu.", "Écrire le nombre seul."),
    "postcode-missing": Advice("Le code postal manque.", "Compléter le code postal."),
    "postcode-unusable": Advice("Un code postal de cinq chiffres est attendu.", "Vérifier le code postal."),
    "postcode-commune-mismatch": Advice(
        "Le code postal n’est pas celui de la commune.", "Vérifier le code postal et le code INSEE."
    ),
    "same-name-elsewhere": Advice("Une personne du même nom est connue ailleurs.", "Dire si c’est le même ménage."),
    "dwelling-already-known": Advice("Ce logement est déjà connu.", "Dire si c’est le même dossier."),
}
"""One advice per code; a test holds it complete."""


def advice(column: str | None, reason: str) -> Advice:
    """Return what was expected and what to do, in French, for a code in a column."""
    if column == "mois_transfert" and reason == "unparsable-date":
        return Advice(_MONTH, "Écrire le mois de la liste.")
    if reason in {"unknown-value", "value-not-listed"} and (slugs := VOCABULARIES.get(column or "")):
        return attrs.evolve(ADVICE[reason], remedy=_ONE_VALUE + ", ".join(slugs) + ".")
    return ADVICE[reason]
