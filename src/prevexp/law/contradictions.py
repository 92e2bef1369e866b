"""What cannot be true together, such as an act before the lease: it is named, never computed with."""

from collections.abc import Mapping
from datetime import date

import attrs

from ..domain.errors import LegalInputRefused
from ..domain.vocabulary import ActKind

_BEFORE_HEARING = frozenset({ActKind.COMMANDEMENT_DE_PAYER, ActKind.ASSIGNATION})


@attrs.frozen
class Order:
    """Two inputs of which the first cannot be later than the second; `acts`: only for these kinds of act."""

    reason: str
    first: str
    second: str
    acts: frozenset[ActKind] | None = None


ORDERS = (
    Order("act-before-lease", "lease_concluded_on", "served_on"),
    Order("act-before-lease", "lease_concluded_on", "commandement_served_on"),
    Order("renewal-before-lease", "lease_concluded_on", "lease_renewed_on"),
    Order("assignation-before-commandement", "commandement_served_on", "served_on"),
    Order("hearing-before-assignation", "served_on", "hearing_on", _BEFORE_HEARING),
    Order("hearing-before-assignation", "assignation_served_on", "hearing_on"),
    Order("notification-before-assignation", "served_on", "prefect_notified_on", frozenset({ActKind.ASSIGNATION})),
    Order("letter-before-service", "served_on", "letter_sent_on"),
    Order("judgment-before-hearing", "hearing_on", "judged_on"),
    Order("answer-before-request", "requested_on", "answered_on"),
    Order("debt-before-lease", "lease_concluded_on", "debt_on"),
)


def refuse_contradictions(inputs: Mapping[str, object], act_kind: ActKind | None) -> None:
    """Raise LegalInputRefused for the first two dates that contradict each other, with both in its params."""
    for order in ORDERS:
        first, second = inputs.get(order.first), inputs.get(order.second)
        if not isinstance(first, date) or not isinstance(second, date):
            continue
        if second < first and (order.acts is None or act_kind is None or act_kind in order.acts):
            raise LegalInputRefused(order.reason, **{order.first: first.isoformat(), order.second: second.isoformat()})
