"""`prevexp privacy export`: the copy of all that is kept of a household."""

import json
from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import opened

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export")
@click.argument("case")
@click.option("--html", type=_FILE, help="Page à lire et à imprimer.")
@click.option("--json", "json_file", type=_FILE, help="Fichier à reprendre par un programme.")
@click.option("--sensitive", is_flag=True, help="Avec les données de santé, pour la personne qu'elles concernent.")
@caseload_options
@day_option(help="Dernier jour dont la copie parle.")
def command(
    case: str,
    html: Path | None,
    json_file: Path | None,
    sensitive: bool,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
) -> None:
    """Écrire la copie des données d'un ménage, destinataires compris (RGPD art. 15, 20), en fichiers privés (0600).

    Ce qui concerne d'autres personnes n'y est pas. Une ligne du journal des accès est écrite.

    Exemple : prevexp privacy export 01-2021-00123 --html copie.html --json copie.json
    """
    if html is None and json_file is None:
        raise click.UsageError("--html FICHIER ou --json FICHIER : où écrire la copie")
    from prevexp.exchange.atomic import replacing
    from prevexp.render.person_export import left_out
    from prevexp.render.person_export import person_html

    with opened(store, territory, key_file) as caseload:
        export = caseload.export_person(caseload.find(case), on=on, sensitive=sensitive)
    if html is not None:
        with replacing(html) as sink:
            sink.write(person_html(export).encode())
    if json_file is not None:
        with replacing(json_file) as sink:
            sink.write(json.dumps(export.to_json(), ensure_ascii=False, indent=1).encode())
    for line in left_out(export):
        click.echo(line, err=True)
