"""`prevexp privacy unarchive`: take a case out of the archive."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.archive import ReturnReason

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("unarchive")
@click.argument("case")
@click.option("--reason", required=True, type=click.Choice([one.value for one in ReturnReason]), help="Motif.")
@caseload_options
@day_option(help="Jour du retour en base active.")
def command(case: str, reason: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Sortir un dossier des archives ; une liste qui le nomme de nouveau l'en sort d'elle-même."""
    with opened(store, territory, key_file) as caseload:
        return told(caseload.unarchive_case(caseload.find(case), on=on, reason=ReturnReason(reason)))
