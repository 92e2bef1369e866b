"""`prevexp access forget`: lines of the access journal go when their time is over."""

from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("forget")
@caseload_options
@day_option(help="Jour auquel la durée de conservation est comptée.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait effacé, ne rien effacer.")
def command(store: str, territory: str, key_file: Path | None, on: date, dry_run: bool) -> int:
    """Effacer du journal des accès les mois plus anciens que la durée du territoire (access.toml ; douze mois sinon).

    À lancer chaque mois. L'en-tête de chaque mois reste : la chaîne se vérifie toujours.
    """
    from prevexp.render import french

    with opened(store, territory, key_file) as caseload:
        months = caseload.access_overdue(on=on) if dry_run else caseload.forget_access(on=on)
    if not months:
        click.echo("Rien à effacer.", err=True)
        return 0
    done = "à effacer" if dry_run else ("effacé" if len(months) == 1 else "effacés")
    click.echo(f"Mois {done} : {french.listed(list(months))}.", err=True)
    return 0
