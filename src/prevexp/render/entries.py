"""What a file of entries made, in French: noted, noted before, or what to correct. No line is repeated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevexp.caseload.entry.results import Entries
from prevexp.caseload.entry.results import EntryFault
from prevexp.caseload.entry.results import LineRefused
from prevexp.casework.refusal import Refusal

from . import french
from .errors import ToldError
from .refusals import refusal_told

ENTRY_FAULTS: Mapping[EntryFault, tuple[str, str]] = MappingProxyType(
    {
        EntryFault.FILE_TOO_LARGE: (
            "Le fichier est trop gros : il n’est pas lu",
            "Le couper en fichiers plus petits ; un même dossier reste dans un même fichier.",
        ),
        EntryFault.TOO_MANY_LINES: (
            "Le fichier a trop de lignes : il n’est pas lu",
            "Le couper en fichiers plus petits ; un même dossier reste dans un même fichier.",
        ),
        EntryFault.LINE_TOO_LONG: ("La ligne est trop longue pour une saisie", "Écrire une saisie par ligne."),
        EntryFault.NOT_JSON: (
            "La ligne n’est pas du JSON en UTF-8",
            "Écrire un objet JSON par ligne, sans signe de contrôle, sans NaN.",
        ),
        EntryFault.DUPLICATE_KEY: ("Une clé y est deux fois", "Garder la bonne des deux valeurs."),
        EntryFault.NOT_AN_OBJECT: ("La ligne n’est pas un objet", "Écrire la saisie entre accolades."),
        EntryFault.NO_KIND: (
            "La ligne ne dit pas ce qui est à noter",
            "Donner `command` (une commande) ou `type` (un événement), l’un des deux.",
        ),
        EntryFault.UNKNOWN_KIND: (
            "Ce qui est à noter n’est pas connu",
            "Reprendre un nom de la liste des saisies (documentation, saisie après coup).",
        ),
        EntryFault.UNKNOWN_KEY: (
            "La clé n° {place} n’est pas connue ici",
            "Corriger son nom, ou l’enlever : rien n’est ignoré en silence.",
        ),
        EntryFault.MISSING_KEY: ("Il manque `{key}`", "L’ajouter."),
        EntryFault.WRONG_VALUE: ("La valeur de `{key}` n’est pas possible", "La corriger."),
        EntryFault.UNKNOWN_NAME: (
            "Un partenaire ou un intervenant n’est pas de ce territoire",
            "Reprendre un de ces noms.",
        ),
        EntryFault.UNKNOWN_CASE: (
            "Aucun dossier ne porte cette référence ni cet identifiant",
            "Vérifier la référence ; `prevexp screen` les donne toutes.",
        ),
        EntryFault.SEVERAL_CASES: (
            "Plusieurs dossiers portent cette référence",
            "Désigner le dossier par son identifiant (32 caractères).",
        ),
        EntryFault.CASE_ERASED: ("Ce ménage a été effacé", "Enlever la ligne : plus rien ne se note à son sujet."),
        EntryFault.BY_COMMAND: (
            "Cet événement vient d’une commande, qui vérifie ce qu’il ne peut pas vérifier",
            "Écrire la commande (`command`) au lieu de l’événement (`type`).",
        ),
        EntryFault.OTHER_DOOR: (
            "Cet événement ne se note pas à la main",
            "Passer par `prevexp intake`, `prevexp allocate` ou `prevexp documents`.",
        ),
        EntryFault.KEY_REUSED: (
            "La clé `key` est déjà celle d’une autre saisie",
            "Donner une autre clé ; une saisie notée ne se change pas, elle se corrige par une nouvelle.",
        ),
        EntryFault.ALREADY_NOTED: (
            "Un fichier précédent a déjà noté la même chose",
            "Enlever la ligne ; si cela a eu lieu deux fois, lui donner une `key` à elle.",
        ),
        EntryFault.TWICE_IN_FILE: (
            "Le fichier dit deux fois la même chose",
            "Enlever la ligne ; si cela a eu lieu deux fois, lui donner une `key` à elle.",
        ),
    }
)
"""Code -> what is told, and what to do."""

_EXPECTED = {
    "identifier": "1 à 64 lettres, chiffres ou ._:-",
    "date": "une date AAAA-MM-JJ",
    "text": "un texte",
    "integer": "un nombre entier",
    "flag": "true ou false",
    "list": "une liste",
    "object": "un objet",
    "value": "une autre valeur",
}


def line_told(refused: LineRefused) -> ToldError:
    """Return code, message and remedy of a refused line, in French."""
    if not isinstance(refused.code, EntryFault):
        return refusal_told(Refusal(code=refused.code, params=refused.params))
    message, remedy = ENTRY_FAULTS[refused.code]
    params = refused.params
    if refused.code is EntryFault.WRONG_VALUE and "key" not in params:
        message = "Les valeurs se contredisent, ou l’une d’elles n’est pas possible"
    words = [message.format(**params)]
    if expected := [part for part in (_EXPECTED.get(params.get("expected", "")), params.get("allowed")) if part]:
        words.append(f"attendu : {', '.join(expected)}")
    if nearest := params.get("nearest"):
        words.append(f"peut-être `{nearest}` ?")
    return ToldError(refused.code.value, " ; ".join(words) + ("" if nearest else "."), remedy)


def entries_text(entries: Entries) -> str:
    """Say what was noted, or all that is to be corrected before anything is."""
    if entries.repeated:
        return "Ce fichier a déjà été noté : rien ne change."
    if entries.refused:
        lines = len({one.line for one in entries.refused})
        head = f"Refusé : {french.counted(lines, 'ligne à corriger', 'lignes à corriger')}. Rien n’est noté."
        return "\n".join([head, *(_refused(one) for one in entries.refused)])
    known = french.counted(len(entries.known), "ligne déjà notée", "lignes déjà notées") if entries.known else ""
    if not entries.noted:
        return f"Rien de nouveau à noter{f' ({known})' if known else ''}."
    cases = len({one.case_id for one in entries.noted})
    verb = "À noter" if entries.dry_run else "Noté"
    told = french.counted(len(entries.noted), "saisie", "saisies")
    of = french.counted(cases, "dossier", "dossiers")
    more = f" {known[0].upper()}{known[1:]}." if known else ""
    return f"{verb} : {told} sur {of}.{more}{' Rien n’est écrit (essai).' if entries.dry_run else ''}"


def _refused(one: LineRefused) -> str:
    code, message, remedy = line_told(one)
    after = f" (peut venir de la ligne {one.after})" if one.after else ""
    return f"  ligne {one.line} [{code}] {message}{after}\n    À faire : {remedy}"


def entries_json(entries: Entries) -> dict[str, Any]:
    """Return the answer as plain data, each refused line with its message and its remedy."""
    found = entries.to_json()
    for plain, one in zip(found["refused"], entries.refused, strict=True):
        told = line_told(one)
        plain |= {"reason": told.message, "remedy": told.remedy}
    return found
