"""`prevexp law`: questions of law answered, the dated rules with their sources, the delays of a case as a picture."""

import click

from ..lazy import LazyGroup

LAW_COMMANDS = {
    "compute": "Calculer des règles : une question JSON par ligne, une réponse par ligne.",
    "review": "Contrôler la régularité d'un acte, pour un juriste.",
    "show": "Montrer une règle, ses versions datées et leurs sources.",
    "policies": "Montrer les questions que la loi laisse ouvertes, et les choix.",
    "timeline": "Tracer les délais d'un dossier, en image et en texte.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=LAW_COMMANDS, package=__package__)
def command() -> None:
    """Donner les délais de la procédure, et les textes dont ils viennent.

    Ce n'est pas un conseil juridique : chaque résultat est une piste pour un juriste, avec ses textes et ses choix.
    """
