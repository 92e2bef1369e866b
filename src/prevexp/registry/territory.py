"""Finds the pack of a territory: by the number of its département, the name of its plugin, or its folder."""

import os
from pathlib import Path

import attrs

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.errors import PackInvalid
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import UnknownTerritory

from .contributions import PackLocation
from .pack import TerritoryPack
from .reading import read_pack
from .registry import Registry


def load_territory(territory: str | os.PathLike[str], *, registry: Registry | None = None) -> TerritoryPack:
    """Load the pack of a territory: "01", "departement-01", or the path of a folder that holds a pack.toml.

    A text is a path only if it has a path separator or is ".": a folder called 01 never hides the pack of that name.
    `plugins` spares a second search for plugins.

    Raises UnknownTerritory, with what is installed; PackInvalid, with every problem; PluginFault if the plugin of that
    name is installed and broken.
    """
    folder = _folder(territory)
    if folder is not None:
        if not (folder / "pack.toml").is_file():
            raise UnknownTerritory(f"no pack.toml in the folder {folder}", territory=str(folder), installed=())
        return _with_plugins(read_pack(folder), Registry.build() if registry is None else registry)
    name = str(territory)
    registry = Registry.build() if registry is None else registry
    found = [pack for pack in registry.packs if name in _names(pack)]
    if len(found) > 1:
        claims = ", ".join(f"{pack.provenance}" for pack in found)
        raise PackInvalid(f"several packs are called {name}: {claims}; uninstall all but one", problems=())
    if not found:
        raise _not_found(name, registry)
    pack = read_pack(found[0].root, department=found[0].department, provenance=found[0].provenance)
    return _with_plugins(pack, registry)


def _with_plugins(pack: TerritoryPack, registry: Registry) -> TerritoryPack:
    """Return the pack with what plugins add to the law; two deadlines of one kind are a fault that is named."""
    try:
        law = pack.law.with_deadlines(registry.deadlines) if registry.deadlines else pack.law
        return attrs.evolve(pack, law=law, notice_checks=registry.notice_checks)
    except LegalInputRefused as error:
        raise PluginFault(f"a deadline of a plugin cannot be added: {error}", territory=pack.department) from error


def _folder(territory: str | os.PathLike[str]) -> Path | None:
    if not isinstance(territory, str):
        return Path(territory)
    separators = [os.sep, os.altsep or os.sep]
    return Path(territory) if territory == os.curdir or any(sign in territory for sign in separators) else None


def _names(pack: PackLocation) -> set[str]:
    return {pack.department} | ({pack.provenance.plugin} if pack.provenance else set())


def _not_found(name: str, registry: Registry) -> UnknownTerritory | PluginFault:
    for fault in registry.faults:
        if name == fault.provenance.plugin or fault.provenance.plugin.endswith(f"-{name}"):
            return PluginFault(f"the plugin of territory {name} cannot be used: {fault}", territory=name, fault=fault)
    installed = tuple(sorted({pack.department for pack in registry.packs}))
    listed = ", ".join(installed) or "none"
    return UnknownTerritory(
        f"no pack for territory {name} (installed: {listed}); install the distribution prevexp-departement-{name}, "
        "or give the path of a folder that holds a pack.toml",
        territory=name,
        installed=installed,
        distribution=f"prevexp-departement-{name}",
    )
