"""`prevexp verify`: the chain of the journal, whole or broken, and its anchor; loads no plugin and needs no key."""

import json

import click

from .options import json_option
from .options import store_option


@click.command("verify")
@store_option
@click.option("--anchor", help="Ancre confiée à un tiers (nombre:empreinte) : détecte aussi une fin coupée.")
@json_option
def command(store: str, anchor: str | None, as_json: bool) -> int:
    """Vérifier la chaîne du journal et donner l'ancre à confier à un tiers. Ni clé ni extension n'est nécessaire."""
    from prevexp.caseload.plugins import verify_store
    from prevexp.storage.port import Head

    head = verify_store(store, anchor=Head(*_read(anchor)) if anchor else None)
    written = f"{head.count}:{head.link.hex()}"
    if as_json:
        click.echo(json.dumps({"count": head.count, "link": head.link.hex(), "anchor": written}))
    else:
        click.echo(f"Journal intact : {head.count} événements.\nAncre : {written}")
    return 0


def _read(anchor: str) -> tuple[int, bytes]:
    number, _, link = anchor.partition(":")
    try:
        return int(number), bytes.fromhex(link)
    except ValueError:
        raise click.BadParameter("--anchor : une ancre s'écrit nombre:empreinte, comme verify la donne") from None
