"""`prevexp case`: one case as a whole."""

import click

from ..lazy import LazyGroup

CASE_COMMANDS = {"show": "Montrer la vie d'un dossier : ce qui s'est passé, ce qui est à faire et par qui."}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""


@click.group(cls=LazyGroup, listed=CASE_COMMANDS, package=__package__)
def command() -> None:
    """Montrer un dossier entier. Rien n'y nomme le ménage."""
