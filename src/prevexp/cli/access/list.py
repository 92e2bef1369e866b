"""`prevexp access list`: the lines of the access journal."""

import json
import re
from pathlib import Path

import click

from ..options import caseload_options
from ..options import json_option
from ..options import opened

_ID = re.compile(r"[0-9a-f]{32}")


@click.command("list")
@caseload_options
@click.option("--month", metavar="AAAA-MM", help="Un mois seulement.")
@click.option("--case", help="Un dossier seulement : son identifiant ou sa référence.")
@click.option("--actor", "by", metavar="PSEUDONYME", help="Une personne seulement.")
@json_option
def command(
    store: str,
    territory: str,
    key_file: Path | None,
    month: str | None,
    case: str | None,
    by: str | None,
    as_json: bool,
) -> int:
    """Donner les lignes du journal des accès, de la plus ancienne à la plus récente.

    Une lecture de plusieurs dossiers à la fois est une seule ligne, sans dossier nommé.

    Exemple : prevexp access list --month 2021-05 --case 01-2021-00123
    """
    from prevexp.render.access import access_json
    from prevexp.render.access import access_text

    with opened(store, territory, key_file) as caseload:
        case_id = case if case is None or _ID.fullmatch(case) else caseload.find(case)  # an erased one is noted too
        found = caseload.access(month=month, case_id=case_id, actor=by)
    if as_json:
        click.echo(json.dumps([access_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo(access_text(found))
    return 0
