"""`prevexp access verify`: the access journal with its seals, and what of it is kept too long."""

import json
from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened

EXIT_OVERDUE = 1


@click.command("verify")
@caseload_options
@click.option(
    "--anchor", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Ancre confiée à un tiers."
)
@day_option(help="Jour auquel la durée de conservation est comptée.")
@json_option
def command(store: str, territory: str, key_file: Path | None, anchor: Path | None, on: date, as_json: bool) -> int:
    """Vérifier la chaîne et chaque sceau du journal des accès, et dire ce qui est gardé trop longtemps.

    La clé est nécessaire ; sans elle : prevexp journal verify. Code de sortie : 1 si des lignes sont gardées trop
    longtemps ou si l'ancre est trop ancienne pour être comparée, 3 si le journal n'est pas intact.
    """
    from prevexp.render import french
    from prevexp.render.access import chain_json
    from prevexp.render.access import chain_text
    from prevexp.storage.anchors import Anchor

    kept = None if anchor is None else Anchor.read(anchor.read_text(encoding="utf-8", errors="replace"))
    with opened(store, territory, key_file) as caseload:
        chain = caseload.verify_access(kept)
        overdue = caseload.access_overdue(on=on)
    if as_json:
        click.echo(json.dumps({**chain_json(chain), "overdue": list(overdue)}))
    else:
        click.echo(chain_text(chain))
    if overdue:
        told = french.counted(len(overdue), "mois gardé", "mois gardés")
        click.echo(f"{told} trop longtemps ({french.listed(list(overdue))}) : prevexp access forget", err=True)
    if chain.anchor_gone:
        click.echo("L'ancre est d'un mois dont les lignes sont effacées : en donner une plus récente.", err=True)
    return EXIT_OVERDUE if overdue or chain.anchor_gone else 0
