"""`prevexp access export`: the access journal in clear, for whoever watches over it."""

import json
from pathlib import Path

import click

from ..options import caseload_options
from ..options import opened


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@caseload_options
@click.option("--month", metavar="AAAA-MM", help="Un mois seulement.")
def command(file: Path, store: str, territory: str, key_file: Path | None, month: str | None) -> int:
    """Écrire le journal des accès en clair dans FILE : un objet JSON par ligne, lisible par son propriétaire seul.

    Il ne nomme aucun ménage ; il nomme par leur pseudonyme ceux qui travaillent. Que ce fichier soit écrit est noté
    aussi. Au tiers qui garde les ancres, ne rien donner de cela : prevexp journal anchor.
    """
    from prevexp.exchange.atomic import check_writable
    from prevexp.exchange.atomic import replacing
    from prevexp.render import french
    from prevexp.render.access import access_json

    check_writable(file)
    with opened(store, territory, key_file) as caseload:
        found = caseload.export_access(month=month)
    with replacing(file) as sink:
        sink.writelines(f"{json.dumps(access_json(one), ensure_ascii=False)}\n".encode() for one in found)
    click.echo(f"{french.counted(len(found), 'ligne écrite', 'lignes écrites')} : {file}", err=True)
    return 0
