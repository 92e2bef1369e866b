"""`prevexp plan-rounds`: the visits of a worker, day by day, on the terminal, as data or as a page to print."""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened
from .pages import write_page


@click.command("plan-rounds")
@caseload_options
@day_option(help="Premier jour des tournées.")
@click.option("--worker", required=True, help="L'intervenant, par exemple social-1.")
@click.option("--days", type=click.IntRange(1, 60), help="Nombre de jours ouvrés ; sinon celui du territoire.")
@json_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la page à imprimer (initiales).")
def command(
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    worker: str,
    days: int | None,
    as_json: bool,
    html: Path | None,
) -> int:
    """Grouper les visites à faire par commune en journées faisables, rendez-vous gardés, communes rurales comprises.

    La visite dont le dernier jour vient d'abord passe d'abord ; ce qui ne tient pas est dit, avec la raison.
    """
    from prevexp.render.rounds import rounds_html
    from prevexp.render.rounds import rounds_json
    from prevexp.render.rounds import rounds_text

    with opened(store, territory, key_file) as caseload:
        plan, pack = caseload.plan_rounds(on=on, worker=worker, days=days), caseload.pack
    if html is not None:
        write_page(html, rounds_html(plan, pack))
        click.echo(f"Tournées écrites : {html}", err=True)
    if as_json:
        click.echo(json.dumps(rounds_json(plan), ensure_ascii=False, indent=1))
    elif html is None:
        click.echo(rounds_text(plan, pack))
    return 0
