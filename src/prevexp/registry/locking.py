"""The lock: which plugins, rules, indicators and data a run was made with, to compare a later run with."""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import Self

import attrs

from ..domain.errors import InvalidValue
from ..domain.errors import LockDiffers
from ..domain.values import one_of


def _named(_: Any, field: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse what does not give a text for each name."""
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        raise InvalidValue(f"{field.name}: a version for each name is needed")


LARGEST_LOCK = 4_000_000
"""Characters of the largest lock that is read; what is cut is no JSON any more."""


@attrs.frozen(kw_only=True)
class LockedPlugin:
    """One plugin in use; `digest` is the SHA-256 of what was loaded, `api` the level it was written for."""

    plugin: str = attrs.field(validator=one_of(str))
    distribution: str = attrs.field(validator=one_of(str))
    version: str = attrs.field(validator=one_of(str))
    digest: str = attrs.field(validator=one_of(str))
    api: int = attrs.field(validator=one_of(int))


@attrs.frozen(kw_only=True)
class Difference:
    """One thing that is not as it was locked: `locked` and `found` are empty if it was not, or is not, there."""

    kind: str = attrs.field(metadata={"description": "plugin, rule, indicator, pack or prevexp"})
    name: str
    locked: str = ""
    found: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: locked {self.locked or 'none'}, found {self.found or 'none'}"


@attrs.frozen(kw_only=True)
class Lock:
    """What a run was made with: plugins, id -> version of rules and indicators, name -> edition of packs."""

    plugins: tuple[LockedPlugin, ...] = ()
    rules: Mapping[str, str] = attrs.field(factory=dict, validator=_named)
    indicators: Mapping[str, str] = attrs.field(factory=dict, validator=_named)
    packs: Mapping[str, str] = attrs.field(factory=dict, validator=_named)
    prevexp: str = attrs.field(default="", validator=one_of(str), metadata={"description": "version of prevexp"})

    def to_json(self) -> dict[str, Any]:
        """Return what a JSON file of the lock holds."""
        return attrs.asdict(self)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Return the lock of a JSON file. Raises LockDiffers if it is none."""
        try:
            with file.open(encoding="utf-8") as source:
                content = json.loads(source.read(LARGEST_LOCK))
        except (ValueError, RecursionError):
            raise LockDiffers(f"{file.name} is no lock of prevexp: no JSON in UTF-8", differences=()) from None
        return cls.from_json(content)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Return the lock of a JSON file. Raises LockDiffers if it is none."""
        try:
            plugins = tuple(LockedPlugin(**one) for one in content["plugins"])
            return cls(**{**content, "plugins": plugins})
        except (KeyError, TypeError, ValueError) as error:
            told = f"this is no lock of prevexp: {type(error).__name__}"
            raise LockDiffers(told, differences=()) from None

    def differences(self, found: "Lock") -> tuple[Difference, ...]:
        """Return what differs between this lock and what is in use now."""
        return tuple(
            Difference(kind=kind, name=name, locked=locked.get(name, ""), found=now.get(name, ""))
            for (kind, locked), (_, now) in zip(_parts(self), _parts(found), strict=True)
            for name in sorted(locked.keys() | now.keys())
            if locked.get(name) != now.get(name)
        )

    def require(self, found: "Lock") -> None:
        """Raise LockDiffers, which says which, if what is in use is not what is locked."""
        if differences := self.differences(found):
            told = "; ".join(map(str, differences))
            raise LockDiffers(f"what is in use is not what is locked: {told}", differences=differences)


def _parts(lock: Lock) -> Iterable[tuple[str, Mapping[str, str]]]:
    yield "plugin", {one.plugin: _written(one) for one in lock.plugins}
    yield "rule", lock.rules
    yield "indicator", lock.indicators
    yield "pack", lock.packs
    yield "prevexp", {"prevexp": lock.prevexp}


def _written(one: LockedPlugin) -> str:
    return f"{one.distribution} {one.version}, API {one.api}, {one.digest[:12] or 'no file'}"
