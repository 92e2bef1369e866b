"""`prevexp assessment`: an assessment with its budget explained, as text, as a page, or as data."""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened
from .pages import write_page

EXIT_NONE = 1


@click.command("assessment")
@click.argument("case")
@caseload_options
@day_option(help="Jour auquel le diagnostic est lu.")
@click.option("--version", type=click.IntRange(min=1), help="Une version précédente, de 1 à la version en cours.")
@json_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la page en HTML, à imprimer.")
def command(
    case: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    version: int | None,
    as_json: bool,
    html: Path | None,
) -> int:
    """Montrer le diagnostic d'un dossier, avec le budget et le décompte expliqués. Pour l'équipe seule.

    Code de sortie : 1 s'il n'y en a pas ce jour-là.
    """
    from prevexp.caseload.reading import case_of

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        read = caseload.assessment(case_id, on=on, version=version)
        reference = case_of(caseload.records, case_id).reference
    if read is None:
        click.echo("Aucun diagnostic à ce jour, ou pas dans cette version.", err=True)
        return EXIT_NONE
    if html is not None:
        from prevexp.render.assessment import assessment_html

        write_page(html, assessment_html(read, reference))
        click.echo(f"Page écrite : {html}", err=True)
    if as_json:
        from prevexp.exchange.assessment_data import assessment_data

        click.echo(json.dumps(assessment_data(read), ensure_ascii=False, indent=1))
    elif html is None:
        from prevexp.render.assessment import assessment_text

        click.echo(assessment_text(read, reference))
    return 0
