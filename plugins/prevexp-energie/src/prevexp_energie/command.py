"""`prevexp energie list`."""

import json
from datetime import date
from pathlib import Path

import click

from prevexp.cli.options import caseload_options
from prevexp.cli.options import day_option
from prevexp.cli.options import json_option
from prevexp.cli.options import opened

from .listing import announced_cuts
from .memory import MEMO
from .memory import seen_at
from .memory import written


@click.group("energie")
def group() -> None:
    """Coupures d'énergie annoncées aux ménages."""


@group.command("list")
@caseload_options
@day_option("--on", help="Jour de la liste.")
@json_option
def list_cuts(store: str, territory: str, key_file: Path | None, *, on: date, as_json: bool) -> None:
    """Lister les dossiers dont l'énergie va être coupée, la coupure la plus proche d'abord. Initiales seulement."""
    with opened(store, territory, key_file) as caseload:
        memo = caseload.plugin_data(MEMO)
        kept = memo.read()
        cuts = announced_cuts(caseload, on, seen_at(kept.data) if kept else None)
        if new := [one.noted_at for one in cuts if one.new and one.noted_at]:
            memo.write(written(max(new)), after=kept)
    if as_json:
        click.echo(json.dumps([one.to_json() for one in cuts], ensure_ascii=False, indent=1))
    elif cuts:
        click.echo("\n".join(map(str, cuts)))
    else:
        click.echo("Aucune coupure annoncée.", err=True)


def load() -> click.Command:
    """Return the command."""
    return group
