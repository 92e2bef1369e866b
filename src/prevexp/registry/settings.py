"""The settings of plugins: one table `[plugins.<id>]` each, read strictly into the class that the plugin names.

What is wrong is told with file, line and key, as the problems of a pack are.
"""

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType
from types import UnionType
from typing import Any
from typing import Union
from typing import get_args
from typing import get_origin

import attrs

from ..domain.errors import SettingsInvalid
from ..domain.values import Secret
from .problems import PackProblem
from .sections import LONGEST_TOML
from .sections import Section
from .sections import TomlFile

PLUGINS = "plugins"
DISABLED = "disabled"
IMPORT_SECONDS = "import_seconds"

_HEADER = re.compile(rf"^\[{PLUGINS}\][ \t]*$", re.MULTILINE)
_LISTED = re.compile(rf"^{DISABLED}[ \t]*=[ \t]*\[[^\]]*\]", re.MULTILINE)


class UnreadableField(Exception):
    """A field of a plugin's class of settings whose type no rule reads."""


@attrs.frozen(kw_only=True)
class Settings:
    """What a person set for plugins: the tables by plugin id, which plugins are switched off, how long one may take.

    A value of `given` that is no mapping is the plugin's object of settings itself.
    """

    given: Mapping[str, object] = attrs.field(factory=dict, repr=False)
    disabled: frozenset[str] = frozenset()
    import_seconds: float | None = None
    file: str = "settings"
    text: str = attrs.field(default="", repr=False)

    @classmethod
    def read(cls, path: Path) -> "Settings":
        """Read a file of settings. Raises SettingsInvalid, with every problem."""
        problems: list[PackProblem] = []
        try:
            with path.open(encoding="utf-8-sig") as source:
                text = source.read(LONGEST_TOML + 1)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsInvalid(f"{path} cannot be read: {type(error).__name__}", file=str(path)) from None
        top = TomlFile(name=path.name, problems=problems).read(text)
        own = top.section(PLUGINS) if PLUGINS in top.table else None
        top.seen.add(PLUGINS)
        top.close()
        disabled = own.texts(DISABLED) if own and DISABLED in own.table else ()
        seconds = own.whole(IMPORT_SECONDS) if own and IMPORT_SECONDS in own.table else None
        given = {key: own.section(key).table for key in own.table if key not in own.seen} if own else {}
        if problems:
            raise invalid(path.name, problems)
        return cls(given=given, disabled=frozenset(disabled), import_seconds=seconds, file=path.name, text=text)

    def of(self, plugin: str, config: type[Any] | None) -> object:
        """Return a plugin's settings as an object of its class; None if it has no class and none are given.

        Raises SettingsInvalid, with every problem; UnreadableField if the class itself cannot be read.
        """
        given = self.given.get(plugin)
        if config is None:
            if given is None:
                return None
            raise SettingsInvalid(f"{self.file}: [plugins.{plugin}]: this plugin has no settings", file=self.file)
        if given is not None and not isinstance(given, Mapping):
            if type(given) is config:
                return given
            raise SettingsInvalid(f"settings of {plugin}: {config.__name__} is needed, got {type(given).__name__}")
        problems: list[PackProblem] = []
        file = TomlFile(name=self.file, problems=problems, content=self.text)
        found = _read(Section(file=file, path=(PLUGINS, plugin), table=given or {}), config)
        if problems:
            raise invalid(self.file, problems)
        return found


def invalid(file: str, problems: list[PackProblem]) -> SettingsInvalid:
    """Return the refusal of a file of settings, which names every problem."""
    listed = "; ".join(map(str, problems))
    return SettingsInvalid(listed, file=file, problems=tuple(problems))


def _read(section: Section, config: type[Any]) -> object:
    """Read a table into an attrs class, field by field."""
    values: dict[str, Any] = {}
    for field in attrs.fields(attrs.resolve_types(config)):
        if field.alias in section.table or field.default is attrs.NOTHING:
            values[field.alias] = _value(section, field.alias, field.type)
        else:
            section.seen.add(field.alias)
    return section.build(lambda: config(**values))


def _value(section: Section, key: str, kind: Any) -> Any:
    """Read one value by the type of its field."""
    if get_origin(kind) in {Union, UnionType} and NoneType in get_args(kind):
        (kind,) = [option for option in get_args(kind) if option is not NoneType][:1]
    if kind in _READ:
        return _READ[kind](section, key)
    if get_origin(kind) is Mapping:
        return _named(section.section(key), get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return section.choice(key, kind)
    if isinstance(kind, type) and attrs.has(kind):
        return _read(section.section(key), kind)
    raise UnreadableField(f"{key}: settings have no values of type {kind}")


def _named(section: Section, kind: Any) -> Mapping[str, Any]:
    """Read a table whose keys are names of the user's own, such as partners."""
    found = {name: _value(section, name, kind) for name in section.table}
    section.seen.update(found)
    return found


_READ: Mapping[Any, Any] = {
    str: Section.text,
    int: Section.whole,
    bool: Section.flag,
    date: Section.day,
    Decimal: Section.number,
    Secret: lambda section, key: Secret(section.text(key)),
    Path: lambda section, key: Path(section.text(key)),
    tuple[str, ...]: Section.texts,
}


def with_disabled(text: str, names: Iterable[str]) -> str | None:
    """Return a file of settings in which these plugins and no others are switched off, all else as it was.

    None if the file is written in a way this does not change safely.
    """
    names = list(names)
    listed = ", ".join(f'"{name}"' for name in names)
    line = f"{DISABLED} = [{listed}]"
    before = tomllib.loads(text)
    if DISABLED in before.get(PLUGINS, {}):
        changed = _LISTED.sub(line, text, count=1)
    elif _HEADER.search(text):
        changed = _HEADER.sub(f"[{PLUGINS}]\n{line}", text, count=1)
    else:
        changed = f"{text.rstrip()}\n\n[{PLUGINS}]\n{line}\n".lstrip()
    before.setdefault(PLUGINS, {})[DISABLED] = names
    try:
        return changed if tomllib.loads(changed) == before else None
    except tomllib.TOMLDecodeError:
        return None
