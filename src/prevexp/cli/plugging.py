"""Which plugins a command works with, as the options of `prevexp` and the environment say; and how faults are told."""

import os
import sys
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevexp.registry import Fault
    from prevexp.registry import Registry
    from prevexp.registry.loading import Loading
    from prevexp.registry.locking import Lock

_REGISTRY = "prevexp.registry"

_option = partial(click.option, is_eager=True)


def plugin_options(command: Any) -> Any:
    """Add the options of `prevexp` that say which plugins are loaded; they are heeded by a `--help` that follows."""
    for option in (
        _option(
            "--lock",
            type=_file(),
            help="Refuser de travailler si ce qui est en usage n'est pas ce verrou.",
        ),
        _option("--config", type=_file(), help="Fichier de réglages, prevexp.toml (ou PREVEXP_CONFIG)."),
        _option(
            "--plugins-dir",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Dossier d'extensions : fichiers .py et packs (ou PREVEXP_PLUGINS_DIR).",
        ),
        _option("--without", multiple=True, metavar="NOM", help="Ne pas charger cette extension ; répétable."),
        _option("--no-plugins", is_flag=True, help="Ne charger aucune extension."),
        _option(
            "--plugins",
            metavar="NOMS",
            help="Extensions à charger : all, none ou a,b (ou PREVEXP_PLUGINS).",
        ),
    ):
        command = option(command)
    return command


def loading() -> "Loading":
    """Return which plugins to load. Raises SettingsInvalid."""
    from prevexp.registry.environment import NONE
    from prevexp.registry.environment import loading_of

    said = click.get_current_context().find_root().params
    return loading_of(
        os.environ,
        chosen=NONE if said.get("no_plugins") else said.get("plugins"),
        without=said.get("without") or (),
        plugins_dir=said.get("plugins_dir"),
        config=said.get("config"),
    )


def registry() -> "Registry":
    """Load the plugins, once for a command; tell their faults on stderr, one a line. What they print is no data.

    Raises LockDiffers, PluginsRefused, SettingsInvalid.
    """
    from prevexp.registry import Registry

    root = click.get_current_context().find_root()
    if _REGISTRY not in root.meta:
        with redirect_stdout(sys.stderr):
            loaded = Registry.load(loading())
        tell(loaded.faults)
        root.meta[_REGISTRY] = loaded
    found: Registry = root.meta[_REGISTRY]
    return found


def require_lock(territory: str) -> None:
    """Compare what would be in use with the lock that `--lock` names, before anything is opened.

    Raises LockDiffers, which says what differs; UnknownTerritory, PackInvalid.
    """
    file = click.get_current_context().find_root().params.get("lock")
    if file is not None:
        from prevexp.registry.locking import Lock

        Lock.read(file).require(lock(territory))


def lock(territory: str) -> "Lock":
    """Return what is in use for a territory: plugins, rules, indicators, its pack."""
    from prevexp.caseload.plugins import lock_of
    from prevexp.registry import load_territory

    return lock_of(registry(), load_territory(territory, registry=registry()))


def tell(faults: "Iterable[Fault]") -> None:
    """Say each fault on stderr, in one line."""
    for fault in faults:
        from prevexp.render.plugins import fault_line

        click.echo(fault_line(fault), err=True)


def _file() -> "click.Path":
    return click.Path(exists=True, dir_okay=False, path_type=Path)
