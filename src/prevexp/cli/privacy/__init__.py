"""`prevexp privacy`: the rights of people over their data, and what a data protection officer asks for."""

import click

from ..lazy import LazyGroup

PRIVACY_COMMANDS = {
    "requests": "Dire ce qu'une personne a demandé sur ses données, jusqu'à quand répondre, qui prévenir.",
    "request": "Noter qu'une personne demande quelque chose sur ses données, ou qu'elle s'y oppose.",
    "extend": "Noter que la personne est prévenue que la réponse prend deux mois de plus.",
    "answer": "Noter la réponse donnée à une demande, acceptée ou refusée avec son motif.",
    "take-back": "Noter que la personne ne demande plus rien, ou retire son opposition.",
    "export": "Écrire la copie des données d'un ménage, à lire et à reprendre par un programme.",
    "received": "Dire qui a reçu quoi d'un dossier, pour quoi, sur quel fondement.",
    "rectify": "Rectifier l'identité d'un dossier, ou une saisie fausse, et dire qui prévenir.",
    "freeze": "Limiter le traitement d'un dossier : il est gardé, et n'est plus utilisé.",
    "lift": "Lever la limitation d'un dossier, la personne prévenue avant.",
    "told": "Noter qu'un destinataire est prévenu.",
    "erase": "Effacer un dossier dont l'effacement est accepté, les destinataires prévenus.",
    "findings": "Donner l'alerte : personnes pas informées, demandes sans réponse, destinataires pas prévenus.",
    "matrix": "Imprimer la matrice de partage d'un territoire.",
    "retention": "Dire qui a dépassé sa durée de conservation, et pourquoi d'autres restent.",
    "purge": "Effacer les ménages dont la durée de conservation est dépassée.",
    "archive": "Archiver un dossier clos, avec un motif.",
    "unarchive": "Sortir un dossier des archives.",
    "archived": "Lire un dossier archivé, avec un motif qui est consigné.",
    "tombstones": "Garder hors de la base, ou appliquer, ce qui empêche les ménages effacés de revenir.",
    "register": "Écrire la fiche du registre des traitements, ou la trame de l'analyse d'impact.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=PRIVACY_COMMANDS, package=__package__)
def command() -> None:
    """Répondre aux personnes sur leurs données, et donner au délégué à la protection des données ce qu'il demande."""
