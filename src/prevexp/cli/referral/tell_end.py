"""`prevexp referral tell-end`: a partner knows that it is no longer to act."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.referral.commands import TellReferralEnd

from .noting import noted
from .noting import on_a_referral


@click.command("tell-end")
@on_a_referral("Jour où le partenaire a été prévenu.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter que le partenaire a été prévenu de la fin de l'orientation (RGPD, art. 19)."""
    return noted(case, TellReferralEnd(on=on, number=number), store, territory, key_file)
