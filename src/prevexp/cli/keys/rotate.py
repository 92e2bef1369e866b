"""`prevexp keys rotate`: another master key; the same command goes on after an interruption."""

import json
from pathlib import Path

import click

from ..options import json_option
from ..options import key_options
from ..options import said_key
from ..options import store_option
from ..progress import progress


@click.command("rotate")
@store_option
@key_options
@click.option(
    "--to", "place", metavar="LIEU", required=True, help="Où est la nouvelle clé ; faite si elle n'y est pas."
)
@json_option
def command(store: str, key_file: Path | None, place: str, as_json: bool) -> int:
    """Changer la clé maîtresse : chaque clé de ménage est réenveloppée, aucun contenu n'est réécrit.

    --key (ou --key-file) dit où est l'ancienne. Interrompue, la même commande reprend. Qui a la base ouverte avec
    l'ancienne clé ne peut plus y écrire et doit la rouvrir avec la nouvelle ; rien n'est perdu.

    Exemple : prevexp keys rotate --to file:cle-2027.key
    """
    from prevexp.caseload.keys import provider_of
    from prevexp.caseload.keys import ready
    from prevexp.caseload.keys import rotate_key

    old = provider_of(said_key(key_file))
    new = ready(place, None)
    with progress("Clés réenveloppées") as tell:
        done = rotate_key(store, old, new, progress=lambda number: tell(str(number)))
    if as_json:
        left = {"changed": done.changed, "left": dict(done.left), "damaged": done.damaged, "key_id": new.key_id}
        click.echo(json.dumps(left))
    else:
        from prevexp.render.keys import rotation_told

        click.echo(rotation_told(done, place=place, key_id=new.key_id))
    return 1 if done.left or done.damaged else 0
