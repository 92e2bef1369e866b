"""`prevexp privacy told`: a recipient of data was told what became of them."""

from datetime import date
from pathlib import Path

import click

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("told")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1))
@caseload_options
@day_option(help="Jour où le destinataire est prévenu.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter qu'un destinataire est prévenu d'une rectification, d'un effacement ou d'une limitation (RGPD art. 19).

    Exemple : prevexp privacy told 01-2021-00123 14
    """
    with opened(store, territory, key_file) as caseload:
        return told(caseload.tell_recipient(caseload.find(case), number=number, on=on))
