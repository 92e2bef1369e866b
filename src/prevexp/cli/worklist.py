"""`prevexp worklist`: who is to be contacted on a day, on the terminal, as data or as a sheet to print."""

import json
from datetime import date
from pathlib import Path

import attrs
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
            from prevexp.render.sheet import sheet_of

            html.write_text(sheet_of(caseload.pack, entries, on=on), encoding="utf-8")
            click.echo(f"Feuille écrite : {html}", err=True)
        if as_json:
            plain = [attrs.asdict(entry) for entry in entries]
            click.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))
        elif html is None:
            from prevexp.render.sheet import worklist_text

            click.echo(worklist_text(entries, on=on))
    return 0
