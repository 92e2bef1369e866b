"""What is said, in French, of a key that is missing, wrong or damaged, and of a backup that is refused."""

from collections.abc import Mapping
from types import MappingProxyType

from prevexp.storage.backup import BackupProblem

from .french import counted

TOLD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "key-missing": (
            "La clé de la base manque : aucun contenu ne peut être lu",
            "Remettre là sa copie de secours, ou dire où elle est (`--key`) ; `prevexp keys show` dit ce qui reste.",
        ),
        "key-wrong": (
            "Cette clé n’est pas celle qu’il faut",
            "Donner la clé nommée (`--key`) ; si un changement de clé fut interrompu, relancer `prevexp keys rotate`.",
        ),
        "key-damaged": (
            "La clé est la bonne, mais ce qu’elle protège a été altéré",
            "Ne plus écrire dans la base ; repartir d’une sauvegarde vérifiée (`prevexp restore`).",
        ),
        "keys-changed": (
            "La clé maîtresse de la base a été changée entre-temps : rien n’est écrit",
            "Rouvrir la base avec la nouvelle clé (`--key`), puis refaire la saisie.",
        ),
        "backup-refused": ("La sauvegarde est refusée : rien n’est laissé sous ce nom", "Voir la raison donnée."),
    }
)
"""Code -> what happened, what to do."""

_PROBLEMS: Mapping[BackupProblem, tuple[str, str]] = MappingProxyType(
    {
        BackupProblem.NOT_OFFERED: (
            "cette base ne se copie pas ainsi",
            "PostgreSQL : `pg_dump` ou `pg_basebackup`, voir docs/how-to/backup.md ; un fichier : `sqlite:///nom.db`.",
        ),
        BackupProblem.EXISTS: (
            "il y a déjà quelque chose sous ce nom, et rien n’est remplacé",
            "Donner un autre nom, ou déplacer ce qui s’y trouve.",
        ),
        BackupProblem.NO_BACKUP: (
            "ce fichier n’est pas une sauvegarde, ou sa fin manque",
            "Prendre une autre sauvegarde.",
        ),
        BackupProblem.DAMAGED: (
            "ce fichier n’est plus ce qui a été sauvegardé",
            "Prendre une autre sauvegarde : celle-ci est altérée.",
        ),
    }
)

_REASONS = {
    "taken": "il y a déjà quelque chose dans {}, et rien n’est remplacé",
    "shared": "d’autres peuvent lire {} : lui donner les droits 0600",
    "keeper": "{} ne donne pas sa clé : elle se copie là où elle est gardée",
    "known": "un lieu commence par {}",
    "needs": "installer {}",
}
"""What a key error says besides -> its words."""


def problem_told(reason: str) -> tuple[str, str]:
    """Return why a backup is refused, and what to do."""
    return _PROBLEMS[BackupProblem(reason)]


def key_detail(params: Mapping[str, object]) -> str:
    """Return which master key is needed, where it was looked for, what is left to count; empty if nothing is known."""
    parts = []
    if needed := params.get("needed"):
        parts.append(f"il faut la clé {needed}")
    if given := params.get("given"):
        parts.append(f"celle-ci est {given}")
    if place := params.get("place") or params.get("path"):
        parts.append(f"cherchée dans {place}")
    for name, words in _REASONS.items():
        if value := params.get(name):
            parts.append(words.format(", ".join(value) if isinstance(value, tuple) else value))
    match params.get("households"):
        case dict() as others if others:
            parts += [f"{counted(number, 'ménage', 'ménages')} sous la clé {one}" for one, number in others.items()]
    match params.get("cases"):
        case int() as cases if cases:
            parts.append(f"{counted(cases, 'dossier reste compté', 'dossiers restent comptés')}")
    return f" : {' ; '.join(parts)}" if parts else ""
