"""`prevexp exchange receive`: the answers a partner left."""

import json
from datetime import date
from pathlib import Path

import attrs
import click

from prevexp.domain.errors import TransferRefused

from ..options import Day
from ..options import caseload_options
from ..options import json_option
from ..options import opened
from ..running import EXIT_DATA


@click.command("receive")
@click.argument("partner")
@caseload_options
@click.option("--received-on", type=Day(), required=True, help="Jour où les réponses sont arrivées.")
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
    received_on: date,
    folder: Path,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Prendre les réponses déposées dans PARTENAIRE/reception et laisser un reçu à côté de chaque fichier.

    Code de sortie : 0 tout est pris, 1 des lignes sont refusées, 3 un fichier est illisible (rien n'en est noté).
    """
    from prevexp.render.errors import explain_error
    from prevexp.render.referral_pages import answers_text

    code, told = 0, []
    with opened(store, territory, key_file) as caseload:
        for path, result in caseload.receive_from(partner, folder=folder, received_on=received_on, dry_run=dry_run):
            if isinstance(result, TransferRefused):
                code = EXIT_DATA
                reason, message, remedy = explain_error(result)
                told.append({"file": path.name, "error": {"reason": reason, "message": f"{message} {remedy}"}})
                click.echo(f"Erreur [{reason}] {path.name} : {message}\n  À faire : {remedy}", err=True)
                continue
            code = code or (0 if result.ok else 1)
            told.append(attrs.asdict(result) | {"counts": dict(result.counts)})
            if not as_json:
                click.echo(answers_text(result))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    elif not told:
        click.echo("Aucun fichier nouveau.", err=True)
    return code
