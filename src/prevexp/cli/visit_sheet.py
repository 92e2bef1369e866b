"""`prevexp visit-sheet`: the sheets taken along to households, to print."""

from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("visit-sheet")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@caseload_options
@day_option(help="Jour des visites.")
@click.option("--worker", help="Sans dossier nommé : ceux du jour d'un intervenant, par exemple social-1.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Feuille à écrire (HTML, A4)."
)
@click.option("--initials", is_flag=True, help="Initiales seulement, sans nom ni adresse.")
def command(
    cases: tuple[str, ...],
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    worker: str | None,
    out: Path,
    initials: bool,
) -> int:
    """Écrire la feuille de visite : où aller, ce qui est dû, les dates, les questions, des cases à cocher.

    Sans dossier nommé, ceux de la feuille du jour. Elle porte nom et adresse : à détruire une fois la visite notée.

    Exemple : prevexp visit-sheet 01-2021-00123 --on 2021-05-20 --out visite.html
    """
    from prevexp.casework.due import Task
    from prevexp.exchange.atomic import replacing
    from prevexp.render import french
    from prevexp.render.visit_sheet import visit_sheets_html

    if cases and worker is not None:
        raise click.UsageError("--worker va sans dossier nommé")
    with opened(store, territory, key_file) as caseload:
        if cases:
            case_ids = [str(caseload.find(case)) for case in cases]
        else:
            listed = caseload.worklist(on=on, worker=worker)
            case_ids = [str(entry.case_id) for entry in listed if entry.task is not Task.DECIDE]
        visits = caseload.visits(case_ids, on=on)
        team = caseload.pack.labels.get("team", caseload.pack.name)
        with replacing(out) as sink:
            sink.write(visit_sheets_html(visits, team=team, with_address=not initials).encode())
    click.echo(f"{french.counted(len(visits), 'feuille écrite', 'feuilles écrites')} : {out}", err=True)
    return 0
