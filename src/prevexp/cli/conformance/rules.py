"""`prevexp conformance rules`: the kit of rules and facts on the plugins of a folder."""

from pathlib import Path

import click

from ..options import json_option
from .telling import require_kits
from .telling import tell

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("rules")
@click.argument("folder", metavar="DOSSIER", type=_FOLDER)
@click.option("--territory", type=_FOLDER, help="Avec les règles de ce territoire : dossier d'un pack.")
@json_option
def command(folder: Path, territory: Path | None, as_json: bool) -> int:
    """Éprouver les règles et les faits des extensions d'un DOSSIER : fichiers .py et packs.

    Sortie 1 si une règle du contrat échoue.
    """
    require_kits()
    from prevexp.testing.rules import run_rule_conformance

    from ..progress import progress

    with progress("Conformité") as say:
        report = run_rule_conformance(folder, of=territory, progress=lambda one: say(one.rule.number))
    return tell(report, as_json=as_json)
