"""`prevexp close`: the work on a case ends, for a reason and with what became of the household."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.life.closing import outcome_of
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.vocabulary import ClosureReason

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("close")
@click.argument("case")
@click.argument("reason", type=click.Choice([one.value for one in ClosureReason]))
@caseload_options
@day_option(help="Jour de la clôture.")
@click.option(
    "--outcome",
    type=click.Choice([one.value for one in ClosureOutcome]),
    help="Devenir du ménage ; sans elle, celui que dit le motif, sinon non connu.",
)
def command(
    case: str, reason: str, store: str, territory: str, key_file: Path | None, on: date, outcome: str | None
) -> int:
    """Clore un dossier : motif, et devenir du ménage. Ce qui était à faire pour lui s'arrête.

    Exemple : prevexp close 01-2021-00123 plan_kept --outcome maintained
    """
    why = ClosureReason(reason)
    became = ClosureOutcome(outcome) if outcome else outcome_of(why)
    with opened(store, territory, key_file) as caseload:
        return told(caseload.close_case(caseload.find(case), on=on, reason=why, outcome=became))
