"""`prevexp verify`: the chain of the journal, whole or broken, and its anchor."""

import json
from pathlib import Path

import click

from .options import caseload_options
from .options import json_option
from .options import opened


@click.command("verify")
@caseload_options
@click.option("--anchor", help="Ancre confiée à un tiers (nombre:empreinte) : détecte aussi une fin coupée.")
@json_option
def command(store: str, territory: str, key_file: Path | None, anchor: str | None, as_json: bool) -> int:
    """Vérifier la chaîne du journal et donner l'ancre à confier à un tiers."""
    with opened(store, territory, key_file) as caseload:
        head = caseload.verify(anchor=_read(anchor) if anchor else None)
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
