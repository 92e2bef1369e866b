"""`prevexp plugins doctor`: each plugin tried in a process of its own, and what is wrong with it."""

import json

import click

from ..options import json_option
from ..plugging import loading
from .probing import examined


@click.command("doctor")
@json_option
def command(as_json: bool) -> int:
    """Essayer chaque extension dans son propre processus : ce qu'elle offre, ce qui ne va pas, que faire.

    Code de sortie : 0 aucun défaut, 1 au moins un.
    """
    how = loading()
    wanted, _ = how.chosen()
    examination = examined(how, wanted)
    if as_json:
        click.echo(json.dumps(examination.to_json(), ensure_ascii=False, indent=1))
    else:
        from prevexp.render.plugins import examination_text

        click.echo(examination_text(examination.plugins, examination.faults))
    return 1 if examination.faults else 0
