"""`prevexp contact`: an attempt to reach a household, or an exchange with it, and what comes next."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Place

from .noting import following
from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("contact")
@click.argument("case")
@click.argument("channel", type=click.Choice([one.value for one in Channel]))
@click.argument("outcome", type=click.Choice([one.value for one in AttemptOutcome]))
@caseload_options
@day_option(help="Jour de la tentative.")
@click.option("--place", type=click.Choice([one.value for one in Place]), help="Lieu de l'échange.")
@click.option("--worker", "workers", multiple=True, help="Intervenant présent, par exemple social-1 ; à répéter.")
def command(
    case: str,
    channel: str,
    outcome: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    place: str | None,
    workers: tuple[str, ...],
) -> int:
    """Noter une tentative de contact ou un échange (canal, issue), et dire ce qui vient ensuite.

    Exemple : prevexp contact 01-2021-00123 visit_planned met --place home --worker social-1 --worker legal-1
    """
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        result = caseload.record_attempt(
            case_id,
            on=on,
            channel=Channel(channel),
            outcome=AttemptOutcome(outcome),
            place=Place(place) if place else None,
            workers=workers,
        )
        if isinstance(result, Refusal):
            return told(result)
        return told(result, following(caseload, case_id, on))
