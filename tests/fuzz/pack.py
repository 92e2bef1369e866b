"""A territory pack with one file of every kind there can be, and what comes of it when one of them goes wrong."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from functools import partial
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

_SHARE = 5
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
    "retention.toml": """
[[shorter]]
stage = "active"
period = "P18M"
valid_from = 2027-01-01
source = "avis du délégué"
""",
    "access.toml": """
[[kept]]
months = 9
valid_from = 2021-04-01
source = "convention"
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
    """Yield a door for each kind of file that a pack may have: that one gone wrong, the others sound."""
    for number, name in enumerate(kinds_of(root := whole_pack(folder))):
        sound = (root / name).read_bytes()
        share = _SHARE / len(kinds_of(root))
        make, read = partial(_made, name, sound), partial(_read, root, name, sound)
        yield Door(
            name=f"pack, {name}", suffix=f"-{number}{Path(name).suffix}", share=share, sound=sound, make=make, read=read
        )


def _made(name: str, sound: bytes, chance: Random) -> tuple[bytes, int]:
    return wrong(name, sound, chance), 1


def _read(root: Path, name: str, sound: bytes, path: Path) -> object:
    """Read the pack with one of its files replaced; afterwards it is sound again."""
    (root / name).write_bytes(path.read_bytes())
    try:
        return read_pack(root) and None
    finally:
        (root / name).write_bytes(sound)


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
