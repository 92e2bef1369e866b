"""`prevexp inform`: the household was told what is done with its data; without a channel, by when it is to be told."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.vocabulary import Channel

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened


@click.command("inform")
@click.argument("case")
@click.argument("channel", required=False, type=click.Choice([one.value for one in Channel]))
@caseload_options
@day_option(help="Jour de l'information.")
def command(case: str, channel: str | None, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter que le ménage est informé de ce qui est fait de ses données (RGPD art. 14) ; sans canal, dire où il en est.

    Exemple : prevexp inform 01-2021-00123 letter
    """
    from prevexp.render.columns import paragraph
    from prevexp.render.paper_words import information_text

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if channel is not None:
            return told(caseload.inform(case_id, on=on, channel=Channel(channel)))
        click.echo(paragraph(information_text(caseload.information(case_id, on=on), on=on)))
    return 0
