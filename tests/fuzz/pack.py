"""A territory pack with one file of every kind there can be, and what comes of it when one of them goes wrong."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random

from prevexp.registry.reading import FILES
from prevexp.registry.reading import read_pack

from .doors import Door
from .mutation import json_text
from .mutation import noise
from .mutation import table
from .mutation import toml

_PLUGINS = Path(__file__).parents[2] / "plugins"
_OWN = {
    "indicators.toml": """
[[indicator]]
id = "d93.large-debt"
title = "Grosses dettes"
definition = "dettes de 5 000 euros et plus / dossiers"
statistic = "share"
mode = "cohort"
numerator = "arrears_cents >= 500_000"
denominator = "received_on is known"
breakdowns = ["arrondissement", "month"]
source = "convention"

[[off]]
indicator = "I31"
reason = "pas de communes rurales"
""",
    "report.toml": """
[[section]]
id = "adil.acts"
title = "Les actes"
""",
    "calendar.toml": """
[[holiday]]
name = "fete locale"
fixed = "06-24"
article = "arrete"

[temples]
with = ["93001"]
without = ["93005"]
source = "inventaire"
""",
}
_ADAPTED = (
    ("landlord.toml", r'(?m)^id = "', 'label = "une garantie"\nid = "own-'),
    ("rounds.toml", r'commune = "97\d+"', 'commune = "93001"'),
    ("rounds.toml", r'worker = "social-2"', 'worker = "legal-1"'),
)
"""What another territory's file says of its own communes and workers."""


def whole_pack(folder: Path) -> Path:
    """Lay a pack of every kind of file; a test holds that none is left out, and that it is sound."""
    root = folder / "pack"
    shutil.copytree(_pack_of("93"), root)
    for department, names in {"974": ("letters.toml", "rounds.toml"), "62": ("engagement.toml",)}.items():
        for name in names:
            shutil.copy(_pack_of(department) / name, root / name)
    shipped = Path(str(files("prevexp.registry"))) / "data"
    for name in ("budget.toml", "connectors.toml", "contact.toml", "landlord.toml", "referral.toml"):
        if not (root / name).exists():
            shutil.copy(shipped / name, root / name)
    shutil.copytree(shipped / "letters", root / "letters")
    for name, text in _OWN.items():
        (root / name).write_text(text, encoding="utf-8")
    for name, pattern, said in _ADAPTED:
        text = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(re.sub(pattern, said, text), encoding="utf-8")
    return root


def kinds_of(root: Path) -> list[str]:
    """Return the names of the files of a pack, in their order."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def missing_kinds(root: Path) -> set[str]:
    """Return the kinds of files a pack may have and this one has not."""
    there = set(kinds_of(root))
    folders = {name.partition("/")[0] for name in there if "/" in name}
    return (FILES - there) | ({"letters", "parameters", "scenarios"} - folders)


def pack_doors(folder: Path) -> Iterator[Door]:
    """Yield a door that hands in a pack with one file of it gone wrong, whichever its kind."""
    root = whole_pack(folder)
    sound = {name: (root / name).read_bytes() for name in kinds_of(root)}
    chosen = {"name": "pack.toml"}

    def make(chance: Random) -> tuple[bytes, int]:
        name = chosen["name"] = chance.choice(list(sound))
        return wrong(name, sound[name], chance), 1

    def read(path: Path) -> object:
        name = chosen["name"]
        (root / name).write_bytes(path.read_bytes())
        try:
            return read_pack(root) and None
        finally:
            (root / name).write_bytes(sound[name])

    yield Door(name="files of a pack", suffix=".data", share=5, sound=sound["pack.toml"], make=make, read=read)


def wrong(name: str, content: bytes, chance: Random) -> bytes:
    """Return a file of a pack gone wrong in the way of its kind."""
    if name.endswith(".toml"):
        return toml(content, chance)
    if name.endswith(".json"):
        return json_text(json.loads(content), chance)
    if name.endswith(".csv") and chance.random() < 0.8:
        return table(list(csv.reader(io.StringIO(content.decode()))), chance)
    return noise(content, chance)


def _pack_of(department: str) -> Path:
    return _PLUGINS / f"prevexp-departement-{department}" / "src" / f"prevexp_departement_{department}" / "pack"
