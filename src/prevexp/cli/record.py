"""`prevexp record`: many entries at once, after the fact, from a file: all of them, or none."""

import json
from pathlib import Path

import click

from .noting import EXIT_REFUSED
from .options import caseload_options
from .options import json_option
from .options import opened


@click.command("record")
@caseload_options
@click.option(
    "--file",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Saisies, un objet JSON par ligne.",
)
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait noté, sans rien écrire.")
@json_option
def command(store: str, territory: str, key_file: Path | None, file: Path, dry_run: bool, as_json: bool) -> int:
    """Noter un fichier de saisies, chacune à son jour : toutes, ou aucune si une ligne est à corriger.

    Une ligne : {"case": "01-2021-00123", "command": "record-attempt", "on": "2021-05-10", "channel": "letter",
    "outcome": "no_answer"}. Le même fichier une seconde fois ne change rien.
    """
    from prevexp.render.entries import entries_text

    with opened(store, territory, key_file) as caseload:
        entries = caseload.record_batch(file, dry_run=dry_run)
    if as_json:
        from prevexp.render.entries import entries_json

        click.echo(json.dumps(entries_json(entries), ensure_ascii=False, indent=1))
    else:
        click.echo(entries_text(entries), err=True)
    return EXIT_REFUSED if entries.refused else 0
