"""`prevexp channel`: whether a channel may be used without putting somebody of the household at risk."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.commands import NoteChannelSafety
from prevexp.domain.vocabulary import Channel

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened

_SAFE = "safe"


@click.command("channel")
@click.argument("case")
@click.argument("channel", type=click.Choice([one.value for one in Channel]))
@click.argument("safety", type=click.Choice(["unsafe", _SAFE]))
@caseload_options
@day_option(help="Jour à partir duquel cela vaut.")
def command(case: str, channel: str, safety: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Noter qu'un canal met quelqu'un du ménage en danger (unsafe), ou n'en met plus (safe).

    Un canal à risque n'est plus proposé ; cette mention n'est transmise à aucun partenaire.
    """
    with opened(store, territory, key_file) as caseload:
        noted = NoteChannelSafety(on=on, channel=Channel(channel), safe=safety == _SAFE)
        return told(caseload.do(caseload.find(case), noted))
