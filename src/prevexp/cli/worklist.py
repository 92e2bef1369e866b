"""`prevexp worklist`: what is to be done on a day and for whom, on the terminal, as data or as a sheet to print."""

import json
from datetime import date
from pathlib import Path

import click

from prevexp.casework.due import Task

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened
from .pages import write_page


@click.command("worklist")
@caseload_options
@day_option(help="Jour de la feuille.")
@click.option("--worker", help="Un seul intervenant, par exemple social-1.")
@click.option("--sector", help="Un seul arrondissement, par son code ou son nom.")
@click.option("--task", type=click.Choice([task.value for task in Task]), help="Une seule sorte de chose à faire.")
@click.option(
    "--silent-since",
    "silent_days",
    type=click.IntRange(min=1),
    metavar="JOURS",
    help="Plutôt les ménages sans échange depuis ce nombre de jours.",
)
@json_option
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la feuille à imprimer (A4, initiales)."
)
def command(
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    worker: str | None,
    sector: str | None,
    task: str | None,
    silent_days: int | None,
    as_json: bool,
    html: Path | None,
) -> int:
    """Donner la feuille du jour : ce qui est à faire et pour qui, depuis quand il attend, quelle date légale vient.

    D'abord ce qui est en retard, puis par date légale, par arrondissement et commune, par attente.
    """
    if silent_days is not None and (sector or task or html):
        raise click.UsageError("--silent-since va avec --worker et --json seulement")
    with opened(store, territory, key_file) as caseload:
        if silent_days is not None:
            entries = caseload.silent(on=on, days=silent_days, worker=worker)
        else:
            entries = caseload.worklist(on=on, worker=worker, sector=sector, task=Task(task) if task else None)
        if html is not None:
            from prevexp.render.sheet import sheet_of

            write_page(html, sheet_of(caseload.pack, entries, on=on))
            click.echo(f"Feuille écrite : {html}", err=True)
    if as_json:
        from prevexp.caseload.plain import worklist_json

        plain = [worklist_json(entry, on=on) for entry in entries]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    elif silent_days is not None:
        from prevexp.render.sheet import silent_text

        click.echo(silent_text(entries, on=on, days=silent_days))
    elif html is None:
        from prevexp.render.sheet import worklist_text

        click.echo(worklist_text(entries, on=on))
    return 0
