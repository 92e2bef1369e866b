"""`prevexp privacy purge`: erase every household whose time is over."""

import json
from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened
from ..options import today
from .notices import notices_option
from .notices import write_notices


@click.command("purge")
@caseload_options
@day_option(help="Jour de l'effacement ; à venir, avec --dry-run seulement.")
@click.option("--dry-run", is_flag=True, help="Dire seulement ce qui serait effacé.")
@notices_option
@json_option
def command(
    store: str, territory: str, key_file: Path | None, on: date, dry_run: bool, notices: Path | None, as_json: bool
) -> int:
    """Effacer les ménages dont la durée de conservation est dépassée et que rien ne retient. Rien ne les fait revenir.

    Les nombres des bilans passés restent les mêmes. Interrompu, l'effacement reprend où il s'est arrêté.

    Exemple : prevexp privacy purge --dry-run
    """
    from prevexp.render.retention import purge_json
    from prevexp.render.retention import purge_text

    if on > today() and not dry_run:
        raise click.UsageError("rien n'est effacé à un jour à venir ; --dry-run dit ce qui le serait")
    with opened(store, territory, key_file) as caseload:
        if not dry_run:
            write_notices(caseload.purge(on=on, dry_run=True), notices)
        done = caseload.purge(on=on, dry_run=dry_run)
    click.echo(json.dumps(purge_json(done), ensure_ascii=False, indent=1) if as_json else purge_text(done))
    return 0
