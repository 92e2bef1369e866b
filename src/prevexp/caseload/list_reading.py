"""Reading a monthly list: by prevexp itself, else by the format of a plugin that knows the file for one of its own."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from ..domain.errors import PluginFault
from ..domain.errors import TransferRefused
from ..exchange.reading import read_grid
from ..exchange.rowslist import ReadRow
from ..exchange.rowslist import grid_of_rows
from ..exchange.rowslist import head_of
from ..exchange.rowslist import limit_size
from ..registry import Fault
from ..registry import Phase
from ..registry.offers import TransferFormat
from ..registry.offers import resolved

if TYPE_CHECKING:
    from ..exchange.aliases import Aliases
    from ..exchange.grid import Grid
    from ..registry import FaultLog

_END = object()


def read_list(path: Path, aliases: "Aliases", formats: tuple[TransferFormat, ...], log: "FaultLog") -> "Grid":
    """Read one monthly transfer.

    What prevexp can read it reads itself: no plugin changes how a table is understood. Raises TransferRefused;
    PluginFault, which names the plugin, for a reader that fails.
    """
    try:
        return read_grid(path, aliases)
    except TransferRefused as refused:
        mine = [one for one in formats if path.suffix.lower() in one.suffixes]
        if refused.reason == "file-unreadable" or not mine:
            raise
        limit_size(path)
        offer = _claiming(path, mine, log)
        if offer is None:
            raise
    return grid_of_rows(path, _rows(path, offer, log), aliases, note=f"read-by: {offer.id}")


def _claiming(path: Path, formats: list[TransferFormat], log: "FaultLog") -> TransferFormat | None:
    """Return the first format, by order and id, that knows the file for its own; one that fails knows nothing."""
    head = head_of(path)
    return next((one for one in formats if log.call(one, _called, one, "sniff", head) is True), None)


def _rows(path: Path, offer: TransferFormat, log: "FaultLog") -> Iterator[ReadRow]:
    rows = _sound(log.call(offer, _called, offer, "read", path))
    iterator = _sound(log.call(offer, iter, rows))
    while (row := _sound(log.call(offer, _or_refusal, next, iterator, _END))) is not _END:
        match row:
            case (int() as line, Mapping() | None as cells) if line > 0 and _are_texts(cells or {}):
                yield line, cells
            case _:
                told = "read: a row is a pair: its line, from 1, and its cells as texts by the names of their columns"
                raise _fault(log, offer, told)


def _called(offer: TransferFormat, field: str, argument: object) -> Any:
    return _or_refusal(resolved(offer, field), argument)


def _or_refusal(function: Callable[..., Any], *arguments: object) -> Any:
    """Return what a reader returns, or its refusal of a file: that is told, and is no fault."""
    try:
        return function(*arguments)
    except TransferRefused as refused:
        return refused


def _sound(answer: Any) -> Any:
    if isinstance(answer, TransferRefused):
        raise answer
    if isinstance(answer, Fault):
        raise PluginFault(str(answer), fault=answer)
    return answer


def _are_texts(cells: Mapping[Any, Any]) -> bool:
    return all(type(name) is str and type(text) is str for name, text in cells.items())


def _fault(log: "FaultLog", offer: TransferFormat, told: str) -> PluginFault:
    """Return the error for a row of another shape; prevexp's own formats would have no provenance, and no such row."""
    if offer.provenance is None:
        return PluginFault(f"{offer.id}: {told}")
    fault = log.note(Fault(provenance=offer.provenance, phase=Phase.RUN, object=offer.id, message=told))
    return PluginFault(str(fault), fault=fault)
