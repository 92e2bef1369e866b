"""`prevexp worklist`: who is to be contacted on a day, on the terminal, as data or as a sheet to print."""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened


@click.command("worklist")
@caseload_options
@day_option(help="Jour de la feuille.")
@click.option("--worker", help="Un seul intervenant, par exemple social-1.")
@json_option
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la feuille à imprimer (A4, initiales)."
)
def command(
    store: str, territory: str, key_file: Path | None, on: date, worker: str | None, as_json: bool, html: Path | None
) -> int:
    """Donner la feuille du jour : qui contacter, depuis quand il attend, quelle date légale vient."""
    with opened(store, territory, key_file) as caseload:
        entries = caseload.worklist(on=on, worker=worker)
        if html is not None:
            from .pages import write_worklist

            write_worklist(caseload, entries, on=on, target=html)
            click.echo(f"Feuille écrite : {html}", err=True)
        if as_json:
            from .pages import worklist_json

            click.echo(json.dumps(worklist_json(entries), ensure_ascii=False, indent=1))
        elif html is None:
            from .pages import worklist_page

            click.echo(worklist_page(caseload, entries, on=on))
    return 0
