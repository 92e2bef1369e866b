"""`prevexp journal`: that what is written stays written."""

import click

from ..lazy import LazyGroup

JOURNAL_COMMANDS = {
    "verify": "Vérifier le journal des dossiers et le journal des accès, seuls ou contre une ancre.",
    "anchor": "Écrire l'ancre des deux journaux, à confier chaque mois à un tiers.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=JOURNAL_COMMANDS, package=__package__)
def command() -> None:
    """Vérifier que rien n'a été changé, ajouté, retiré ou déplacé dans les journaux d'une base.

    Ni clé ni extension n'est nécessaire : qui vérifie ne peut rien lire.
    """
