"""`prevexp privacy findings`: what is late towards people."""

from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import opened

EXIT_FINDINGS = 1


@click.command("findings")
@caseload_options
@day_option(help="Jour dont on parle.")
def command(store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Donner l'alerte : personnes pas informées à temps, demandes sans réponse, destinataires pas prévenus.

    Les dossiers pas encore attribués comptent aussi : leurs données sont reçues. Code de sortie 1 s'il y a du retard.

    Exemple : prevexp privacy findings
    """
    from prevexp.render.person_requests import findings_text

    with opened(store, territory, key_file) as caseload:
        found = caseload.person_findings(on=on)
    click.echo(findings_text(found, on=on))
    return EXIT_FINDINGS if found else 0
