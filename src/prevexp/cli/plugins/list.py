"""`prevexp plugins list`: the plugins found, without importing any."""

import json

import click

from ..options import json_option
from ..plugging import loading


@click.command("list")
@json_option
def command(as_json: bool) -> int:
    """Lister les extensions trouvées : nom, distribution, version, désactivée ou non. N'en importe aucune."""
    wanted, blocked = loading().chosen()
    rows = [
        {
            "plugin": one.provenance.plugin,
            "distribution": one.provenance.distribution,
            "version": one.provenance.version,
            "place": one.place,
            "loaded": one in wanted,
        }
        for one in sorted((*wanted, *blocked), key=lambda one: (one.provenance.plugin, one.place))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        from prevexp.render.plugins import plugins_table

        click.echo(plugins_table(rows))
    return 0
