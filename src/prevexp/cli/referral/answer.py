"""`prevexp referral answer`: what a partner said of a referral."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.referral.commands import NoteReferralAnswer
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral import RejectionReason

from .noting import noted
from .noting import on_a_referral


@click.command("answer")
@on_a_referral("Jour où le partenaire a répondu.")
@click.argument("reply", type=click.Choice([one.value for one in ReferralReply]))
@click.option("--reason", type=click.Choice([one.value for one in RejectionReason]), help="Motif, avec rejected.")
def command(
    case: str,
    number: int,
    reply: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    reason: str | None,
) -> int:
    """Noter une réponse : reçue, acceptée, refusée, en cours, réalisée, sans aide, injoignable.

    Une réponse qui arrive après la fin de l'orientation est gardée, et ne remet personne en charge.
    """
    why = RejectionReason(reason) if reason else None
    said = NoteReferralAnswer(on=on, number=number, reply=ReferralReply(reply), reason=why)
    return noted(case, said, store, territory, key_file)
