"""`prevexp privacy tombstones`: what keeps the erased from coming back, carried past a backup."""

from pathlib import Path

import click

from ..options import caseload_options
from ..options import opened

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("tombstones")
@click.option("--export", type=_FILE, help="Fichier à écrire (0600), lisible avec la clé de cette base seulement.")
@click.option(
    "--apply", type=_FILE, help="Fichier à reprendre dans une base restaurée : ce qui était effacé l'est de nouveau."
)
@caseload_options
def command(store: str, territory: str, key_file: Path | None, export: Path | None, apply: Path | None) -> int:
    """Garder hors de la base la mémoire de ce qui a été effacé, ou l'appliquer à une base restaurée.

    Le fichier ne contient aucun nom : des empreintes, scellées. Le refaire après chaque effacement.
    """
    if (export is None) is (apply is None):
        raise click.UsageError("donner --export FICHIER ou --apply FICHIER")
    from prevexp.render import french

    with opened(store, territory, key_file) as caseload:
        if export is not None:
            number = caseload.export_tombstones(export)
            click.echo(
                f"{french.counted(number, 'ménage effacé noté', 'ménages effacés notés')} dans {export}", err=True
            )
        elif apply is not None:
            number = caseload.apply_tombstones(apply)
            click.echo(french.counted(number, "ménage effacé de nouveau", "ménages effacés de nouveau"), err=True)
    return 0
