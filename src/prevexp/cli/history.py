"""`prevexp history`: how a case stands and what happened to it, each entry under its number."""

from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("history")
@click.argument("case")
@caseload_options
@day_option(help="Dernier jour dont les saisies sont données.")
def command(case: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Donner les saisies numérotées d'un dossier, celles qui sont rayées comprises, et dire où il en est."""
    from prevexp.caseload.reading import case_of
    from prevexp.render.history import history_text

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        click.echo(history_text(case_of(caseload.records, case_id, on), caseload.entries(case_id, on=on), on=on))
    return 0
