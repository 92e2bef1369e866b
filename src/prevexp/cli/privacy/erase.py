"""`prevexp privacy erase`: what is left of an erasure that was granted."""

from datetime import date
from pathlib import Path

import click

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("erase")
@click.argument("case")
@caseload_options
@day_option(help="Jour de l'effacement.")
def command(case: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Effacer pour toujours le ménage d'un dossier dont l'effacement est accepté (RGPD art. 17).

    Les destinataires sont prévenus avant : après, personne ne sait plus qui ils étaient.

    Exemple : prevexp privacy erase 01-2021-00123
    """
    with opened(store, territory, key_file) as caseload:
        refusal = caseload.erase_on_request(caseload.find(case), on=on)
        if refusal is not None:
            return told(refusal)
    click.echo("Effacé : rien ne peut plus être relu de ce ménage.", err=True)
    return 0
