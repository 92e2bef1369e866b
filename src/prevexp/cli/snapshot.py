"""`prevexp snapshot`: the columnar snapshot, brought up to date."""

import json
from datetime import date
from pathlib import Path

import attrs
import click

from .options import Day
from .options import caseload_options
from .options import json_option
from .options import opened
from .options import today


@click.command("snapshot")
@caseload_options
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Dossier de l'instantané ; créé s'il manque, complété s'il est là.",
)
@click.option("--on", "day", type=Day(), help="Jour auquel les dossiers sont observés ; sinon aujourd'hui.")
@json_option
def command(store: str, territory: str, key_file: Path | None, folder: Path, day: date | None, *, as_json: bool) -> int:
    """Mettre à jour l'instantané en colonnes (Parquet) : pseudonymes et ce qui se compte, jamais qui est qui.

    Interrompu, il reprend où il en était. Un ménage effacé en sort. Sert à compter à l'échelle d'un pays.
    """
    with opened(store, territory, key_file) as caseload:
        taken = caseload.snapshot(folder, on=day or today())
    if as_json:
        click.echo(json.dumps(attrs.asdict(taken)))
        return 0
    click.echo(f"Instantané à jour : {taken.position} écritures du journal, dont {taken.added} nouvelles.")
    click.echo(f"Dossiers : {taken.cases} ; effacés, donc absents : {taken.forgotten}.")
    if taken.unknown:
        click.echo(f"Écritures d'extensions non installées, absentes : {taken.unknown}.", err=True)
    if taken.unreadable:
        click.echo(f"Faits qu'une extension n'a pas pu lire : {', '.join(taken.unreadable)}.", err=True)
    return 0
