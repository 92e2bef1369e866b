"""`prevexp reopen`: a closed case is worked on again."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.life import ReopeningReason

from .noting import following
from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("reopen")
@click.argument("case")
@click.argument("reason", type=click.Choice([one.value for one in ReopeningReason]))
@caseload_options
@day_option(help="Jour de la réouverture.")
def command(case: str, reason: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Rouvrir un dossier clos : le contact et la veille recommencent, sauf s'il avait été clos par erreur.

    Un ménage qui avait refusé n'est pas approché tant qu'il n'a pas lui-même donné son accord.
    """
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        result = caseload.reopen_case(case_id, on=on, reason=ReopeningReason(reason))
        if isinstance(result, Refusal):
            return told(result)
        return told(result, following(caseload, case_id, on))
