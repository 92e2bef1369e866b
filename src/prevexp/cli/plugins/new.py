"""`prevexp plugins new`: the files of a new plugin, complete; no plugin is loaded."""

import shlex
from pathlib import Path

import click

_KINDS = ("pack", "file", "rules", "indicators", "connector", "storage", "exporter", "model")

_NAMES = (
    "NOM : des minuscules, des chiffres et -, tels que adil-62 ; "
    "pour un pack, le numéro d'un département qui a des communes, tel que 59, 2a ou 974."
)


@click.command("new")
@click.argument("name", metavar="NOM")
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    help="Ce qu'elle ajoute ; sinon un pack pour un numéro de département, un fichier de règle pour un autre nom.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Où l'écrire ; sinon le dossier courant.",
)
def command(name: str, kind: str | None, folder: Path) -> int:
    """Écrire une extension neuve : elle se charge et passe ses tests telle quelle, puis on la change.

    NOM : un mot en minuscules (adil-62), ou le numéro d'un département pour un pack (59, 2a, 974).

    Exemples : prevexp plugins new 59 ; prevexp plugins new plafond ; prevexp plugins new adil-62 --kind indicators
    """
    from prevexp.domain.errors import InvalidValue
    from prevexp.registry.scaffolding import PluginKind
    from prevexp.registry.scaffolding import is_department
    from prevexp.registry.scaffolding import new_plugin

    chosen = PluginKind(kind) if kind else PluginKind.PACK if is_department(name) else PluginKind.FILE
    try:
        written = new_plugin(name, kind=chosen, folder=folder)
    except InvalidValue as wrong:
        raise click.UsageError(_NAMES) from wrong
    except FileExistsError as there:
        raise click.UsageError(f"Rien n'est écrit : {there.filename} existe déjà.") from there
    click.echo("Écrit :")
    for path in written:
        click.echo(f"  {path}")
    click.echo("Ensuite :")
    for line in _next(chosen, folder, written):
        click.echo(f"  {line}")
    return 0


def _next(kind: str, folder: Path, written: tuple[Path, ...]) -> tuple[str, str]:
    """Return the two commands that come next."""
    if kind == "file":
        there = shlex.quote(str(folder))
        return f"prevexp --plugins-dir {there} plugins doctor", f"prevexp conformance rules {there}"
    root = str(next(path for path in written if path.name == "pyproject.toml").parent)
    return f"pip install -e {shlex.quote(f'{root}[test]')}", f"pytest {shlex.quote(root)}"
