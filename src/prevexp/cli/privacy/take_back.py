"""`prevexp privacy take-back`: a person no longer asks for something."""

from datetime import date
from pathlib import Path

import click

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("take-back")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1))
@caseload_options
@day_option(help="Jour où la personne l'a dit.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter que la personne ne demande plus cela ; une opposition retirée laisse le travail reprendre.

    Exemple : prevexp privacy take-back 01-2021-00123 12
    """
    with opened(store, territory, key_file) as caseload:
        return told(caseload.take_back_right_request(caseload.find(case), number=number, on=on))
