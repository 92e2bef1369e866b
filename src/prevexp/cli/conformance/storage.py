"""`prevexp conformance storage`: the kit of storage backends on a URL."""

import click

from ..options import json_option
from .telling import require_kits
from .telling import tell


@click.command("storage")
@click.argument("url")
@click.option("--million", is_flag=True, help="Essayer aussi un million de dossiers : plusieurs minutes.")
@json_option
def command(url: str, million: bool, as_json: bool) -> int:
    """Éprouver le stockage d'une URL : memory:, sqlite:///essai/01.db, ou celle d'un plugin.

    Chaque règle a un stockage vide à elle, à côté du chemin de l'URL, effacé à la fin. Une URL sans chemin dit par
    {name} où son nom peut varier. Sortie 1 si une règle échoue.
    """
    require_kits()
    from prevexp.testing.storage.by_url import run_storage_conformance

    from ..progress import progress

    with progress("Conformité") as say:
        report = run_storage_conformance(url, million=million, progress=lambda one: say(one.rule.number))
    return tell(report, as_json=as_json)
