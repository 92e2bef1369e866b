"""`prevexp referral due`: what referrals make due on a day, over all cases."""

import json
from datetime import date
from pathlib import Path

import attrs
import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened


@click.command("due")
@caseload_options
@day_option(help="Jour de la liste.")
@json_option
def command(store: str, territory: str, key_file: Path | None, on: date, as_json: bool) -> int:
    """Lister ce qui est à faire : envois, relances, fins à annoncer, orientations sans suite.

    Ce qui n'a pas été fait reste dans la liste, quel que soit le nombre de jours passés sans la regarder.
    """
    with opened(store, territory, key_file) as caseload:
        found = caseload.referrals_due(on=on)
    if as_json:
        plain = [{"case_id": case.case_id, "reference": case.reference, **attrs.asdict(due)} for case, due in found]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))
    else:
        from prevexp.render.referral_pages import due_text

        click.echo(due_text([(case.reference, due) for case, due in found], on=on))
    return 0
