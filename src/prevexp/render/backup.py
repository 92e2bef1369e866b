"""What is said of a backup that was made, and of a store that was made of one."""

from pathlib import Path

from prevexp.caseload.restoring import Restored
from prevexp.storage.backup import Manifest

from .french import counted


def backup_told(made: Manifest, target: Path) -> str:
    """Return what a backup holds, and what is to be done with it."""
    return "\n".join(
        (
            f"Sauvegarde vérifiée : {target} ({_held(made)}).",
            f"Ancre : {made.data()['head']}",
            f"Elle demande la clé maîtresse {made.key_id}, qui n'y est pas : la garder à part."
            if made.key_id
            else "La base n'a pas encore de clé.",
        )
    )


def restored_told(done: Restored, store: str, *, anchored: bool, erased_again: bool) -> str:
    """Return what the new store holds, and what is known to be missing."""
    lines = [f"Base restaurée : {store} ({_held(done.manifest)}).", f"Ancre : {done.manifest.data()['head']}"]
    if done.missing:
        lines.append(
            f"Attention : d'après l'ancre, {counted(done.missing, 'événement manque', 'événements manquent')} "
            "depuis cette sauvegarde."
        )
    elif anchored:
        lines.append("L'ancre donnée est dans cette base : rien ne manque jusqu'à elle.")
    if erased_again:
        lines.append(f"{counted(done.erased, 'ménage effacé', 'ménages effacés')} à nouveau.")
    else:
        lines.append(
            "Attention : un ménage effacé depuis cette sauvegarde y est revenu. Avant d'y travailler : "
            "prevexp privacy tombstones --apply FICHIER."
        )
    return "\n".join(lines)


def _held(made: Manifest) -> str:
    cases = counted(made.cases, "dossier", "dossiers")
    return f"{cases}, {counted(made.head.count, 'événement', 'événements')}, {made.made_at:%Y-%m-%d %H:%M} UTC"
