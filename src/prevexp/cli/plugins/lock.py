"""`prevexp plugins lock`: what is in use, to compare a later run with."""

import json

import click

from ..plugging import lock


@click.command("lock")
@click.option(
    "--territory",
    envvar="PREVEXP_TERRITORY",
    required=True,
    help="Territoire : nom d'un pack installé (01) ou dossier d'un pack.",
)
def command(territory: str) -> int:
    """Donner le verrou en JSON : extensions, règles, indicateurs, pack, avec versions et empreintes.

    `prevexp --lock FICHIER …` refuse ensuite de travailler avec autre chose.
    """
    click.echo(json.dumps(lock(territory).to_json(), ensure_ascii=False, indent=1))
    return 0
