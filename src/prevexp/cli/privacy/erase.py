"""`prevexp privacy erase`: erase the household of one case, because it asked for it or objected."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.erasure import ErasureReason

from ..options import caseload_options
from ..options import day_option
from ..options import opened
from .notices import notices_option
from .notices import write_notices


@click.command("erase")
@click.argument("case")
@click.option(
    "--reason",
    required=True,
    type=click.Choice([ErasureReason.REQUEST.value, ErasureReason.OBJECTION.value]),
    help="Demande d'effacement (art. 17) ou opposition (art. 21), qui empêche aussi toute nouvelle approche.",
)
@caseload_options
@day_option(help="Jour de l'effacement.")
@notices_option
def command(
    case: str, reason: str, store: str, territory: str, key_file: Path | None, on: date, notices: Path | None
) -> int:
    """Effacer le ménage d'un dossier, avec tous ses dossiers, quelle que soit sa durée. Rien ne le fait revenir.

    Dire à la personne ce qui a été décidé se fait avant, tant que son dossier est là.
    """
    from prevexp.render.retention import purge_text

    with opened(store, territory, key_file) as caseload:
        case_id, why = caseload.find(case), ErasureReason(reason)
        write_notices(caseload.erase(case_id, reason=why, on=on, dry_run=True), notices)
        click.echo(purge_text(caseload.erase(case_id, reason=why, on=on)))
    return 0
