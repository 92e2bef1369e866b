"""`prevexp allocate`.

Eligible cases are taken within the month's quota and the team's capacity, the rest wait with a rank.
"""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened


@click.command("allocate")
@caseload_options
@day_option(help="Jour de l'attribution.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait attribué, ne rien écrire.")
@json_option
def command(store: str, territory: str, key_file: Path | None, on: date, dry_run: bool, as_json: bool) -> int:
    """Attribuer les dossiers éligibles dans la limite du quota du mois et de la capacité de l'équipe."""
    with opened(store, territory, key_file) as caseload:
        round_ = caseload.allocate(on=on, dry_run=dry_run)
        if as_json:
            click.echo(json.dumps(round_.to_json(), ensure_ascii=False, indent=1))
        else:
            from prevexp.render.telling import allocation_text

            click.echo(allocation_text(round_))
    return 0
