"""`prevexp referral take-back`: a partner is no longer to act."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.referral.commands import TakeReferralBack
from prevexp.domain.referral import ReferralEnd

from .noting import noted
from .noting import on_a_referral


@click.command("take-back")
@on_a_referral("Jour du retrait.")
@click.option("--reason", required=True, type=click.Choice([one.value for one in ReferralEnd]), help="Pourquoi.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date, reason: str) -> int:
    """Retirer une orientation ; si elle était envoyée, le partenaire est à prévenir."""
    said = TakeReferralBack(on=on, number=number, reason=ReferralEnd(reason))
    return noted(case, said, store, territory, key_file)
