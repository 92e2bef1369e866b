"""`prevexp intake`: a monthly transfer, taken in or refused."""

import json
from datetime import date
from pathlib import Path

import click

from prevexp.domain.errors import NoLegalBasis
from prevexp.domain.errors import TransferRefused

from .options import Day
from .options import caseload_options
from .options import json_option
from .options import opened
from .running import EXIT_DATA


@click.command("intake")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@caseload_options
@click.option("--received-on", type=Day(), required=True, help="Jour de réception de la liste.")
@click.option(
    "--aliases",
    type=click.Path(path_type=Path, readable=False),
    help="Table d'alias JSON ; l'emporte sur celle du pack.",
)
@click.option("--dry-run", is_flag=True, help="Tout dire, ne rien écrire.")
@json_option
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier CSV des lignes rejetées, à corriger et renvoyer.",
)
@click.option("--with-identities", is_flag=True, help="Ajouter noms et adresses au JSON (à manier avec précaution).")
def command(
    file: Path,
    store: str,
    territory: str,
    key_file: Path | None,
    received_on: date,
    aliases: Path | None,
    dry_run: bool,
    as_json: bool,
    rejects: Path | None,
    with_identities: bool,
) -> int:
    """Prendre en charge un transfert mensuel de la CCAPEX (CSV, TSV ou XLSX).

    Code de sortie : 0 tout est pris, 1 des lignes sont rejetées, 3 fichier refusé (rien n'est enregistré).
    """
    from .progress import progress

    if rejects is not None:
        from prevexp.exchange.atomic import check_writable

        check_writable(rejects)  # before the list is taken: exit 3 says that nothing was stored
    with opened(store, territory, key_file) as caseload:
        try:
            with progress("Prise en charge") as tell:
                intake = caseload.receive(
                    file, received_on=received_on, aliases=aliases, dry_run=dry_run, progress=tell
                )
        except (TransferRefused, NoLegalBasis) as error:
            if not as_json:
                raise
            click.echo(json.dumps(_refused(error, file), ensure_ascii=False, indent=1))
            return EXIT_DATA
        if rejects is not None:
            intake.write_rejects(rejects)
        if as_json:
            _print_json(intake.to_json(identities=with_identities))
        else:
            from prevexp.render.telling import intake_text

            click.echo(intake_text(intake, rejects))
    return 0 if intake.ok else 1


def _refused(error: TransferRefused | NoLegalBasis, file: Path) -> dict[str, object]:
    """Return the documented answer to a list that is not taken, for whatever reason."""
    if isinstance(error, TransferRefused):
        from prevexp.exchange.result import refused_json

        return refused_json(error)
    from prevexp.render.errors import explain_error

    told = explain_error(error)
    return {"file": file.name, "error": {"reason": told.code, "message": f"{told.message} {told.remedy}"}}


def _print_json(result: dict[str, object]) -> None:
    """Print one row a line: readable, and a million rows stay a stream."""
    head = {name: value for name, value in result.items() if name != "rows"}
    rows = result["rows"]
    click.echo(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": [')
    assert isinstance(rows, list)  # noqa: S101 - the documented shape
    for number, row in enumerate(rows):
        end = "" if number == len(rows) - 1 else ","
        click.echo(f"  {json.dumps(row, ensure_ascii=False)}{end}")
    click.echo(" ]\n}")
