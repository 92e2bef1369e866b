"""Writing what is published: in which form, and where."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Command

if TYPE_CHECKING:
    from prevexp.caseload import Caseload
    from prevexp.evaluation.documents import Document


def output_options(command: Command) -> Command:
    """Add --format and -o."""
    form = click.option("--format", "form", help="Forme : html, csv, csv-excel, json, ou celle d'un plugin.")
    place = click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Fichier ; sinon la sortie standard."
    )
    return form(place(command))


def published(document: "Document", form: str, output: Path | None, caseload: "Caseload") -> None:
    """Write a document to a file, whole or not at all, or to standard output."""
    from prevexp.exchange.atomic import replacing
    from prevexp.render.exporters import CORE_EXPORTERS
    from prevexp.render.exporters import export
    from prevexp.render.exporters import exporter_of

    offered = caseload.registry.exporters
    names = sorted({one.format for one in (*CORE_EXPORTERS, *offered)})
    if form not in names:
        raise click.UsageError(f"--format : une de ces formes est attendue : {', '.join(names)}")
    exporter = exporter_of(form, offered)
    if output is None:
        held = io.BytesIO()
        export(document, exporter, held, caseload.fault_log)
        click.echo(held.getvalue(), nl=False)
        return
    with replacing(output) as sink:
        export(document, exporter, sink, caseload.fault_log)
