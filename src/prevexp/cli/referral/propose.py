"""`prevexp referral propose`: a partner is to act for a household."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.referral import ReferralPurpose

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("propose")
@click.argument("case")
@click.argument("partner")
@click.argument("purpose", type=click.Choice([one.value for one in ReferralPurpose]))
@caseload_options
@day_option(help="Jour de la proposition.")
@click.option("--undertaking", type=click.IntRange(min=1), help="Numéro de la démarche que l'orientation sert.")
@click.option("--replaces", type=click.IntRange(min=1), help="Numéro de l'orientation qu'elle remplace.")
def command(
    case: str,
    partner: str,
    purpose: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    undertaking: int | None,
    replaces: int | None,
) -> int:
    """Proposer une orientation vers un partenaire (cd62, caf, adil, pcb…) pour un motif.

    Exemple : prevexp referral propose 01-2021-00123 adil legal_advice
    """
    with opened(store, territory, key_file) as caseload:
        result = caseload.propose_referral(
            caseload.find(case),
            on=on,
            partner=partner,
            purpose=ReferralPurpose(purpose),
            undertaking=undertaking,
            replaces=replaces,
        )
        if isinstance(result, Refusal):
            return told(result)
        number = max(one.number for one in result.referrals)
        return told(result, f"Orientation n° {number}.")
