"""`prevexp sharing`: which partner may receive which group of a household's data, as the household says."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import WithdrawSharing
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened

_AUTHORISED = "authorised"


@click.command("sharing")
@click.argument("case")
@click.argument("status", type=click.Choice([_AUTHORISED, "withdrawn"]))
@click.argument("partner")
@click.argument("groups", nargs=-1, required=True, type=click.Choice([one.value for one in FieldGroup]))
@caseload_options
@day_option(help="Jour où le ménage l'a dit.")
@click.option("--medium", type=click.Choice([one.value for one in Channel]), help="Canal par lequel il l'a dit.")
@click.option(
    "--proof",
    type=click.Choice([one.value for one in ProofKind]),
    default=ProofKind.WORKER_RECORD.value,
    show_default=True,
    help="Ce qui montre l'autorisation.",
)
def command(
    case: str,
    status: str,
    partner: str,
    groups: tuple[str, ...],
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    medium: str | None,
    proof: str,
) -> int:
    """Noter que le ménage autorise un partenaire à recevoir des groupes de données, ou le retire.

    Groupes : G1 identité, G2 coordonnées, G3 logement, G4 dette et procédure, G5 budget, G6 ménage, G7 situation,
    G8 données sensibles, G9 démarches, G10 accords, G11 contacts. Il faut un accord au diagnostic en vigueur.

    Exemple : prevexp sharing 01-2021-00123 authorised caf G3 G9
    """
    channel, kinds = Channel(medium) if medium else None, tuple(map(FieldGroup, groups))
    said: AuthoriseSharing | WithdrawSharing
    if status == _AUTHORISED:
        said = AuthoriseSharing(on=on, partner=partner, groups=kinds, medium=channel, proof=ProofKind(proof))
    else:
        said = WithdrawSharing(on=on, partner=partner, groups=kinds, medium=channel)
    with opened(store, territory, key_file) as caseload:
        return told(caseload.do(caseload.find(case), said))
