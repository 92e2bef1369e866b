"""`prevexp referral show`: how the referrals of a case stand on a day."""

import json
from datetime import date
from pathlib import Path

import attrs
import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened


@click.command("show")
@click.argument("case")
@caseload_options
@day_option(help="Jour pour lequel l'état est calculé.")
@json_option
def command(case: str, store: str, territory: str, key_file: Path | None, on: date, as_json: bool) -> int:
    """Montrer les orientations d'un dossier : où elles en sont, ce qui vient, ce qui est arrivé trop tard."""
    with opened(store, territory, key_file) as caseload:
        found = caseload.referrals(caseload.find(case), on=on)
        if as_json:
            plain = [attrs.asdict(one) for one in found]
            click.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))
        else:
            from prevexp.render.referral_pages import referrals_text

            click.echo(referrals_text(found, caseload.pack.referral_plan, on=on))
    return 0
