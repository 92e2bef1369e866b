"""Plugins that are one file or one folder of data, and no installed distribution."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from types import ModuleType

import attrs

from .contributions import PackLocation
from .contributions import PluginInfo
from .digesting import digest_of_bytes
from .folder import PackFolder
from .hookspecs import hookimpl

_WHOLE = "__loaded_whole__"
"""Marks a module whose import ended: one that was abandoned half way is imported anew, not taken for loaded."""


class _Content(SourceFileLoader):
    """Loads a module from bytes already read, so that what runs is what was hashed; writes no bytecode."""

    def __init__(self, name: str, path: str, content: bytes) -> None:
        super().__init__(name, path)
        self.content = content

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - asked by the name it was made for
        return self.source_to_code(self.content, self.path)


def load_file(path: Path, content: bytes) -> ModuleType:
    """Return the module of a single-file plugin, made once for the same file and content.

    Its name begins with `prevexp_file_`, so that no file takes the place of an installed module.
    """
    name = f"prevexp_file_{path.stem}_{digest_of_bytes(str(path.resolve()).encode() + content)[:12]}"
    known = sys.modules.get(name)
    if getattr(known, _WHOLE, False) and known is not None:
        return known
    spec = spec_from_file_location(name, path, loader=_Content(name, str(path), content))
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    setattr(module, _WHOLE, True)
    return module


@attrs.frozen
class _Pack:
    """A territory pack in a folder answers the two hooks of a plugin that only names one."""

    info: PluginInfo
    location: PackLocation

    @hookimpl
    def prevexp_plugin(self) -> PluginInfo:
        return self.info

    @hookimpl
    def prevexp_territory_packs(self) -> tuple[PackLocation, ...]:
        return (self.location,)


def load_pack(root: Path) -> object:
    """Return the plugin of a pack's folder, from its pack.toml. Raises PackInvalid, with every problem of that file."""
    folder = PackFolder(root=root, known=frozenset({"pack.toml"}))
    top = folder.toml("pack.toml")
    department, name, contact, api = top.text("department"), top.text("name"), top.text("contact"), top.whole("api")
    if folder.problems:
        raise folder.invalid()
    info = PluginInfo(id=root.name, api=api, title=name, contact=contact)
    return _Pack(info, PackLocation(department=department, root=root))
