#!/usr/bin/env python3
"""Derive communes.csv, arrondissements.csv and former_communes.csv from an unpacked @etalab/decoupage-administratif.

    python tools/derive_communes.py UNPACKED_FOLDER PACK [--rural-below 2000]

Reads `data/communes.json` and `data/arrondissements.json` of the folder and the département in the `pack.toml` of the
pack, writes three CSV files into the pack (UTF-8, LF, sorted by code) and prints what was counted. The same input gives
the same bytes.
"""

import argparse
import csv
import json
import sys
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CURRENT = "commune-actuelle"
COMMUNES = ("insee", "name", "arrondissement", "postcodes", "population", "zone")

Record = Mapping[str, Any]
Row = tuple[str, ...]


def read(folder: Path, name: str) -> list[Record]:
    """Return the records of a file, sorted by code; the territories overseas that are no département are left out."""
    records: list[Record] = json.loads((folder / "data" / name).read_text(encoding="utf-8"))
    return sorted((r for r in records if "departement" in r), key=lambda r: str(r["code"]))


def of(department: str, records: Iterable[Record]) -> list[Record]:
    """Return the records of one département."""
    return [r for r in records if r["departement"] == department]


def misleading(department: str, everything: Iterable[Record]) -> frozenset[str]:
    """Return the postcodes of other départements: one of them, typed for a code, must not be taken for a former code.

    The communes taken from the Seine in 1968 had codes such as 75005, which is the postcode of the 5th arrondissement.
    """
    postcodes = {postcode for r in everything for postcode in r.get("codesPostaux", ())}
    return frozenset(postcode for postcode in postcodes if not postcode.startswith(department))


def commune_rows(current: Iterable[Record], rural_below: int) -> list[Row]:
    """Return one row per commune of today; the data set has no density class, so the population decides the zone."""
    return [
        (
            r["code"],
            r["nom"],
            r["arrondissement"],
            " ".join(sorted(r["codesPostaux"])),
            str(r["population"]),
            "rural" if r["population"] < rural_below else "urban",
        )
        for r in current
    ]


def former_rows(current: Iterable[Record], parts: Iterable[Record], without: frozenset[str]) -> list[Row]:
    """Return one row per code that is no longer a commune; only a part of a commune of today still has a name."""
    today = {r["code"]: r["nom"] for r in current}
    names = {r["code"]: r["nom"] for r in parts}
    heads = {r["code"]: r["chefLieu"] for r in parts}
    heads |= {old: r["code"] for r in current for old in r.get("anciensCodes", ())}
    gone = {old: head for old, head in heads.items() if old not in today and old not in without}
    return sorted((old, names.get(old, ""), head, today[head]) for old, head in gone.items())


def write(path: Path, header: Row, rows: list[Row]) -> None:
    """Write one CSV file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Read the folder, write the three files, print the counts."""
    parser = argparse.ArgumentParser(description="Derive the communes of a pack from @etalab/decoupage-administratif.")
    parser.add_argument("folder", type=Path, help="the unpacked package (it holds package.json and data/)")
    parser.add_argument("pack", type=Path, help="the folder that holds the pack.toml of the département")
    parser.add_argument("--rural-below", type=int, default=2000, help="a commune of fewer inhabitants is rural")
    options = parser.parse_args(arguments)

    department = tomllib.loads((options.pack / "pack.toml").read_text(encoding="utf-8"))["department"]
    version = json.loads((options.folder / "package.json").read_text(encoding="utf-8"))["version"]
    everything = read(options.folder, "communes.json")
    current = [r for r in of(department, everything) if r["type"] == CURRENT]
    parts = [r for r in of(department, everything) if r["type"] != CURRENT]
    communes = commune_rows(current, options.rural_below)
    former = former_rows(current, parts, misleading(department, everything))
    arrondissements: list[Row] = [
        (r["code"], r["nom"], r["chefLieu"]) for r in of(department, read(options.folder, "arrondissements.json"))
    ]

    write(options.pack / "communes.csv", COMMUNES, communes)
    write(options.pack / "arrondissements.csv", ("code", "name", "seat"), arrondissements)
    write(options.pack / "former_communes.csv", ("insee", "name", "current_insee", "current_name"), former)
    counts = f"{len(communes)} communes, {len(arrondissements)} arrondissements, {len(former)} former codes"
    sys.stdout.write(f"edition {version}: {counts}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
