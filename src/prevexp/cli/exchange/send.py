"""`prevexp exchange send`: a batch for a partner, with its receipt."""

import json
from datetime import date
from pathlib import Path

import attrs
import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened


@click.command("send")
@click.argument("partner")
@caseload_options
@day_option(help="Jour de l'envoi.")
@click.option(
    "--folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des échanges ; chaque partenaire y a le sien.",
)
@click.option("--dry-run", is_flag=True, help="Tout dire, ne rien écrire.")
@json_option
def command(
    partner: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    folder: Path,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Déposer ce qui est à envoyer : orientations, relances dues, fins. Ce qui est parti ne repart pas.

    Du ménage, seul part ce que la matrice de partage laisse voir à ce partenaire. Code de sortie : 0 tout est parti, 1
    quelque chose reste à l'équipe, qui est dit.
    """
    from prevexp.caseload.reading import case_of

    with opened(store, territory, key_file) as caseload:
        done = caseload.send_referrals(partner, on=on, folder=folder, dry_run=dry_run)
        references = {one.case_id: case_of(caseload.records, one.case_id).reference for one in (*done.sent, *done.left)}
    if as_json:
        click.echo(json.dumps(attrs.asdict(done), ensure_ascii=False, indent=1, default=str))
    else:
        from prevexp.render.referral_pages import dispatch_text

        click.echo(dispatch_text(done, references, dry_run=dry_run))
    return 1 if done.left else 0
