"""`prevexp exchange`: what goes to a partner and what comes from it, by file."""

import click

from ..lazy import LazyGroup

EXCHANGE_COMMANDS = {
    "send": "Déposer pour un partenaire ce qui lui est destiné : orientations, relances, fins.",
    "receive": "Prendre les réponses d'un partenaire, ligne par ligne.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=EXCHANGE_COMMANDS, package=__package__)
def command() -> None:
    """Échanger par fichier avec un partenaire : dossier/PARTENAIRE/envoi et dossier/PARTENAIRE/reception."""
