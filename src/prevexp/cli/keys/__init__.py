"""`prevexp keys`: the master key of a store; nothing of its contents is opened."""

import click

from ..lazy import LazyGroup

KEY_COMMANDS = {
    "show": "Dire quelle clé la base demande, où elle est, et ce qui reste lisible sans elle.",
    "new": "Faire une clé maîtresse neuve, là où il n'y en a pas.",
    "copy": "Écrire une copie de secours de la clé.",
    "rotate": "Changer la clé maîtresse : tout est réenveloppé, rien n'est réécrit.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=KEY_COMMANDS, package=__package__)
def command() -> None:
    """Voir la clé maîtresse d'une base, la copier, la changer.

    Qui tient cette clé peut lire la base ; sans elle personne ne le peut, son propriétaire compris.
    """
