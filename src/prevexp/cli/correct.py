"""`prevexp correct`: an entry was wrong; it is struck, and stays readable as such."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.life import CorrectionReason

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("correct")
@click.argument("case")
@click.argument("entry", type=click.IntRange(min=1))
@caseload_options
@day_option(help="Jour où l'erreur a été vue.")
@click.option(
    "--reason",
    required=True,
    type=click.Choice([one.value for one in CorrectionReason]),
    help="Ce qui est faux.",
)
def command(case: str, entry: int, store: str, territory: str, key_file: Path | None, on: date, reason: str) -> int:
    """Rayer une saisie fausse, nommée par son numéro (prevexp history), puis noter à nouveau ce qui est vrai.

    Exemple : prevexp correct 01-2021-00123 7 --reason wrong_day
    """
    with opened(store, territory, key_file) as caseload:
        said = {"entry": entry, "reason": CorrectionReason(reason)}
        return told(caseload.correct_entry(caseload.find(case), on=on, **said))
