"""`prevexp privacy extend`: the person is told that the answer takes longer."""

from datetime import date
from pathlib import Path

import click

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("extend")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1))
@caseload_options
@day_option(help="Jour où la personne est prévenue.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter que la personne est prévenue, avec le motif, que la réponse prend deux mois de plus (RGPD art. 12-3).

    Cela se dit dans le premier mois, et une seule fois.

    Exemple : prevexp privacy extend 01-2021-00123 12
    """
    with opened(store, territory, key_file) as caseload:
        return told(caseload.extend_right_request(caseload.find(case), number=number, on=on))
