"""`prevexp conformance`: the kits a plugin is tried with, run without knowing pytest."""

import click

from ..lazy import LazyGroup

CONFORMANCE_COMMANDS = {
    "rules": "Éprouver les règles et les faits des extensions d'un dossier.",
    "storage": "Éprouver un stockage : chaque règle du contrat, une par une.",
}
"""Name of a kit -> its one line of help. The module of the same name holds its command; listing them imports none."""


@click.group(cls=LazyGroup, listed=CONFORMANCE_COMMANDS, package=__package__)
def command() -> None:
    """Éprouver un plugin avec les règles de son contrat.

    Chaque règle porte un numéro et dit ce qu'un échec veut dire et où chercher.
    Il faut l'extra de test : pip install "prevexp[test]".
    """
