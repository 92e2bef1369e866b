"""`prevexp privacy requests`: what a person asked of its data, and how it stands."""

from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("requests")
@click.argument("case")
@caseload_options
@day_option(help="Jour dont on parle.")
def command(case: str, store: str, territory: str, key_file: Path | None, on: date) -> None:
    """Dire ce qu'une personne a demandé, jusqu'à quand y répondre, et quels destinataires restent à prévenir.

    Exemple : prevexp privacy requests 01-2021-00123
    """
    from prevexp.render.person_requests import requests_text

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        click.echo(requests_text(caseload.right_requests(case_id, on=on), caseload.rights(case_id, on=on), on=on))
