"""The forms in which a document can be written: prevexp's own, registered as a plugin registers its own."""

from collections.abc import Iterable
from typing import BinaryIO

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import PluginFault
from prevexp.evaluation.documents import Document
from prevexp.registry import Fault
from prevexp.registry import FaultLog
from prevexp.registry.offers import Exporter
from prevexp.registry.offers import resolved

_OWN = "prevexp.render.written"

CORE_EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        id="prevexp.html",
        title="Page HTML, à lire et à imprimer",
        format="html",
        media_type="text/html",
        suffixes=(".html",),
        write=f"{_OWN}:write_html",
    ),
    Exporter(
        id="prevexp.csv",
        title="CSV pour les programmes",
        format="csv",
        media_type="text/csv",
        suffixes=(".csv",),
        write=f"{_OWN}:write_csv",
    ),
    Exporter(
        id="prevexp.csv-excel",
        title="CSV pour un tableur en français",
        format="csv-excel",
        media_type="text/csv",
        suffixes=(".csv",),
        write=f"{_OWN}:write_excel_csv",
    ),
    Exporter(
        id="prevexp.json",
        title="JSON",
        format="json",
        media_type="application/json",
        suffixes=(".json",),
        write=f"{_OWN}:write_json",
    ),
)


def exporter_of(name: str, offered: Iterable[Exporter] = ()) -> Exporter:
    """Return the exporter of a format; a format of prevexp's own is never a plugin's.

    Raises InvalidValue, with the formats there are.
    """
    known = {one.format: one for one in (*offered, *CORE_EXPORTERS)}
    if name not in known:
        raise InvalidValue(f"format: one of {', '.join(sorted(known))} is needed")
    return known[name]


def export(document: Document, exporter: Exporter, stream: BinaryIO, log: FaultLog) -> None:
    """Write a document; a plugin that fails is named. Raises PluginFault: half a file is nobody's result."""
    write = resolved(exporter, "write")
    failed = log.call(exporter, write, document, stream)
    if isinstance(failed, Fault):
        raise PluginFault(str(failed), fault=failed)
