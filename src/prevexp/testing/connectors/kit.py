"""What a connector gives the kit: itself, and a fake of the partner that keeps, leaves and misbehaves."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import Any
from typing import ClassVar
from typing import Protocol

from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.casework.referral.connector import FileForm
from prevexp.casework.referral.connector import PurposeSent
from prevexp.casework.referral.connector import SentColumn
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.exchange.connectors import InboundFile
from prevexp.exchange.connectors import LineOutcome
from prevexp.exchange.connectors import Motion
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.connectors import Place
from prevexp.privacy.places import group_at
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction
from prevexp.registry.offers import resolved
from prevexp.testing.conformance import ConformanceKit

DAY = date(2021, 5, 11)
LATER = DAY + timedelta(days=1)

PLACES = (
    "identity.surname",
    "identity.phone",
    "facts.facts.commune",
    "facts.facts.arrears_cents",
    "facts.facts.persons",
    "extracts.contact_result",
    "extracts.plan_status",
    "extracts.reference",
)
"""Places of a view, of different groups of data."""


class Carries(StrEnum):
    """What a connector may not do by its nature."""

    OUTBOUND = Direction.OUTBOUND.value
    """It takes rows to the partner."""

    INBOUND = Direction.INBOUND.value
    """It brings what the partner left."""

    STATUS = Direction.STATUS.value
    """It can say which rows were handed over."""

    LINE_OUT = "line-out"
    """Rows go over a line that fails: answers get lost, come late or say no (`upset`)."""

    LINE_IN = "line-in"
    """What the partner left comes over such a line, page by page."""


class Upset(StrEnum):
    """How a request goes wrong; the one after it is well again."""

    ANSWER_LOST = "answer-lost"
    """It is carried out, and the answer never arrives."""

    SILENT = "silent"
    """It is never answered, nor carried out."""

    REFUSED = "refused"
    """It is refused, and not carried out."""

    GARBLED = "garbled"
    """It is not carried out, and the answer is no answer."""


class PartnerSide(Protocol):
    """The fake of a partner."""

    def kept(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """Return every row it has, in the order they came: its reference, and its values by header, as texts."""
        ...

    def leave(self, content: bytes) -> None:
        """Leave a file of answers for the team."""
        ...

    def upset(self, how: Upset, *, after: int = 0) -> None:
        """Let one request go wrong, after so many that go well."""
        ...

    def calm(self) -> None:
        """Let every request go well again."""
        ...


class ConnectorKit(ConformanceKit):
    """The base of the kit: a connector overrides what raises NotImplementedError."""

    capabilities: ClassVar[frozenset[StrEnum]] = frozenset(Carries)
    offer: ClassVar[Connector]
    patience: ClassVar[float] = 5.0
    """Seconds after which a connector must have given up on a partner that does not answer."""

    told_to_nobody: ClassVar[tuple[str, ...]] = ()
    """Texts that may stand in no error and no repr, such as a token."""

    def partner(self) -> PartnerSide:
        """Return a new fake of the partner."""
        raise NotImplementedError

    def connect(self, partner: PartnerSide, place: Place) -> Any:
        """Return the connector under test, connected to the fake; as the offer makes it, unless it needs an address."""
        return resolved(self.offer, "create")(place, self.settings())

    def settings(self) -> ConnectorSettings:
        """Return how a territory would reach the partner: one column, of a group the connector carries."""
        return self.settings_for(next(one for one in PLACES if group_at(one) in self.offer.data_categories))

    def settings_for(self, place: str) -> ConnectorSettings:
        """Return settings whose one column asks for a place of the view."""
        return ConnectorSettings(
            recipient=min(self.offer.recipients or Recipient),
            form=FileForm.CSV,
            purposes=(
                PurposeSent(
                    purpose=ReferralPurpose.SOCIAL_SUPPORT,
                    shared_for=SharingPurpose.SOCIAL_SUPPORT,
                    words="accompagnement social",
                ),
            ),
            columns=(SentColumn(header="valeur", place=place),),
            source="conformance kit",
            connector=self.offer.id,
        )

    def connected(self, partner: PartnerSide) -> Any:
        """Return a connector in the same place each time, as the next run of the program makes one."""
        return self.connect(partner, Place(partner="kit", folder=self.folder / "place"))


def row(name: str, value: object = "Zzvalue") -> OutboundRow:
    """Return a row with a value for the configured column, and one for a column nobody configured."""
    return OutboundRow(
        row_id=name,
        motion=Motion.REFERRAL,
        reference=name,
        on=DAY,
        purpose="accompagnement social",
        values={"valeur": value, "autre": "Zzother"},
    )


def acknowledge(connector: Any, file: InboundFile) -> None:
    """Say of a file that its one line was taken."""
    connector.acknowledge(file, [LineOutcome(line=2, outcome="recorded")])


def fetched(connector: Any) -> tuple[list[bytes], str]:
    """Return what a connector hands on, as it is, and the failure it tells of, if it does."""
    found: list[bytes] = []
    return found, failure_of(lambda: found.extend(file.path.read_bytes() for file in connector.fetch()))


def failure_of(attempt: Callable[[], object]) -> str:
    """Return all that a failure says, with what caused it; nothing if there was none. Other errors pass."""
    try:
        attempt()
    except (ConnectorFailed, OSError) as failure:
        link: BaseException | None = failure
        said = []
        while link is not None:
            said.append(f"{link!r} {link}")
            link = link.__cause__ or link.__context__
        return "\n".join(said)
    return ""
