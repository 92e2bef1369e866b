"""`prevexp law timeline`: the acts and delays of one case, drawn as a picture and told as a table."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..options import case_options
from ..options import day_option
from ..options import opened
from ..pages import write_page
from .options import chosen_law

if TYPE_CHECKING:
    from prevexp.render.timeline_rows import Timeline


@click.command("timeline")
@click.argument("case")
@case_options
@day_option(help="Jour du tracé.")
@click.option(
    "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Écrire l'image SVG (accessible, imprimable)."
)
def command(case: str, store: str | None, territory: str, key_file: Path | None, on: date, svg: Path | None) -> int:
    """Tracer les actes, les délais et la trêve d'un dossier, nommé par sa référence ou son identifiant.

    Avec - au lieu du dossier : lire un objet JSON sur l'entrée standard, sans ouvrir de base.

    \b
    echo '{"commandement_served_on": "2021-04-15",
           "hearing_on": "2021-09-21"}' | prevexp law timeline - --territory 01
    """  # noqa: D301 - the terminal is given the sign itself: these lines are not wrapped
    from prevexp.render.timeline import timeline_svg
    from prevexp.render.timeline import timeline_text

    if case != "-" and store is None:
        raise click.UsageError("--store est nécessaire pour un dossier ; - lit un objet JSON sur l'entrée standard")
    made = _told(territory, on) if case == "-" else _stored(case, str(store), territory, key_file, on)
    title = "Délais de la procédure" if case == "-" else f"Délais du dossier {case}"
    if svg is not None:
        write_page(svg, timeline_svg(made, title=title))
        click.echo(f"Image écrite : {svg}", err=True)
    click.echo(timeline_text(made, title=title))
    return 0


def _told(territory: str, on: date) -> "Timeline":
    from prevexp.exchange.lawfacts import read_facts
    from prevexp.exchange.lawlines import LONGEST_LINE
    from prevexp.render.timeline_rows import timeline_of

    law = chosen_law(territory)
    facts = read_facts(sys.stdin.buffer.read(LONGEST_LINE + 1))
    return timeline_of(facts, law.deadlines_in(None, facts), law.setting, on=on)


def _stored(case: str, store: str, territory: str, key_file: Path | None, on: date) -> "Timeline":
    from prevexp.caseload.reading import case_of
    from prevexp.casework.legal import legal_facts
    from prevexp.render.timeline_rows import timeline_of

    with opened(store, territory, key_file) as caseload:
        known = case_of(caseload.records, caseload.find(case), on)
        deadlines = caseload.deadlines(known.case_id, on=on)
        setting = caseload.pack.law.in_commune(known.facts.commune)
        return timeline_of(legal_facts(known), deadlines, setting, on=on)
