"""`prevexp privacy freeze`: a case is kept and no longer used."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.rights import LimitationReason

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


@click.command("freeze")
@click.argument("case")
@click.argument("reason", type=click.Choice([one.value for one in LimitationReason]))
@caseload_options
@day_option(help="Premier jour de la limitation.")
def command(case: str, reason: str, store: str, territory: str, key_file: Path | None, on: date) -> int:
    """Limiter le traitement d'un dossier (RGPD art. 18) : il est gardé, rien ne s'y ajoute, rien n'en part.

    Qui a reçu des données du dossier est à prévenir (art. 19) : `prevexp privacy requests` dit qui.

    Exemple : prevexp privacy freeze 01-2021-00123 accuracy_contested
    """
    from prevexp.render.person_requests import notices_line

    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        result = caseload.freeze(case_id, on=on, reason=LimitationReason(reason))
        return told(result, notices_line(caseload.rights(case_id, on=on), on=on))
