"""`prevexp plugins disable`: a plugin is switched off in the file of settings, without being imported."""

import os
from pathlib import Path

import attrs
import click

from ..plugging import loading


@click.command("disable")
@click.argument("name", metavar="NOM")
def command(name: str) -> int:
    """Désactiver l'extension NOM : inscrite dans `[plugins] disabled` du fichier de réglages (--config).

    Sans fichier de réglages, dit quoi écrire. N'importe aucune extension.
    """
    from prevexp.registry.settings import with_disabled

    how = loading()
    attrs.evolve(how, only=None, without={name}).chosen()
    told = click.get_current_context().find_root().params.get("config") or os.environ.get("PREVEXP_CONFIG")
    names = sorted({*how.settings.disabled, name})
    listed = ", ".join(f'"{one}"' for one in names)
    if told is None:
        click.echo(
            f"Aucun fichier de réglages. Dans prevexp.toml, que --config ou PREVEXP_CONFIG nomme, écrire :\n"
            f"[plugins]\ndisabled = [{listed}]\nou, pour une fois : prevexp --without {name} …"
        )
        return 0
    file = Path(told)
    changed = with_disabled(file.read_text(encoding="utf-8-sig"), names)
    if changed is None:
        raise click.ClickException(f"{file.name} n'est pas récrit. Y mettre, sous [plugins] : disabled = [{listed}]")
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(changed, encoding="utf-8")
    beside.replace(file)
    click.echo(f"Désactivée dans {file.name} : {name}")
    return 0
