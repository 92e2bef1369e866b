"""`prevexp referral`: onward referral of a household to a partner, from the proposal to what came of it."""

import click

from ..lazy import LazyGroup

REFERRAL_COMMANDS = {
    "propose": "Proposer une orientation vers un partenaire ; elle prend le numéro par lequel elle est nommée.",
    "send": "Noter l'envoi d'une orientation autrement que par fichier.",
    "answer": "Noter la réponse d'un partenaire, au jour où il l'a donnée.",
    "remind": "Noter la relance qui est à faire.",
    "take-back": "Retirer une orientation : le partenaire n'a plus à agir.",
    "tell-end": "Noter que le partenaire a été prévenu de la fin.",
    "show": "Montrer les orientations d'un dossier : qui est saisi, depuis quand, ce qui vient.",
    "due": "Lister ce que les orientations rendent à faire un jour.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=REFERRAL_COMMANDS, package=__package__)
def command() -> None:
    """Orienter un ménage vers un partenaire et suivre ce qu'il en advient.

    Il faut un accord au diagnostic en vigueur pour proposer, envoyer ou relancer.
    """
