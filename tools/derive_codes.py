#!/usr/bin/env python3
"""Derive the list of all communes, which new packs begin with, from an unpacked @etalab/decoupage-administratif.

    python tools/derive_codes.py UNPACKED_FOLDER [OUT]

One line a département: its code, then the last digits of the codes of its communes, runs as FIRST-LAST. The same input
gives the same bytes.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

CURRENT = "commune-actuelle"
OUT = Path(__file__).resolve().parents[1] / "src" / "prevexp" / "registry" / "data" / "communes.txt"
HEAD = """\
# The communes of France by INSEE code, one line a département, runs as FIRST-LAST. Made by tools/derive_codes.py from
# Découpage administratif (@etalab/decoupage-administratif), version {version}, by Etalab after INSEE (code officiel
# géographique), Licence Ouverte / Open Licence 2.0; only the codes were kept.
"""


def runs(numbers: Iterable[int], width: int) -> Iterator[str]:
    """Yield the numbers in runs."""
    ordered = sorted(numbers)
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    for start, end in zip(starts, ends, strict=True):
        yield f"{start:0{width}}" if start == end else f"{start:0{width}}-{end:0{width}}"


def main(arguments: list[str]) -> None:
    """Read the folder, write the file, print the count."""
    parser = argparse.ArgumentParser(description="Derive all codes of communes from @etalab/decoupage-administratif.")
    parser.add_argument("folder", type=Path, help="the unpacked package (it holds package.json and data/)")
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    options = parser.parse_args(arguments)

    version = json.loads((options.folder / "package.json").read_text(encoding="utf-8"))["version"]
    found: dict[str, list[int]] = defaultdict(list)
    for record in json.loads((options.folder / "data" / "communes.json").read_text(encoding="utf-8")):
        department = record.get("departement")
        if record["type"] == CURRENT and department:
            found[department].append(int(record["code"].removeprefix(department)))
    lines = [f"{one} {' '.join(runs(found[one], 5 - len(one)))}\n" for one in sorted(found)]
    options.out.write_text(HEAD.format(version=version) + "".join(lines), encoding="utf-8", newline="\n")
    sys.stdout.write(f"edition {version}: {sum(map(len, found.values()))} communes, {len(found)} départements\n")


if __name__ == "__main__":
    main(sys.argv[1:])
