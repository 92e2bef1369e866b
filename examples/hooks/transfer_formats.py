"""A form of the monthly list: one household a paragraph, one `column: cell` a line."""

from prevexp.registry import PluginInfo
from prevexp.registry import TransferFormat
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="fiches", api=1, title="Liste en fiches", contact="equipe@example.org")


def is_one(head):
    return b":" in head.partition(b"\n")[0]


def rows(path):
    """Give each paragraph with the line it starts on."""
    started, cells = 0, {}
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        name, _, cell = line.partition(":")
        if line.strip():
            started = started or number
            cells[name.strip()] = cell.strip()
        elif started:
            yield started, cells
            started, cells = 0, {}


@hookimpl
def prevexp_transfer_formats():
    yield TransferFormat(id="fiches.list", title="Fiches", suffixes=(".fiches",), sniff=is_one, read=rows)
