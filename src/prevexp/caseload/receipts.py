"""What the store keeps of each transfer taken in: counts and names of codes, sealed; no row, no name."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..domain.vocabulary import Outcome

if TYPE_CHECKING:
    from ..storage.records import Records
    from .receiving import Matched


@attrs.frozen(kw_only=True)
class TransferReceipt:
    """One transfer taken in, as the bilan counts it: received = accepted + updated + duplicate + rejected."""

    transfer: str
    file: str
    month: str | None
    received_on: date
    counts: Mapping[Outcome, int]
    rejected_for: Mapping[str, int]

    def encode(self) -> bytes:
        """Return the receipt as JSON."""
        data: dict[str, Any] = attrs.asdict(self, recurse=False) | {"received_on": self.received_on.isoformat()}
        data["counts"] = {str(outcome): number for outcome, number in self.counts.items()}
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def decode(cls, body: bytes) -> "TransferReceipt":
        """Read a receipt back."""
        data = json.loads(body)
        data["received_on"] = date.fromisoformat(data["received_on"])
        data["counts"] = {Outcome(outcome): number for outcome, number in data["counts"].items()}
        return cls(**data)


def transfer_receipts(records: "Records") -> tuple[TransferReceipt, ...]:
    """Return what is kept of every transfer, in the order they were taken in; files of entries keep receipts too."""
    bodies = records.receipts()
    return tuple(TransferReceipt.decode(body) for body in bodies if "entries" not in json.loads(body))


def receipt_of(matched: "Matched", counts: Mapping[Outcome, int], rejected_for: Mapping[str, int]) -> TransferReceipt:
    """Return the receipt of a matched transfer."""
    return TransferReceipt(
        transfer=matched.context.transfer,
        file=matched.grid.file,
        month=str(matched.table.month) if matched.table.month else None,
        received_on=matched.context.received_on,
        counts=counts,
        rejected_for=rejected_for,
    )
