"""`prevexp privacy`: what a data protection officer asks for."""

import click

from ..lazy import LazyGroup

PRIVACY_COMMANDS = {
    "matrix": "Imprimer la matrice de partage d'un territoire.",
    "register": "Écrire la fiche du registre des traitements, ou la trame de l'analyse d'impact.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=PRIVACY_COMMANDS, package=__package__)
def command() -> None:
    """Donner au délégué à la protection des données ce qu'il demande, d'après le logiciel lui-même."""
