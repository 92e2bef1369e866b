"""The three ways of exchanging with a partner, as protocols, and the small records that pass through them.

Nothing leaves but what a view of `prevexp.privacy` let pass: a connector is handed values, never a case.
Source: design, "Connectors"; call C14, C26.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import attrs


class Motion(StrEnum):
    """What a row sent to a partner is: a referral, a reminder of one, or word that it is over."""

    REFERRAL = "orientation"
    REMINDER = "relance"
    END = "fin"


@attrs.frozen(kw_only=True)
class Place:
    """Where a connector works: the partner's name in the territory, and a folder of its own for what it must keep."""

    partner: str
    folder: Path


@attrs.frozen(kw_only=True)
class OutboundRow:
    """One row for a partner; `row_id` is the idempotency key: a row of the same id is never sent twice.

    `reference` is how the partner names the referral in its answers; `values`: header -> what the view let pass, None
    for what may not leave or is not known.
    """

    row_id: str
    motion: Motion
    reference: str
    on: date
    purpose: str
    values: Mapping[str, object] = attrs.field(factory=dict, repr=False)


@attrs.frozen(kw_only=True)
class SendReceipt:
    """What became of rows handed over: `file` holds those that are new (None: none was); `already` were sent before.

    `already`: id of a row -> the day it was sent.
    """

    file: Path | None
    sent: tuple[str, ...]
    already: Mapping[str, date]


@attrs.frozen(kw_only=True)
class InboundFile:
    """One file a partner left, by a name of its own and the SHA-256 of its bytes."""

    path: Path
    digest: str


@attrs.frozen(kw_only=True)
class LineOutcome:
    """What became of one line a partner sent: a slug, the code of what is wrong with it, and the column concerned."""

    line: int
    outcome: str
    code: str | None = None
    column: str | None = None


class InboundSource(Protocol):
    """Where a partner leaves files for the team."""

    def fetch(self) -> Iterable[InboundFile]:
        """Return the files that were not acknowledged yet, in the order of their names."""
        ...

    def acknowledge(self, file: InboundFile, lines: Sequence[LineOutcome]) -> Path:
        """Say line by line what became of a file, and fetch it no more."""
        ...


class OutboundReferrals(Protocol):
    """Where referrals go."""

    def send(self, rows: Sequence[OutboundRow], *, on: date) -> SendReceipt:
        """Send the rows that were not sent before, and say which these were; a row in no receipt is sent again.

        Raises ConnectorFailed where it is not certain that they arrived.
        """
        ...


class StatusPoller(Protocol):
    """Where what was sent can be asked about."""

    def poll(self) -> Mapping[str, date]:
        """Return the id of each row that was handed over, with the day."""
        ...
