"""`prevexp journal anchor`: how far both journals reach today, as a file for a third party."""

from datetime import date
from pathlib import Path
from secrets import token_hex

import click

from ..options import day_option
from ..options import store_option
from ..pages import write_page


@click.command("anchor")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@day_option(help="Jour de l'ancre.")
def command(file: Path, store: str, on: date) -> int:
    """Écrire l'ancre des deux journaux dans FILE, après les avoir vérifiés. Ni clé ni extension n'est nécessaire.

    Elle ne dit rien de personne : des nombres, des empreintes, un jour. La confier à un tiers chaque mois : sans elle,
    une fin coupée ne se voit pas. La vérifier : prevexp journal verify --anchor FILE
    """
    from prevexp.caseload.auditing import anchor_store

    anchor = anchor_store(store, day=on, new_id=token_hex(16))
    write_page(file, anchor.text)
    click.echo(f"Ancre écrite : {file}", err=True)
    return 0
