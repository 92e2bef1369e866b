"""`prevexp screen`: who may be approached on a day, and why not."""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened


@click.command("screen")
@caseload_options
@day_option(help="Jour auquel la décision est prise.")
@json_option
def command(store: str, territory: str, key_file: Path | None, on: date, as_json: bool) -> int:
    """Dire qui peut être approché : éligible, non éligible (avec les motifs), à vérifier (auprès de qui)."""
    with opened(store, territory, key_file) as caseload:
        screened = caseload.screen(on=on)
        if as_json:
            click.echo(json.dumps([line.to_json() for line in screened], ensure_ascii=False, indent=1))
        else:
            from prevexp.render.telling import screening_text

            click.echo(screening_text(screened, on=on, rules=caseload.rules(on)))
    return 0
