"""`prevexp national`: indicators over the snapshots of several départements."""

import json
from datetime import date
from pathlib import Path

import click

from .indicators import breakdowns
from .options import Day
from .options import json_option
from .options import today


@click.command("national")
@click.option(
    "--snapshot",
    "folders",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    multiple=True,
    required=True,
    help="Dossier d'un instantané ; une fois par département.",
)
@click.option("--from", "first", type=Day(), required=True, help="Premier jour de la période.")
@click.option("--to", "last", type=Day(), required=True, help="Dernier jour de la période, compris.")
@click.option("--by", default="", help="Ventilation : department, month, stage… ; deux au plus, par une virgule.")
@json_option
def command(folders: tuple[Path, ...], first: date, last: date, by: str, *, as_json: bool) -> int:
    """Donner les indicateurs de plusieurs départements ensemble, d'après leurs instantanés ; les petits masqués."""
    if last < first:
        raise click.UsageError("--to doit être le jour de --from ou un jour suivant")
    from prevexp.caseload.snapshot.national import Snapshots
    from prevexp.render.indicators import indicators_json
    from prevexp.render.indicators import indicators_text

    snapshots, observed_on = Snapshots.of(folders), max(first, min(last, today()))
    if snapshots.observed_on != observed_on:
        raise click.UsageError(
            f"la période s'observe le {observed_on}, les instantanés sont du {snapshots.observed_on} :"
            f" les reprendre avec prevexp snapshot --on {observed_on}"
        )
    table = snapshots.indicators(first, last, by=breakdowns(by), generated_on=today())
    if as_json:
        click.echo(json.dumps(indicators_json(table), ensure_ascii=False, indent=1))
    else:
        click.echo(indicators_text(table))
    return 0
