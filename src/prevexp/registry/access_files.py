"""access.toml: how long the lines of the access journal are kept; without one, what comes with prevexp holds."""

from importlib.resources import files

from prevexp.privacy.access_keeping import AccessKeeping
from prevexp.privacy.access_keeping import require_order

from .folder import PackFolder
from .sections import Section
from .sections import TomlFile

ACCESS = "access.toml"


def read_access_keeping(folder: PackFolder) -> tuple[AccessKeeping, ...] | None:
    """Read what a territory says, or what comes with prevexp; None if a problem was noted."""
    top = folder.toml_if_any(ACCESS) or TomlFile(name=ACCESS, problems=folder.problems).read(_default_text())
    return _versions(top)


def default_access_keeping() -> tuple[AccessKeeping, ...]:
    """Return what holds in a territory that says nothing."""
    section = TomlFile(name=ACCESS, problems=[]).read(_default_text())
    found = _versions(section)
    assert found is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return found


def _versions(top: Section) -> tuple[AccessKeeping, ...] | None:
    read = [version for section in top.sections("kept") if (version := _version(section))]
    return top.build(lambda: require_order(read))


def _version(section: Section) -> AccessKeeping | None:
    months, valid_from, source = section.whole("months"), section.day("valid_from"), section.text("source")
    return section.build(lambda: AccessKeeping(months=months, valid_from=valid_from, source=source))


def _default_text() -> str:
    return files(__package__).joinpath("data", ACCESS).read_text(encoding="utf-8")
