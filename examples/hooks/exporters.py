"""A form of output: cells between tabulations. What it gets may be published; nothing else is known to it."""

from prevexp.evaluation.documents import plain
from prevexp.registry import Exporter
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="tabs", api=1, title="Tabulations", contact="equipe@example.org")


def write(document, stream):
    for sheet in document.sheets:
        for row in sheet.rows:
            cells = (" ".join(str(plain(entry)).split()) for entry in row)
            stream.write(("\t".join(cells) + "\n").encode())


@hookimpl
def prevexp_exporters():
    suffixes, media = (".tsv",), "text/tab-separated-values"
    yield Exporter(id="tabs.tsv", title="Tabulations", format="tsv", media_type=media, suffixes=suffixes, write=write)
