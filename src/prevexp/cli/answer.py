"""`prevexp answer`: what a partner answered about a household."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.vocabulary import SocialServicesAnswer

from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("answer")
@click.argument("case")
@click.argument("partner")
@click.argument("answer", type=click.Choice([a.value for a in SocialServicesAnswer]))
@caseload_options
@day_option(help="Jour de la réponse.")
def command(case: str, partner: str, answer: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter la réponse d'un service social (caf, msa…) sur un dossier.

    Suivi, non_suivi, inconnu_du_service, sans_reponse.
    """
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        caseload.answer(case_id, partner=partner, answer=SocialServicesAnswer(answer), on=on)
        click.echo(f"Noté. Décision au {on.isoformat()} : prevexp explain {case} --on {on.isoformat()}", err=True)
    return 0
