"""`prevexp keys copy`: a recovery copy of the master key."""

from pathlib import Path

import click

from ..options import key_options
from ..options import said_key


@click.command("copy")
@click.argument("target", metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path))
@key_options
def command(target: Path, key_file: Path | None) -> int:
    """Écrire une copie de secours de la clé maîtresse dans un FICHIER neuf, que seul son propriétaire peut lire.

    La garder ailleurs que la base et ses sauvegardes : un coffre, une enveloppe scellée chez le responsable.
    """
    from prevexp.caseload.keys import copy_key

    key_id = copy_key(said_key(key_file), target)
    click.echo(f"Copie de la clé {key_id} écrite : {target} (0600). À garder à part de la base et de ses sauvegardes.")
    return 0
