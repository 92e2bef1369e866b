"""`prevexp same-case`: a person says whether two cases are one."""

from datetime import date
from pathlib import Path

import click

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened

_ANSWERS = {"yes": True, "no": False}


@click.command("same-case")
@click.argument("case")
@click.argument("other")
@click.argument("answer", type=click.Choice(list(_ANSWERS)))
@caseload_options
@day_option(help="Jour de la décision.")
def command(case: str, other: str, answer: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Dire si deux dossiers n'en font qu'un : oui (yes) garde CASE et clôt OTHER comme doublon ; non (no) les sépare.

    Rien n'est copié : ce qui est noté dans OTHER s'y lit encore, et son accord ne passe pas à CASE.
    """
    with opened(store, territory, key_file) as caseload:
        said = {"other_case": caseload.find(other), "same": _ANSWERS[answer]}
        return told(caseload.decide_same_case(caseload.find(case), on=on, **said))
