"""`prevexp agreement`: what a household says of the diagnosis."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("agreement")
@click.argument("case")
@click.argument("status", type=click.Choice([one.value for one in AgreementStatus]))
@caseload_options
@day_option(help="Jour où le ménage l'a dit.")
@click.option("--medium", type=click.Choice([one.value for one in Channel]), help="Canal par lequel il l'a dit.")
@click.option(
    "--proof",
    type=click.Choice([one.value for one in ProofKind]),
    default=ProofKind.WORKER_RECORD.value,
    show_default=True,
    help="Ce qui montre l'accord donné.",
)
def command(
    case: str,
    status: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    medium: str | None,
    proof: str,
) -> int:
    """Noter l'accord au diagnostic : donné (given), refusé (refused), retiré (withdrawn).

    Un ménage qui refuse ou retire son accord n'est plus approché ; rien de ce qui dépend de l'accord ne se note plus.
    """
    with opened(store, territory, key_file) as caseload:
        case_id, channel = caseload.find(case), Channel(medium) if medium else None
        match AgreementStatus(status):
            case AgreementStatus.GIVEN:
                result = caseload.give_agreement(case_id, on=on, medium=channel, proof=ProofKind(proof))
            case AgreementStatus.REFUSED:
                result = caseload.refuse_agreement(case_id, on=on, medium=channel)
            case AgreementStatus.WITHDRAWN:
                result = caseload.withdraw_agreement(case_id, on=on, medium=channel)
        return told(result)
