"""`prevexp split`: a person says that one case holds two households."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Identity
from prevexp.domain.life import SplitReason
from prevexp.domain.values import Secret

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("split")
@click.argument("case")
@click.option("--reason", type=click.Choice([one.value for one in SplitReason]), required=True, help="Motif.")
@click.option("--surname", help="Nom du second ménage.")
@click.option("--first-name", help="Prénom.")
@click.option("--born-on", type=Day(), help="Date de naissance.")
@click.option("--street", help="Numéro et voie de son logement, dans la commune du dossier.")
@caseload_options
@day_option(help="Jour de la décision.")
def command(
    case: str,
    reason: str,
    surname: str | None,
    first_name: str | None,
    born_on: date | None,
    street: str | None,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
) -> int:
    """Donner son propre dossier au second ménage d'un dossier ; son identifiant est écrit sur la sortie.

    Aucune parole du ménage n'y passe : ni accord, ni contact, ni diagnostic. Sans nom ni adresse, une liste à venir ne
    le reconnaît pas.
    """
    said = {
        "surname": surname,
        "first_name": first_name,
        "born_on": born_on.isoformat() if born_on else None,
        "street": street,
    }
    identity = Identity(**{name: Secret(value) for name, value in said.items() if value})
    with opened(store, territory, key_file) as caseload:
        result = caseload.split(caseload.find(case), on=on, reason=SplitReason(reason), identity=identity)
    if isinstance(result, Refusal):
        return told(result)
    click.echo(result.case_id)
    return told(result)
