"""`prevexp privacy archive`: put a closed case into the archive, for a reason that is written down."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.archive import ArchiveReason

from ..noting import told
from ..options import Day
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("archive")
@click.argument("case")
@click.option(
    "--reason", required=True, type=click.Choice([one.value for one in ArchiveReason]), help="Motif de l'archivage."
)
@click.option("--until", required=True, type=Day(), help="Dernier jour où le dossier peut rester aux archives.")
@click.option("--by", "decided_by", required=True, help="Pseudonyme de qui l'a décidé.")
@caseload_options
@day_option(help="Jour de l'archivage.")
def command(
    case: str,
    reason: str,
    until: date,
    decided_by: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
) -> int:
    """Mettre un dossier clos aux archives : il quitte les listes, ne se lit plus qu'avec un motif, puis il est effacé.

    Exemple : prevexp privacy archive 01-2021-00123 --reason legal_claims --until 2026-06-30 --by aurore
    """
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        why = ArchiveReason(reason)
        return told(caseload.archive_case(case_id, on=on, reason=why, until=until, decided_by=decided_by))
