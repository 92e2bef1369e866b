"""`prevexp referral send`: a referral left by other means than a file."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.referral.commands import SendReferral
from prevexp.domain.referral import ReferralMeans

from .noting import noted
from .noting import on_a_referral


@click.command("send")
@on_a_referral("Jour de l'envoi.")
@click.option("--by", "means", required=True, type=click.Choice([one.value for one in ReferralMeans]), help="Moyen.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date, means: str) -> int:
    """Noter l'envoi d'une orientation ; par fichier, c'est `prevexp exchange send` qui la note."""
    said = SendReferral(on=on, number=number, means=ReferralMeans(means))
    return noted(case, said, store, territory, key_file)
