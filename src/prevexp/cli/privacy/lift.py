"""`prevexp privacy lift`: a case is used again."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.vocabulary import Channel

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("lift")
@click.argument("case")
@click.option(
    "--told-by",
    "channel",
    type=click.Choice([one.value for one in Channel]),
    required=True,
    help="Comment la personne a été prévenue avant la levée.",
)
@caseload_options
@day_option(help="Premier jour où le dossier est de nouveau utilisé.")
def command(case: str, channel: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Lever la limitation d'un dossier, la personne prévenue avant (RGPD art. 18-3).

    Exemple : prevexp privacy lift 01-2021-00123 --told-by letter
    """
    with opened(store, territory, key_file) as caseload:
        return told(caseload.lift(caseload.find(case), on=on, channel=Channel(channel)))
