"""`prevexp plugins commands`: the commands that plugins add; the help of `prevexp` itself loads no plugin."""

import json

import click

from ..options import json_option
from ..plugging import registry


@click.command("commands")
@json_option
def command(as_json: bool) -> int:
    """Lister les commandes qu'ajoutent les extensions, sans importer ce qu'elles font."""
    offered = registry().commands
    if as_json:
        rows = [{"name": one.name, "help": one.help, "plugin": str(one.provenance)} for one in offered]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    from prevexp.render.plugins import commands_table

    click.echo(commands_table(offered))
    return 0
