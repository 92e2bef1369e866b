"""`prevexp hold`: do not approach a household for a while, and why."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import LiftHold
from prevexp.domain.vocabulary import HoldReason

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("hold")
@click.argument("case")
@caseload_options
@day_option(help="Premier jour de la suspension, ou jour où elle est levée.")
@click.option("--until", type=Day(), help="Dernier jour de la suspension.")
@click.option("--reason", type=click.Choice([one.value for one in HoldReason]), help="Motif.")
@click.option("--lift", is_flag=True, help="Lever la suspension en vigueur.")
def command(
    case: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    until: date | None,
    reason: str | None,
    lift: bool,
) -> int:
    """Suspendre le contact avec un ménage jusqu'à un jour compris (--until, --reason), ou lever la suspension (--lift).

    Ce qui était à faire le redevient le lendemain du dernier jour.
    """
    wanted: HoldContact | LiftHold
    if lift and until is None and reason is None:
        wanted = LiftHold(on=on)
    elif not lift and until is not None and reason is not None:
        wanted = HoldContact(on=on, until=until, reason=HoldReason(reason))
    else:
        raise click.UsageError("donner --until et --reason, ou --lift seul")
    with opened(store, territory, key_file) as caseload:
        return told(caseload.do(caseload.find(case), wanted))
