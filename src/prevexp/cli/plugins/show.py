"""`prevexp plugins show`: what one plugin offers, hook by hook."""

import json

import attrs
import click

from ..options import json_option
from ..plugging import loading
from .probing import examined


@click.command("show")
@click.argument("name", metavar="NOM")
@json_option
def command(name: str, as_json: bool) -> int:
    """Montrer ce qu'offre l'extension NOM (point d'entrée, distribution, fichier ou dossier), désactivée ou non.

    Code de sortie : 0 aucun défaut, 1 au moins un.
    """
    how = loading()
    settings = attrs.evolve(how.settings, disabled=frozenset())
    how = attrs.evolve(how, only={name}, without=(), settings=settings)
    wanted, _ = how.chosen()
    examination = examined(how, wanted)
    if as_json:
        click.echo(json.dumps(examination.to_json(), ensure_ascii=False, indent=1))
    else:
        from prevexp.render.plugins import examination_text

        click.echo(examination_text(examination.plugins, examination.faults))
    return 1 if examination.faults else 0
