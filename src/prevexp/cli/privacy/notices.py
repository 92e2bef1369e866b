"""Whom to tell of an erasure: written to a file before it, because nothing of it is known afterwards (RGPD art. 19)."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from prevexp.caseload.purging import Purge

notices_option = click.option(
    "--notices",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier CSV (0600) des partenaires à prévenir, avec leurs références ; nécessaire s'il y en a.",
)


def write_notices(planned: "Purge", target: Path | None) -> None:
    """Write who is to be told; refuse to erase anybody as long as that would be lost."""
    if not planned.notices:
        return
    if target is None:
        raise click.UsageError(
            "des partenaires ont reçu des données : donner --notices FICHIER pour pouvoir les prévenir"
        )
    from prevexp.exchange.atomic import replacing
    from prevexp.exchange.sheetfile import write_texts
    from prevexp.render.retention import notice_rows

    text = io.StringIO()
    write_texts([("partenaire", "reference"), *notice_rows(planned)], text, separator=";", line_end="\r\n")
    with replacing(target) as sink:
        sink.write(text.getvalue().encode("utf-8-sig"))
