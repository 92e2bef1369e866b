"""`prevexp report`: the bilan of a period."""

from datetime import date
from pathlib import Path

import click

from .options import Day
from .options import caseload_options
from .options import end_of
from .options import opened
from .options import today
from .publishing import output_options
from .publishing import published


@click.command("report")
@caseload_options
@click.option("--from", "first", type=Day(), required=True, help="Premier jour de la période.")
@click.option("--to", "last", type=Day(), required=True, help="Dernier jour de la période, compris.")
@output_options
@click.option(
    "--noted-by", type=Day(), help="Compter ce qui était noté à la fin de ce jour : un bilan tel qu'il a été envoyé."
)
def command(
    store: str,
    territory: str,
    key_file: Path | None,
    first: date,
    last: date,
    form: str | None,
    output: Path | None,
    noted_by: date | None,
) -> int:
    """Écrire le bilan d'une période : page en français à lire et imprimer, ou ses tableaux dans une autre forme."""
    if last < first:
        raise click.UsageError("--to doit être le jour de --from ou un jour suivant")
    from prevexp.evaluation.rows import LONGEST_PERIOD_YEARS
    from prevexp.render.documents import bilan_document

    if last.year - first.year > LONGEST_PERIOD_YEARS:
        raise click.UsageError(f"--to : un bilan couvre {LONGEST_PERIOD_YEARS} ans au plus")

    with opened(store, territory, key_file) as caseload:
        noted = None if noted_by is None else end_of(noted_by)
        bilan = caseload.report(first, last, generated_on=today(), noted_by=noted)
        published(bilan_document(bilan), form or "html", output, caseload)
    for one in bilan.missing:
        click.echo(f"Partie absente du bilan : {one.section} ({one.reason})", err=True)
    if output is not None:
        click.echo(f"Bilan écrit : {output}", err=True)
    return 0
