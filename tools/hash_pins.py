#!/usr/bin/env python3
"""Write requirements/hashes.txt: the SHA-256 of every file of every version that constraints.txt pins.

Asks the index that pip is set up with, by pip's own means and for the pinned packages alone; downloads no package and
names no host. Needs pip and packaging: `nox -s hashes`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.utils import InvalidSdistFilename
from packaging.utils import InvalidWheelFilename
from packaging.utils import parse_sdist_filename
from packaging.utils import parse_wheel_filename
from packaging.version import InvalidVersion
from packaging.version import Version
from pip._internal.commands import create_command
from pip._internal.index.collector import LinkCollector
from pip._internal.index.collector import parse_links

ROOT = Path(__file__).parents[1]


def pins() -> Iterator[tuple[str, str]]:
    """Yield name and version of each pin."""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, equals, version = line.partition("==")
        if equals and not line.startswith("#"):
            yield name, version


def version_of(filename: str) -> Version | None:
    """Return the version a file is of; None for what is neither wheel nor source."""
    try:
        return parse_wheel_filename(filename)[1] if filename.endswith(".whl") else parse_sdist_filename(filename)[1]
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
        return None


def hashes_of(collector: LinkCollector, name: str, version: str) -> list[str]:
    """Return the hashes the index states for the files of a version."""
    found: set[str] = set()
    for source in collector.collect_sources(name, lambda _: []).index_urls:
        link = source.link if source else None
        page = collector.fetch_response(link) if link else None
        for file in parse_links(page) if page else ():
            if file.hash_name == "sha256" and file.hash and version_of(file.filename) == Version(version):
                found.add(file.hash)
    return sorted(found)


def main() -> None:
    """Write the file, or end with the name of a pin that has no hash."""
    command = create_command("install")
    options, _ = command.parse_args([])
    blocks = []
    with command.main_context():
        finder = command._build_package_finder(options=options, session=command.get_default_session(options))  # noqa: SLF001
        for name, version in pins():
            found = hashes_of(finder._link_collector, name, version)  # noqa: SLF001
            if not found:
                raise SystemExit(f"the index states no hash for {name} {version}")
            blocks.append(" \\\n".join([f"{name}=={version}", *(f"    --hash=sha256:{one}" for one in found)]))
    target = ROOT / "requirements" / "hashes.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(blocks) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(blocks)} pins\n")


if __name__ == "__main__":
    main()
