"""`prevexp privacy archived`: read a case of the archive, for a reason that the access journal keeps."""

from pathlib import Path

import click

from ..options import caseload_options
from ..options import opened


@click.command("archived")
@click.argument("case")
@click.option(
    "--reason", required=True, help="Motif de la lecture, en un mot (lettres, chiffres, - ou _) ; il est consigné."
)
@caseload_options
def command(case: str, reason: str, store: str, territory: str, key_file: Path | None) -> int:
    """Lire un dossier archivé. Qui, quand et pourquoi est consigné avant que rien ne s'affiche."""
    from prevexp.render.archived import archived_text

    with opened(store, territory, key_file) as caseload:
        click.echo(archived_text(caseload.read_archived(caseload.find(case), reason=reason)))
    return 0
