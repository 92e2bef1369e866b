"""`prevexp privacy received`: who received what of a case."""

from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("received")
@click.argument("case")
@caseload_options
@day_option(help="Dernier jour dont on parle.")
def command(case: str, store: str, territory: str, key_file: Path | None, on: date) -> None:
    """Dire qui a reçu quoi d'un dossier, d'après le journal des accès et les orientations (RGPD art. 15-1 c, 19).

    Exemple : prevexp privacy received 01-2021-00123
    """
    from prevexp.render.person_requests import received_text

    with opened(store, territory, key_file) as caseload:
        found = caseload.received_by(caseload.find(case), on=on)
        labels = {partner.slug: partner.label for partner in caseload.pack.partners}
        click.echo(received_text(found, labels))
