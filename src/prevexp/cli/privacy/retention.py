"""`prevexp privacy retention`: whose time is over, and what keeps the others."""

import json
from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened

EXIT_OVERDUE = 1


@click.command("retention")
@caseload_options
@day_option(help="Jour auquel les durées sont regardées.")
@json_option
def command(store: str, territory: str, key_file: Path | None, on: date, as_json: bool) -> int:
    """Dire combien de ménages ont dépassé leur durée de conservation, et ce qui en retient d'autres.

    Rend 1 s'il y a des ménages à effacer. Source : CNIL, délibération 2023-095.
    """
    from prevexp.render.retention import retention_json
    from prevexp.render.retention import retention_text

    with opened(store, territory, key_file) as caseload:
        found = caseload.retention(on=on)
    click.echo(json.dumps(retention_json(found), ensure_ascii=False, indent=1) if as_json else retention_text(found))
    return EXIT_OVERDUE if found.to_erase else 0
