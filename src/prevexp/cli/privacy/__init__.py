"""`prevexp privacy`: what a data protection officer asks for."""

import click

from ..lazy import LazyGroup

PRIVACY_COMMANDS = {
    "matrix": "Imprimer la matrice de partage d'un territoire.",
    "retention": "Dire qui a dépassé sa durée de conservation, et pourquoi d'autres restent.",
    "purge": "Effacer les ménages dont la durée de conservation est dépassée.",
    "erase": "Effacer le ménage d'un dossier, à sa demande ou par opposition.",
    "archive": "Archiver un dossier clos, avec un motif.",
    "unarchive": "Sortir un dossier des archives.",
    "archived": "Lire un dossier archivé, avec un motif qui est consigné.",
    "tombstones": "Garder hors de la base, ou appliquer, ce qui empêche les ménages effacés de revenir.",
    "register": "Écrire la fiche du registre des traitements, ou la trame de l'analyse d'impact.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=PRIVACY_COMMANDS, package=__package__)
def command() -> None:
    """Donner au délégué à la protection des données ce qu'il demande, d'après le logiciel lui-même."""
