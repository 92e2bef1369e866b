"""`prevexp access`: who read or handed on what."""

import click

from ..lazy import LazyGroup

ACCESS_COMMANDS = {
    "list": "Dire qui a lu des données sensibles ou remis quoi à qui, par mois, dossier ou personne.",
    "verify": "Vérifier le journal des accès, sceaux compris, et dire ce qui est gardé trop longtemps.",
    "export": "Écrire le journal des accès en clair, pour le délégué à la protection des données.",
    "forget": "Effacer les mois trop anciens du journal des accès ; leur en-tête reste.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=ACCESS_COMMANDS, package=__package__)
def command() -> None:
    """Lire et tenir le journal des accès : qui, quand, quel dossier, pour qui, quels groupes, sur quelle base.

    Il ne nomme aucun ménage. Qui travaille se dit par prevexp --actor PSEUDONYME ou PREVEXP_ACTOR.
    """
