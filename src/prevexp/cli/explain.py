"""`prevexp explain`: why a case is eligible, not eligible or to be checked, as a page for a coordinator or as data."""

import json
from datetime import date
from pathlib import Path

import click

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened
from .pages import write_page


@click.command("explain")
@click.argument("case")
@caseload_options
@day_option(help="Jour auquel la décision est expliquée.")
@json_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la page en HTML.")
def command(
    case: str, store: str, territory: str, key_file: Path | None, on: date, as_json: bool, html: Path | None
) -> int:
    """Expliquer la décision sur un dossier, nommé par sa référence ou son identifiant."""
    with opened(store, territory, key_file) as caseload:
        explanation = caseload.explain(caseload.find(case), on=on)
        if as_json:
            click.echo(json.dumps(explanation.to_json(), ensure_ascii=False, indent=1))
            return 0
        from prevexp.render.explanation import explain_html
        from prevexp.render.explanation import explain_text

        if html is not None:
            write_page(html, explain_html(explanation))
            click.echo(f"Page écrite : {html}", err=True)
        else:
            click.echo(explain_text(explanation))
    return 0
