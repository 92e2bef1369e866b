"""A new plugin as files: what a département's first morning begins with, complete and passing its kit.

Templates lie in `scaffold/<kind>/`, the parts every package has in `scaffold/package/`; `@NAME@` stands for what is
filled in, in texts and in the names of files.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from pathlib import PurePosixPath

from ..domain.errors import InvalidValue
from .contributions import API_LEVELS
from .known_communes import communes_by_department

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_DEPARTMENT = re.compile(r"\d[0-9ab]\d?")
_ENDING = ".tmpl"
_CORSICA = str.maketrans("AB", "00")  # its postcodes begin with 20


class PluginKind(StrEnum):
    """What a new plugin begins as."""

    PACK = "pack"
    FILE = "file"
    RULES = "rules"
    INDICATORS = "indicators"
    CONNECTOR = "connector"
    STORAGE = "storage"
    EXPORTER = "exporter"
    MODEL = "model"


def new_plugin(name: str, *, kind: PluginKind, folder: Path) -> tuple[Path, ...]:
    """Write the files of a new plugin into a folder and return them: all of them, or none if one is already there.

    `name` is a word of small letters, digits and `-`, for a pack the number of its département, 2B or 2b. A plugin of
    one file is written as `<name>.py`, any other as a package in a folder of its own. Raises InvalidValue for a name
    that cannot be one, FileExistsError, OSError.
    """
    words = _words(name.lower() if kind is PluginKind.PACK else name, kind)
    texts = {folder / place: text for place, text in _filled(kind, words)}
    for path in texts:
        if path.exists():
            raise FileExistsError(17, "already there", str(path))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(sorted(texts))


def is_department(name: str) -> bool:
    """Say whether a name has the form of the number of a département, such as 59, 2a or 974."""
    return _DEPARTMENT.fullmatch(name.lower()) is not None


def _words(name: str, kind: PluginKind) -> Mapping[str, str]:
    if kind is PluginKind.PACK and not is_department(name):
        raise InvalidValue("name: a pack is called by the number of its département, such as 59, 2a or 974")
    if not _NAME.fullmatch(name):
        raise InvalidValue("name: small letters, digits and - are needed, such as 59 or adil-62")
    own = f"departement-{name}" if kind is PluginKind.PACK else name
    plugin_id = f"d{name}" if name[0].isdigit() else name
    places: Mapping[str, str] = _places(name.upper()) if kind is PluginKind.PACK else {}
    return {
        **places,
        "NAME": name,
        "DEPARTMENT": name.upper(),
        "PLUGIN": own,
        "DISTRIBUTION": f"prevexp-{own}",
        "PACKAGE": f"prevexp_{own.replace('-', '_')}",
        "ID": plugin_id.replace("-", "_"),
        "API": str(max(API_LEVELS)),
    }


def _places(department: str) -> Mapping[str, str]:
    """Return what a pack begins with of its places: the code of every commune, and nothing that is not known here."""
    codes = sorted(communes_by_department().get(department, ()))
    if not codes:
        raise InvalidValue(f"name: there is no département {department}")
    filler = f"{department.translate(_CORSICA):0<5}"
    rows = (f"{code},à compléter {code},{department}1,{filler},0,urban" for code in codes)
    return {"COMMUNE_ROWS": "\n".join(rows), "FIRST_COMMUNE": codes[0]}


def _filled(kind: PluginKind, words: Mapping[str, str]) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield each file of a kind as (place, text)."""
    root = files(__package__) / "scaffold"
    parts = [root / str(kind)] if kind is PluginKind.FILE else [root / "package", root / str(kind)]
    base = PurePosixPath() if kind is PluginKind.FILE else PurePosixPath(words["DISTRIBUTION"])
    for part in parts:
        for place, template in _templates(part, PurePosixPath()):
            filled = _fill(str(place).removesuffix(_ENDING), words)
            yield base / filled, _fill(template.read_text(encoding="utf-8"), words)


def _templates(folder: Traversable, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _templates(one, place / one.name)
        elif one.name.endswith(_ENDING):
            yield place / one.name, one


def _fill(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    return text
