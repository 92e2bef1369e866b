"""The kits an author wrote: classes in tests, with what nobody else can give, such as a fake of the partner."""

import sys
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from prevexp.registry.files import load_file

from ..conformance import ConformanceKit

_SIGN = b"Conformance"
"""What a file holds that subclasses a kit; tests without it are not imported."""

_FIXTURE = "_fixture_function_marker"


@attrs.frozen(kw_only=True)
class OwnKits:
    """The subclasses of kits in an author's tests; `notes` say which of them cannot be run here, and why."""

    kits: tuple[type[ConformanceKit], ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, tests: Iterable[Path]) -> "OwnKits":
        """Return what files of tests define."""
        found: list[type[ConformanceKit]] = []
        notes = []
        for path in (one for one in tests if _SIGN in one.read_bytes()):
            try:
                module = _imported(path)
            except (Exception, SystemExit, pytest.skip.Exception) as error:  # noqa: BLE001 - whatever is in a test
                told = f"{type(error).__name__}: {error}".partition("\n")[0]
                notes.append(f"{path.name} cannot be imported here: {told}")
                continue
            for kit in _defined(vars(module).values(), module.__name__):
                if names := _fixtures(kit):
                    notes.append(
                        f"{kit.__name__} uses fixtures ({', '.join(sorted(names))}): run pytest on {path.name}"
                    )
                else:
                    found.append(kit)
        return cls(kits=tuple(found), notes=tuple(notes))

    def trying(self, kit: type[ConformanceKit]) -> tuple[type[ConformanceKit], ...]:
        """Return those that subclass a kit."""
        return tuple(one for one in self.kits if issubclass(one, kit))


def _imported(path: Path) -> ModuleType:
    """Import a file of tests as pytest does: what lies beside it can be imported by its name."""
    beside = str(path.parent)
    sys.path.insert(0, beside)
    try:
        return load_file(path, path.read_bytes())
    finally:
        sys.path.remove(beside)


def _defined(values: Iterable[object], module: str) -> Iterator[type[ConformanceKit]]:
    for value in values:
        if isinstance(value, type) and issubclass(value, ConformanceKit) and value.__module__ == module:
            yield value


def _fixtures(kit: type[ConformanceKit]) -> set[str]:
    """Return the names of the pytest fixtures a class adds to its kit's."""
    known = vars(ConformanceKit)
    return {name for one in kit.__mro__ for name, value in vars(one).items() if hasattr(value, _FIXTURE)} - known.keys()
