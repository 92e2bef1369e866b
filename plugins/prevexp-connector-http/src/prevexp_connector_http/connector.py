"""The connector: what was confirmed is sent no more, what was left is fetched until it was acknowledged.

The partner keeps a row once for each id, and says which it has; so whatever is lost between the two can be said again.
"""

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.referral import SendingFailure
from prevexp.exchange.atomic import replacing
from prevexp.exchange.connectors import InboundFile
from prevexp.exchange.connectors import LineOutcome
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.connectors import Place
from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.partnerfile import cell_of

from .client import Client
from .settings import Access
from .settings import ConnectorSettings

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


@attrs.frozen(kw_only=True)
class HttpConnector:
    """An exchange with one partner over HTTPS; an inbound source, an outbound and a poller.

    What is fetched is laid in `reception` below the place, with a receipt beside it once it was acknowledged.
    """

    access: Access
    place: Place
    settings: ConnectorSettings

    @property
    def _client(self) -> Client:
        return Client(access=self.access)

    def send(self, rows: Sequence[OutboundRow], *, on: date) -> SendReceipt:
        """Send the rows the partner does not have yet. Raises ConnectorFailed."""
        if not rows:
            return SendReceipt(file=None, sent=(), already={})
        known = self.poll()
        new = [row for row in rows if row.row_id not in known]
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        if not new:
            return SendReceipt(file=None, sent=(), already=already)
        said = {"on": on.isoformat(), "rows": [self._said(row) for row in new]}
        answer = self._client.post_json("referrals", said, key=_key(new))
        kept = _days(answer)
        return SendReceipt(file=None, sent=tuple(row.row_id for row in new if row.row_id in kept), already=already)

    def poll(self) -> Mapping[str, date]:
        """Return the ids the partner has, with the day. Raises ConnectorFailed."""
        return _days(self._client.get_json("referrals"))

    def fetch(self) -> Iterator[InboundFile]:
        """Yield what the partner left and the team has not acknowledged, one by one. Raises ConnectorFailed."""
        for digest, name in _listed(self._client.get_json("answers")).items():
            if self._receipt(digest).exists():
                continue
            content = self._client.get(f"answers/{quote(name, safe='')}")
            if sha256(content).hexdigest() != digest:
                raise ConnectorFailed(SendingFailure.UNREADABLE.value)
            suffix = Path(name).suffix.lower() if Path(name).suffix.lower() in _SUFFIXES else ".csv"
            path = self._receipt(digest).with_suffix(suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as sink:
                sink.write(content)
            yield InboundFile(path=path, digest=digest)

    def acknowledge(self, file: InboundFile, lines: Sequence[LineOutcome]) -> Path:
        """Tell the partner what became of each line, then keep the receipt; cut short between, it is told again."""
        said = {"sha256": file.digest, "lines": [attrs.asdict(one) for one in lines]}
        self._client.post_json("receipts", said, key=file.digest)
        receipt = self._receipt(file.digest)
        with replacing(receipt) as sink:
            sink.write(json.dumps(said).encode())
        return receipt

    def _receipt(self, digest: str) -> Path:
        return self.place.folder / "reception" / f"reponses_{digest[:32]}.json"

    def _said(self, row: OutboundRow) -> dict[str, object]:
        cells = {one.header: cell_of(one.header, row.values.get(one.header)) for one in self.settings.columns}
        return {
            "id": row.row_id,
            "kind": row.motion.value,
            "reference": row.reference,
            "on": row.on.isoformat(),
            "purpose": row.purpose,
            "values": {
                header: cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, Decimal) else cell
                for header, cell in cells.items()
                if cell is not None
            },
        }


def _key(rows: Sequence[OutboundRow]) -> str:
    """Return the idempotency key of a batch: the same rows, the same key."""
    return sha256("\n".join(sorted(row.row_id for row in rows)).encode()).hexdigest()


def _days(answer: Any) -> dict[str, date]:
    """Return id -> day from `{"rows": {"<id>": "AAAA-MM-JJ"}}`."""
    try:
        return {str(name): date.fromisoformat(day) for name, day in answer["rows"].items()}
    except (TypeError, KeyError, AttributeError, ValueError):
        raise ConnectorFailed(SendingFailure.UNREADABLE.value) from None


def _listed(answer: Any) -> dict[str, str]:
    """Return digest -> name of each file from `{"files": [{"name": "reponses-1.csv", "sha256": "…"}]}`, each once."""
    try:
        found = {str(one["sha256"]).lower(): str(one["name"]) for one in answer["files"]}
    except (TypeError, KeyError):
        raise ConnectorFailed(SendingFailure.UNREADABLE.value) from None
    if not all(map(_DIGEST.fullmatch, found)):
        raise ConnectorFailed(SendingFailure.UNREADABLE.value)
    return found
