"""The connector of a partner: chosen by its id, held to what it says of itself, and asked with a net under it.

Whatever goes wrong in a plugin is a ConnectorFailed for whoever asked, and a fault that names it in the log.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.referral.connector import FILES
from ..casework.referral.connector import ConnectorSettings
from ..domain.errors import ConnectorFailed
from ..domain.errors import InvalidValue
from ..domain.errors import PluginFault
from ..domain.referral import SendingFailure
from ..domain.vocabulary import FieldGroup
from ..exchange.connectors import InboundFile
from ..exchange.connectors import LineOutcome
from ..exchange.connectors import OutboundRow
from ..exchange.connectors import Place
from ..exchange.connectors import SendReceipt
from ..privacy.places import group_at
from ..registry import Fault
from ..registry import Phase
from ..registry.offers import Connector
from ..registry.offers import Direction
from ..registry.offers import resolved

if TYPE_CHECKING:
    from ..registry import FaultLog
    from .casebook import Casebook

OWN = Connector(
    id=FILES,
    title="Fichiers déposés dans un dossier",
    directions=Direction,
    data_categories=FieldGroup,
    create="prevexp.exchange.fileconnector:file_connector",
)
"""The connector that prevexp brings, offered as a plugin's is."""

_METHODS: Mapping[Direction, tuple[str, ...]] = {
    Direction.OUTBOUND: ("send",),
    Direction.INBOUND: ("fetch", "acknowledge"),
    Direction.STATUS: ("poll",),
}


@attrs.frozen(kw_only=True)
class Exchange:
    """A partner and the connector that reaches it."""

    partner: str
    offer: Connector
    settings: ConnectorSettings
    made: Any = attrs.field(repr=False)
    log: "FaultLog" = attrs.field(repr=False)

    def require(self, direction: Direction) -> None:
        """Raise InvalidValue if the connector does not carry things that way."""
        if direction not in self.offer.directions:
            raise InvalidValue(f"{self.offer.id}: this connector is not {direction}", direction=str(direction))

    def send(self, rows: Sequence[OutboundRow], *, on: date) -> SendReceipt:
        """Hand rows over. Raises ConnectorFailed, OSError; then nobody knows which arrived."""
        receipt: SendReceipt = self._asked(SendReceipt, self.made.send, rows, on=on)
        return receipt

    def poll(self) -> Mapping[str, date]:
        """Return the id and day of each row that was handed over; nothing if the connector cannot say."""
        if Direction.STATUS not in self.offer.directions:
            return {}
        known: Mapping[str, date] = self._asked(Mapping, self.made.poll)
        return known

    def fetch(self) -> Iterator[InboundFile]:
        """Yield what the partner left, one by one, so that what came before a failure is taken in."""
        files = iter(self._asked(Iterable, self.made.fetch))
        while (file := self._asked(InboundFile, next, files, _END)) is not _END:
            yield file

    def acknowledge(self, file: InboundFile, lines: Sequence[LineOutcome]) -> None:
        """Say what became of a file."""
        self._asked(Path, self.made.acknowledge, file, lines)

    def failed(self, reason: SendingFailure) -> ConnectorFailed:
        """Return the error that names partner, connector and reason, and nothing a partner said."""
        return ConnectorFailed(reason.value, partner=self.partner, connector=self.offer.id)

    def _asked(self, kind: type[Any], function: Callable[..., Any], *arguments: object, **named: object) -> Any:
        """Call the connector; what it says of a failure is believed, anything else it raises is its fault."""
        if self.offer.provenance is None:
            return function(*arguments, **named)
        answer = self.log.call(self.offer, _answered, function, *arguments, **named)
        if isinstance(answer, ConnectorFailed):
            raise self.failed(SendingFailure(answer.reason))
        if not (isinstance(answer, kind | Fault) or answer is _END):
            told = f"returned {type(answer).__name__}, {kind.__name__} is needed"
            answer = self.log.note(
                Fault(provenance=self.offer.provenance, phase=Phase.RUN, object=self.offer.id, message=told)
            )
        if isinstance(answer, Fault):
            raise self.failed(SendingFailure.FAULT)
        return answer


_END = object()


def _answered(function: Callable[..., Any], *arguments: object, **named: object) -> Any:
    """Return what a connector returns, or the failure it tells of: a network that is down is nobody's fault."""
    try:
        return function(*arguments, **named)
    except TimeoutError:
        return ConnectorFailed(SendingFailure.TIMEOUT.value)
    except OSError:
        return ConnectorFailed(SendingFailure.UNREACHABLE.value)
    except ConnectorFailed as failed:
        return failed if failed.reason in list(SendingFailure) else ConnectorFailed(SendingFailure.FAULT.value)


def exchange_with(caseload: "Casebook", partner: str, folder: Path | str) -> Exchange:
    """Return the exchange with a partner, whose files lie below a folder.

    Raises InvalidValue for a partner with whom nothing is exchanged, or to whom a column of a group would go that its
    connector does not carry; PluginFault if the connector it is reached by is not there.
    """
    settings = caseload.pack.connector_for(partner)
    if settings is None:
        known = tuple(slug for slug in caseload.pack.addressees if caseload.pack.connector_for(slug))
        raise InvalidValue(f"no exchange by file with this partner; known: {', '.join(known)}", known=known)
    offer = _offered(caseload, settings.connector)
    require_fit(offer, settings)
    place = Place(partner=partner, folder=Path(folder) / partner)
    made = caseload.fault_log.call(offer, _made, offer, place, settings)
    if isinstance(made, Fault):
        raise PluginFault(str(made), object=offer.id, fault=made)
    return Exchange(partner=partner, offer=offer, settings=settings, made=made, log=caseload.fault_log)


def _offered(caseload: "Casebook", name: str) -> Connector:
    offered = (OWN, *caseload.registry.connectors)
    found = next((one for one in offered if one.id == name), None)
    if found is None:
        known = tuple(one.id for one in offered)
        raise PluginFault(f"no connector {name}; known: {', '.join(known)}", object=name, known=known)
    return found


def require_fit(offer: Connector, settings: ConnectorSettings) -> None:
    """Raise InvalidValue if settings ask a connector for what it does not carry, or to reach whom it does not."""
    if offer.recipients and settings.recipient not in offer.recipients:
        known = tuple(sorted(one.value for one in offer.recipients))
        raise InvalidValue(f"{offer.id} does not reach {settings.recipient}", known=known)
    refused = tuple(one.header for one in settings.columns if group_at(one.place) not in offer.data_categories)
    if refused:
        raise InvalidValue(
            f"{offer.id}: columns of groups it does not carry: {', '.join(refused)}", rules=refused, connector=offer.id
        )


def _made(offer: Connector, place: Place, settings: ConnectorSettings) -> Any:
    made = resolved(offer, "create")(place, settings)
    missing = [name for way in offer.directions for name in _METHODS[way] if not callable(getattr(made, name, None))]
    if missing:
        raise TypeError(f"it has no {', '.join(sorted(missing))}")
    return made
