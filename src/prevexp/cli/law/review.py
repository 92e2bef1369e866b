"""`prevexp law review`: what a jurist should look at on an act, as text, as a page, or as data."""

import json
from datetime import date
from pathlib import Path
from typing import IO

import click

from ..options import day_option
from ..options import json_option
from ..pages import write_page
from .territory import law_of
from .territory import notice_checks


@click.command("review")
@click.argument("file", type=click.File("rb"), default="-")
@day_option(help="Jour du contrôle, écrit sur la page.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la page en HTML, à imprimer.")
@json_option
def command(file: IO[bytes], on: date, html: Path | None, as_json: bool) -> int:
    """Contrôler la régularité d'un acte à partir de ce qu'un juriste a lu sur les documents.

    FILE (- : l'entrée standard) est un objet JSON ; null, ou une entrée absente, veut dire non vu :

    \b
    {"id": "01-2023-00017", "territory": "01",
     "inputs": {"act_kind": "commandement-de-payer",
                "served_on": "2023-08-10", "delay_stated": "P6W"}}

    Une piste pour un juriste, jamais un verdict. Code de sortie : 0, même s'il y a des irrégularités à examiner.
    """  # noqa: D301 - the terminal is given the sign itself: these lines are not wrapped
    from prevexp.exchange.lawlines import LONGEST_LINE
    from prevexp.exchange.lawreview import read_review_request
    from prevexp.exchange.lawreview import review_data
    from prevexp.law.review.review import review
    from prevexp.render.review import review_html
    from prevexp.render.review import review_text

    asked = read_review_request(file.read(LONGEST_LINE + 1))
    setting = law_of(asked.request.territory).setting.choosing(asked.request.policies)
    found = review(asked.request.inputs, setting, asked.act_kind, extra=notice_checks())
    if html is not None:
        write_page(html, review_html(found, setting.law, on=on, reference=asked.reference))
        click.echo(f"Page écrite : {html}", err=True)
    if as_json:
        click.echo(json.dumps({"id": asked.reference, **review_data(found)}, ensure_ascii=False, indent=1))
    elif html is None:
        click.echo(review_text(found, setting.law, on=on, reference=asked.reference))
    return 0
