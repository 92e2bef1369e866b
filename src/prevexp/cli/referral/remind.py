"""`prevexp referral remind`: the reminder that is due went out."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.referral.commands import RemindPartner

from .noting import noted
from .noting import on_a_referral


@click.command("remind")
@on_a_referral("Jour de la relance.")
def command(case: str, number: int, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter la relance qui est à faire pour une orientation ; aucune n'est notée deux fois."""
    return noted(case, RemindPartner(on=on, number=number), store, territory, key_file)
