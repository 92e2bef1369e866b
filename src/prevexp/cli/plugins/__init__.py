"""`prevexp plugins`: which plugins there are and what is wrong with them; works with every one of them broken."""

import click

from ..lazy import LazyGroup

PLUGIN_COMMANDS = {
    "list": "Lister les extensions trouvées, sans en importer aucune.",
    "show": "Montrer ce qu'offre une extension, point par point.",
    "doctor": "Essayer chaque extension à part et dire ce qui ne va pas.",
    "new": "Écrire une extension neuve, complète, qui passe ses tests.",
    "commands": "Lister les commandes qu'ajoutent les extensions.",
    "disable": "Désactiver une extension, sans l'importer.",
    "lock": "Donner le verrou : ce qui est en usage, avec versions et empreintes.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=PLUGIN_COMMANDS, package=__package__)
def command() -> None:
    """Voir les extensions (plugins), comprendre leurs défauts, en désactiver une, en écrire une.

    Ces commandes marchent même si toutes les extensions sont en défaut.
    """
