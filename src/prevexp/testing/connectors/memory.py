"""A partner in memory behind a line that fails, and the shortest connector to it that keeps the contract.

What a mutant of the kit, or a test of what is above connectors, starts from.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from typing import ClassVar

import attrs

from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.referral import SendingFailure
from prevexp.domain.vocabulary import FieldGroup
from prevexp.exchange.connectors import InboundFile
from prevexp.exchange.connectors import LineOutcome
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.connectors import Place
from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.partnerfile import cell_of
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction

from .kit import Upset

_AFTER = "#"


@attrs.define
class MemoryPartner:
    """A partner; each request to it is a call, and may go wrong. `rows`: id -> what was said of it and the day."""

    rows: dict[str, dict[str, str]] = attrs.field(factory=dict)
    files: list[bytes] = attrs.field(factory=list)
    _upset: tuple[Upset, int] | None = None

    def kept(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """Return every row it has; what follows a # in an id is a connector's own."""
        return [(name.split(_AFTER)[0], row) for name, row in self.rows.items()]

    def leave(self, content: bytes) -> None:
        """Leave a file for the team."""
        self.files.append(content)

    def upset(self, how: Upset, *, after: int = 0) -> None:
        """Let one request go wrong, after so many that go well."""
        self._upset = (how, after)

    def calm(self) -> None:
        """Let every request go well again."""
        self._upset = None

    def asked(self, carry_out: Callable[[], object]) -> object:
        """Carry a request out and answer it, unless it is one that goes wrong."""
        if self._upset is None:
            return carry_out()
        how, after = self._upset
        self._upset = (how, after - 1) if after else None
        if after:
            return carry_out()
        match how:
            case Upset.ANSWER_LOST:
                carry_out()
                raise ConnectionError
            case Upset.SILENT:
                raise TimeoutError
            case Upset.REFUSED:
                raise ConnectorFailed(SendingFailure.REFUSED.value)
            case Upset.GARBLED:
                return "<html>"


class MemoryConnector:
    """A connector to it that keeps the contract."""

    offer: ClassVar[Connector] = Connector(
        id="kit.memory",
        directions=Direction,
        data_categories={FieldGroup.IDENTITY, FieldGroup.DEBT_AND_PROCEDURE},
        create="prevexp.testing.connectors.memory:MemoryConnector",
    )

    def __init__(self, partner: MemoryPartner, place: Place, settings: ConnectorSettings) -> None:
        self.partner = partner
        self.folder = place.folder
        self.headers = [column.header for column in settings.columns]
        self.folder.mkdir(parents=True, exist_ok=True)

    def send(self, rows: Sequence[OutboundRow], *, on: date) -> SendReceipt:
        """Hand over the rows the partner does not have."""
        known = self.poll() if rows else {}
        new = [row for row in rows if row.row_id not in known]
        sent = self._read(list, lambda: self.hand_over(new, on)) if new else []
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        return SendReceipt(file=None, sent=tuple(sent), already=already)

    def hand_over(self, rows: Sequence[OutboundRow], on: date) -> list[str]:
        """Let the partner keep rows, each once, and return their ids."""
        for row in rows:
            self.partner.rows.setdefault(row.row_id, self.said(row) | {"on": on.isoformat()})
        return [row.row_id for row in rows]

    def said(self, row: OutboundRow) -> dict[str, str]:
        """Return what is said of a row."""
        cells = {header: cell_of(header, row.values.get(header)) for header in self.headers}
        return {header: str(cell) for header, cell in cells.items() if cell is not None}

    def poll(self) -> Mapping[str, date]:
        """Return what the partner has."""
        rows = self.partner.rows
        found: Mapping[str, date] = self._read(
            dict, lambda: {name: date.fromisoformat(row["on"]) for name, row in rows.items()}
        )
        return found

    def fetch(self) -> Iterator[InboundFile]:
        """Yield what the partner left, page by page."""
        for number in range(len(self.partner.files)):
            content: bytes = self._read(bytes, partial(self.partner.files.__getitem__, number))
            digest = sha256(content).hexdigest()
            if not (self.folder / f"{digest}.done").exists():
                path = self.folder / f"{digest}.csv"
                path.write_bytes(content)
                yield InboundFile(path=path, digest=digest)

    def acknowledge(self, file: InboundFile, lines: Sequence[LineOutcome]) -> Path:
        """Remember a file."""
        receipt = self.folder / f"{file.digest}.done"
        receipt.write_text(str(len(lines)))
        return receipt

    def _read(self, kind: type[Any], request: Callable[[], object]) -> Any:
        answer = self.partner.asked(request)
        if not isinstance(answer, kind):
            raise ConnectorFailed(SendingFailure.UNREADABLE.value)
        return answer
