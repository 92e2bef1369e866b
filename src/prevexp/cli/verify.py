"""`prevexp verify`: the chain of the journal, whole or broken, its anchor and the keys that are needed.

Loads no plugin and needs no key.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .anchors import anchor_option
from .options import json_option
from .options import key_options
from .options import opened
from .options import store_option

if TYPE_CHECKING:
    from prevexp.storage.port import Head


@click.command("verify")
@store_option
@anchor_option("Ancre confiée à un tiers (nombre:empreinte) : détecte aussi une fin coupée.")
@click.option(
    "--contents",
    metavar="TERRITOIRE",
    help="Comparer aussi, dossier par dossier, ce qui est en clair avec ce qui est scellé ; la clé est nécessaire.",
)
@key_options
@json_option
def command(
    store: str, anchor: tuple[int, bytes] | None, contents: str | None, key_file: Path | None, as_json: bool
) -> int:
    """Vérifier la chaîne du journal et donner l'ancre à confier à un tiers. Ni clé ni extension n'est nécessaire.

    Nomme aussi chaque clé maîtresse que des ménages demandent ; finit par 1 s'il y en a plusieurs. Après une panne de
    la machine, et avant de se fier à une sauvegarde : avec --contents.
    """
    from prevexp.caseload.plugins import survey_store

    head, seen = _verified(store, anchor, contents, key_file), survey_store(store)
    written = f"{head.count}:{head.link.hex()}"
    if as_json:
        keys = {"needed": seen.needed, "households": dict(seen.households)}
        click.echo(json.dumps({"count": head.count, "link": head.link.hex(), "anchor": written, "keys": keys}))
    else:
        from prevexp.render.keys import verified_keys

        click.echo(f"Journal intact : {head.count} événements.\nAncre : {written}")
        for line in verified_keys(seen):
            click.echo(line)
    return 0 if seen.whole else 1


def _verified(store: str, anchor: tuple[int, bytes] | None, contents: str | None, key_file: Path | None) -> "Head":
    if contents is not None:
        with opened(store, contents, key_file) as caseload:
            return caseload.verify(anchor)
    from prevexp.caseload.plugins import verify_store
    from prevexp.storage.port import Head

    return verify_store(store, anchor=Head(*anchor) if anchor else None)
