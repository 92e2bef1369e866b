"""`prevexp privacy answer`: what a person was answered."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("answer")
@click.argument("case")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("answer", type=click.Choice([one.value for one in RequestAnswer]))
@click.option("--ground", type=click.Choice([one.value for one in RefusalGround]), help="Motif d'un refus.")
@caseload_options
@day_option(help="Jour où la personne a reçu la réponse.")
def command(
    case: str,
    number: int,
    answer: str,
    ground: str | None,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
) -> int:
    """Noter la réponse donnée à une demande ; un refus dit l'un des motifs que l'article du droit admet.

    La personne qui reçoit un refus apprend aussi qu'elle peut se plaindre à la CNIL ou au juge (RGPD art. 12-4).

    Exemple : prevexp privacy answer 01-2021-00123 12 refused --ground public_task
    """
    with opened(store, territory, key_file) as caseload:
        said = {"answer": RequestAnswer(answer), "ground": RefusalGround(ground) if ground else None}
        return told(caseload.answer_right_request(caseload.find(case), number=number, on=on, **said))
