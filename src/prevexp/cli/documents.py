"""`prevexp documents`: what the lease, the acts and the decisions of a case say, as read by the team."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("documents")
@click.argument("case")
@click.argument("said", nargs=-1, metavar="[NOM=VALEUR]…")
@caseload_options
@day_option(help="Jour de la lecture des documents.")
@click.option("--withdraw", multiple=True, metavar="NOM", help="Retirer une donnée qui était fausse.")
def command(
    case: str,
    said: tuple[str, ...],
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    withdraw: tuple[str, ...],
) -> int:
    """Noter ce que disent le bail, les actes et l'audience d'un dossier ; sans valeur, dire ce qui est connu.

    Exemple : prevexp documents 01-2021-00123 lease_concluded_on=2018-05-01 delay_stated=P2M
    """
    from prevexp.caseload.reading import case_of
    from prevexp.render.document_words import documents_text

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if said or withdraw:
            caseload.read_documents(case_id, _values(said), on=on, withdrawn=withdraw)
            click.echo(f"Noté. Échéances : prevexp law timeline {case} --on {on.isoformat()}", err=True)
        else:
            click.echo(documents_text(case_of(caseload.records, case_id, on).procedure))
    return 0


def _values(said: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals or not name or name in values:
            raise click.UsageError("écrire NOM=VALEUR, chaque nom une fois")
        values[name] = value
    return values
