"""`prevexp transfer`: another worker answers for a case, with days on which both see it."""

from datetime import date
from pathlib import Path

import click

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("transfer")
@click.argument("case")
@caseload_options
@day_option(help="Premier jour du nouvel intervenant.")
@click.option("--social", help="Nouvel intervenant social, par exemple social-2.")
@click.option("--legal", help="Nouveau juriste, par exemple legal-1.")
@click.option("--overlap-until", type=Day(), help="Dernier jour où l'intervenant d'avant voit encore le dossier.")
def command(
    case: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    social: str | None,
    legal: str | None,
    overlap_until: date | None,
) -> int:
    """Transmettre un dossier à un autre intervenant du même métier (--social, --legal ou les deux)."""
    if social is None and legal is None:
        raise click.UsageError("donner --social, --legal ou les deux")
    with opened(store, territory, key_file) as caseload:
        said = {"social_worker": social, "legal_worker": legal, "overlap_until": overlap_until}
        return told(caseload.transfer_case(caseload.find(case), on=on, **said))
