"""`prevexp backup`: the store as it is at one moment, in one file, while others write; loads no plugin."""

import json
from datetime import UTC
from datetime import datetime
from pathlib import Path

import click

from .options import json_option
from .options import key_options
from .options import opened
from .options import store_option


@click.command("backup")
@store_option
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Fichier neuf (0600)."
)
@click.option(
    "--contents",
    metavar="TERRITOIRE",
    help="Vérifier aussi le contenu de la copie, et l'inscrire au journal des accès ; la clé est nécessaire.",
)
@key_options
@json_option
def command(store: str, target: Path, contents: str | None, key_file: Path | None, as_json: bool) -> int:
    """Sauvegarder la base pendant qu'on y travaille, dans un fichier neuf, entier ou pas du tout ; puis le vérifier.

    La clé maîtresse n'y est jamais : elle se sauvegarde à part (prevexp keys copy). L'ancre imprimée se confie à un
    tiers avec la date.

    Exemple : prevexp backup --to sauvegardes/2027-01-15.prevexp
    """
    if contents is None:
        from prevexp.caseload.bare import back_up_store

        made = back_up_store(store, target, made_at=datetime.now(UTC))
    else:
        with opened(store, contents, key_file) as caseload:
            made = caseload.backup(target)
    if as_json:
        click.echo(json.dumps(made.data()))
    else:
        from prevexp.render.backup import backup_told

        click.echo(backup_told(made, target))
    return 0
