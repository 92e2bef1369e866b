"""Where commands are found and where errors end.

Each command is imported when it is called, each error is told in French.
"""

import sys
import traceback
from pathlib import Path
from typing import Any

import click

from prevexp.domain.errors import LockDiffers
from prevexp.domain.errors import PackInvalid
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import PluginsRefused
from prevexp.domain.errors import PrevexpError
from prevexp.domain.errors import UnknownTerritory

from .plugging import plugin_options
from .root import RootGroup
from .sections import SECTIONS

_HELP_ASKED: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""How click 8.2 and later show the help of a command typed alone."""

_PLUGIN_ERRORS = (LockDiffers, PackInvalid, PluginFault, UnknownTerritory)

EXIT_USAGE = 2
EXIT_DATA = 3
EXIT_PLUGIN = 4
EXIT_INTERNAL = 70


@click.group(
    cls=RootGroup,
    sections=SECTIONS,
    package=__package__,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PREVEXP"},
)
@plugin_options
@click.option(
    "--actor",
    metavar="PSEUDONYME",
    help="Qui travaille, pour le journal des accès (ou PREVEXP_ACTOR) ; jamais un nom.",
)
@click.version_option(package_name="prevexp", prog_name="prevexp")
def group(**options: object) -> None:
    """Prévention des expulsions : de la liste de la CCAPEX aux décisions motivées, à la feuille du jour et au bilan.

    Essayer : prevexp demo
    """


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    out = sys.stdout
    try:
        code = group.main(args=arguments, prog_name="prevexp", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrompu : rien n'a été écrit à moitié.", err=True)
        return 130
    except click.ClickException as error:
        _mistyped(error)
        return error.exit_code
    except SystemExit:
        if sys.stdout is out:
            raise
        return (
            0  # click muffled a pipe that nobody reads, and would end with 1, which here says that rows were rejected
        )
    except PrevexpError as error:
        return _told(error)
    except OSError as error:
        click.echo(f"Erreur [file-error] Fichier inaccessible : {error.filename or 'sortie standard'}", err=True)
        click.echo("  À faire : vérifier le dossier, les droits et la place restante.", err=True)
        return EXIT_DATA
    except Exception as error:  # noqa: BLE001 - the last net: its text could hold a name, so only the place is shown
        return _internal(error)
    return code if isinstance(code, int) else 0


def _mistyped(error: click.ClickException) -> None:
    if not isinstance(error, click.UsageError) or isinstance(error, _HELP_ASKED):
        error.show()
        return
    from .usage import usage_text

    click.echo(usage_text(error), err=True)


def _told(error: PrevexpError) -> int:
    from prevexp.render.errors import explain_error

    code, message, remedy = explain_error(error)
    click.echo(f"Erreur [{code}] {message}", err=True)
    if remedy:
        click.echo(f"  À faire : {remedy}", err=True)
    if isinstance(error, PluginsRefused):
        return EXIT_USAGE
    return EXIT_PLUGIN if isinstance(error, _PLUGIN_ERRORS) else EXIT_DATA


def _internal(error: Exception) -> int:
    """Say where it happened, never what was in it: messages and values may name somebody."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    where = f"{Path(place.filename).name}:{place.lineno} ({place.name})"
    click.echo(f"Erreur interne [internal-error] {kind} dans {where}. Rien n'a été écrit à moitié.", err=True)
    click.echo("  À faire : transmettre cette ligne, qui ne contient aucune donnée personnelle.", err=True)
    return EXIT_INTERNAL
