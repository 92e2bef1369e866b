"""A monthly list that comes as JSON, one household a line: the keys are the names of the columns."""

import json
from collections.abc import Iterator
from pathlib import Path

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import TransferFormat


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="json-lines", api=1, title="Liste en JSON, une ligne par ménage", contact="equipe@example.org")


@hookimpl
def prevexp_transfer_formats() -> Iterator[TransferFormat]:
    """Offer the format."""
    yield TransferFormat(id="json-lines.list", suffixes=(".jsonl",), sniff=is_one, read=rows)


def is_one(head: bytes) -> bool:
    """Say whether a file begins as one of these."""
    return head.lstrip().startswith(b"{")


def rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Give each row with its line; a line that is no object is there, and cannot be read."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, cells(line)


def cells(line: str) -> dict[str, str] | None:
    """Return the cells of a line as texts, None if it is no object."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return {name: "" if value is None else str(value) for name, value in found.items()}
