"""`prevexp privacy request`: a person asks something of its data."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.rights import PersonRight
from prevexp.domain.vocabulary import Channel

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("request")
@click.argument("case")
@click.argument("right", type=click.Choice([one.value for one in PersonRight]))
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="Comment la personne l'a dit.")
@caseload_options
@day_option(help="Jour de réception de la demande.")
def command(
    case: str, right: str, channel: str | None, store: str, territory: str, key_file: Path | None, on: date
) -> int:
    """Noter qu'une personne demande quelque chose sur ses données ; la réponse est due en un mois (RGPD art. 12-3).

    Une opposition (objection) arrête tout dès son jour : plus de contact, plus de courrier, plus d'envoi.

    Exemple : prevexp privacy request 01-2021-00123 access --channel letter
    """
    from prevexp.render.person_requests import due_line

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        said = {"right": PersonRight(right), "channel": Channel(channel) if channel else None}
        result = caseload.request_right(case_id, on=on, **said)
        return told(result, due_line(caseload.right_requests(case_id, on=on)))
