"""`prevexp case show`: the life of a case as text, as a page with its picture, or as data."""

import json
from datetime import date
from pathlib import Path

import click

from ..options import caseload_options
from ..options import day_option
from ..options import json_option
from ..options import opened
from ..pages import write_page


@click.command("show")
@click.argument("case")
@caseload_options
@day_option(help="Jour auquel le dossier est montré.")
@json_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la page en HTML.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Écrire l'image SVG seule.")
def command(
    case: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    as_json: bool,
    html: Path | None,
    svg: Path | None,
) -> int:
    """Montrer la vie d'un dossier, nommé par sa référence ou son identifiant.

    Exemple : prevexp case show 01-2021-00123 --on 2021-06-01 --html dossier.html
    """
    with opened(store, territory, key_file) as caseload:
        story = caseload.story(caseload.find(case), on=on)
    if as_json:
        click.echo(json.dumps(story.to_json(), ensure_ascii=False, indent=1))
        return 0
    from prevexp.render.story import story_html
    from prevexp.render.story import story_text
    from prevexp.render.story_picture import story_svg

    if html is not None:
        write_page(html, story_html(story))
        click.echo(f"Page écrite : {html}", err=True)
    if svg is not None:
        write_page(svg, story_svg(story, title=f"Vie du dossier {story.case.reference}"))
        click.echo(f"Image écrite : {svg}", err=True)
    if html is None and svg is None:
        click.echo(story_text(story))
    return 0
