"""`prevexp restore`: a new store made of a backup, once it is checked; never over one that is there."""

import json
from pathlib import Path

import click

from .anchors import anchor_option
from .options import json_option
from .options import key_options
from .options import said_key


@click.command("restore")
@click.argument("backup", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "store", required=True, metavar="BASE", help="Base neuve, par exemple sqlite:///neuve.db.")
@anchor_option("Dernière ancre confiée à un tiers : dit ce qui manque depuis, refuse ce qui la contredit.")
@click.option(
    "--contents",
    metavar="TERRITOIRE",
    help="Vérifier aussi le contenu, et l'inscrire au journal des accès ; la clé est nécessaire.",
)
@click.option(
    "--tombstones",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Avec --contents : ce qui a été effacé depuis (prevexp privacy tombstones --export) l'est de nouveau.",
)
@key_options
@json_option
def command(
    backup: Path,
    store: str,
    anchor: tuple[int, bytes] | None,
    contents: str | None,
    tombstones: Path | None,
    key_file: Path | None,
    as_json: bool,
) -> int:
    """Faire une base neuve d'une sauvegarde : empreinte et chaîne sont vérifiées avant que rien n'apparaisse.

    Finit par 1 si l'ancre dit que des événements manquent.

    Exemple : prevexp restore sauvegardes/2027-01-15.prevexp --to sqlite:///neuve.db
    """
    from prevexp.caseload.restoring import WithKey
    from prevexp.caseload.restoring import restore
    from prevexp.storage.port import Head

    with_key = None
    if tombstones is not None and contents is None:
        raise click.UsageError("--tombstones demande --contents TERRITOIRE, et la clé")
    if contents is not None:
        from prevexp.caseload.keys import provider_of

        from .plugging import registry

        with_key = WithKey(
            provider=provider_of(said_key(key_file)), territory=contents, registry=registry(), tombstones=tombstones
        )
    done = restore(backup, store, anchor=Head(*anchor) if anchor else None, with_key=with_key)
    if as_json:
        click.echo(json.dumps(done.manifest.data() | {"missing": done.missing, "erased": done.erased}))
    else:
        from prevexp.render.backup import restored_told

        click.echo(restored_told(done, store, anchored=anchor is not None, erased_again=tombstones is not None))
    return 1 if done.missing else 0
