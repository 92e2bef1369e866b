"""`prevexp verify`: the chain of the journal, whole or broken, and its anchor; loads no plugin and needs no key."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import json_option
from .options import opened
from .options import store_option

if TYPE_CHECKING:
    from prevexp.storage.port import Head


@click.command("verify")
@store_option
@click.option("--anchor", help="Ancre confiée à un tiers (nombre:empreinte) : détecte aussi une fin coupée.")
@click.option(
    "--contents",
    metavar="TERRITOIRE",
    help="Comparer aussi, dossier par dossier, ce qui est en clair avec ce qui est scellé ; la clé est nécessaire.",
)
@click.option(
    "--key-file",
    envvar="PREVEXP_KEY_FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Avec --contents : fichier de la clé maîtresse.",
)
@json_option
def command(store: str, anchor: str | None, contents: str | None, key_file: Path | None, as_json: bool) -> int:
    """Vérifier la chaîne du journal et donner l'ancre à confier à un tiers. Ni clé ni extension n'est nécessaire.

    Après une panne de la machine, et avant de se fier à une sauvegarde : avec --contents.
    """
    head = _verified(store, _read(anchor) if anchor else None, contents, key_file)
    written = f"{head.count}:{head.link.hex()}"
    if as_json:
        click.echo(json.dumps({"count": head.count, "link": head.link.hex(), "anchor": written}))
    else:
        click.echo(f"Journal intact : {head.count} événements.\nAncre : {written}")
    return 0


def _verified(store: str, anchor: tuple[int, bytes] | None, contents: str | None, key_file: Path | None) -> "Head":
    if contents is not None:
        with opened(store, contents, key_file) as caseload:
            return caseload.verify(anchor)
    from prevexp.caseload.plugins import verify_store
    from prevexp.storage.port import Head

    return verify_store(store, anchor=Head(*anchor) if anchor else None)


def _read(anchor: str) -> tuple[int, bytes]:
    number, _, link = anchor.partition(":")
    try:
        return int(number), bytes.fromhex(link)
    except ValueError:
        raise click.BadParameter("--anchor : une ancre s'écrit nombre:empreinte, comme verify la donne") from None
