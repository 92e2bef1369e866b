"""What cannot be true together, such as an act before the lease: it is named, never computed with."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date

import attrs

from ..domain.errors import LegalInputRefused
from ..domain.groups import Veiled
from ..domain.vocabulary import ActKind

_QUIT = ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX
_BEFORE_HEARING = frozenset({ActKind.COMMANDEMENT_DE_PAYER, ActKind.ASSIGNATION})


@attrs.frozen
class Order:
    """Two dated facts of which the first cannot be later than the second; `acts`: where one of these is served."""

    reason: str
    first: str
    second: str
    acts: frozenset[ActKind] | None = None


ORDERS = (
    Order("act-before-lease", "lease_concluded_on", "served_on"),
    Order("act-before-lease", "lease_concluded_on", "commandement_served_on"),
    Order("act-before-lease", "lease_concluded_on", "assignation_served_on"),
    Order("act-before-lease", "lease_concluded_on", "surety_served_on"),
    Order("act-before-lease", "lease_concluded_on", "quit_notice_served_on"),
    Order("hearing-before-lease", "lease_concluded_on", "hearing_on"),
    Order("seizure-before-lease", "lease_concluded_on", "ccapex_seized_on"),
    Order("seizure-before-lease", "lease_concluded_on", "caf_reported_on"),
    Order("renewal-before-lease", "lease_concluded_on", "lease_renewed_on"),
    Order("debt-before-lease", "lease_concluded_on", "debt_on"),
    Order("debt-before-lease", "lease_concluded_on", "debt_born_on"),
    Order("act-before-debt", "debt_born_on", "served_on", frozenset({ActKind.COMMANDEMENT_DE_PAYER})),
    Order("assignation-before-commandement", "commandement_served_on", "served_on"),
    Order("assignation-before-commandement", "commandement_served_on", "assignation_served_on"),
    Order("hearing-before-assignation", "served_on", "hearing_on", _BEFORE_HEARING),
    Order("hearing-before-assignation", "assignation_served_on", "hearing_on"),
    Order("notification-before-assignation", "served_on", "prefect_notified_on", frozenset({ActKind.ASSIGNATION})),
    Order("letter-before-service", "served_on", "letter_sent_on"),
    Order("notification-before-assignation", "assignation_served_on", "prefect_notified_on"),
    Order("judgment-before-hearing", "hearing_on", "judged_on"),
    Order("service-before-judgment", "judged_on", "decision_served_on"),
    Order("leaving-before-judgment", "judged_on", "quit_notice_served_on"),
    Order("seizure-before-quit-notice", "served_on", "prefect_seized_on", frozenset({_QUIT})),
    Order("seizure-before-quit-notice", "quit_notice_served_on", "prefect_seized_on"),
    Order("claim-before-due", "due_on", "claimed_on"),
    Order("answer-before-request", "requested_on", "answered_on"),
    Order("answer-before-request", "force_requested_on", "force_answered_on"),
)


@attrs.frozen(kw_only=True)
class Contradiction(Veiled):
    """Two facts that contradict each other, with the days they say."""

    reason: str
    days: Mapping[str, date]


def contradictions(facts: Mapping[str, object], served: frozenset[ActKind] = frozenset()) -> Iterator[Contradiction]:
    """Yield every contradiction between dated facts, by their names; `served` are the acts that may be meant."""
    for order in ORDERS:
        if order.first not in facts or order.second not in facts:
            continue
        first, second = facts[order.first], facts[order.second]
        if not isinstance(first, date) or not isinstance(second, date):
            continue
        if second < first and (order.acts is None or order.acts & served):
            yield Contradiction(reason=order.reason, days={order.first: first, order.second: second})


def refuse_contradictions(facts: Mapping[str, object], served: frozenset[ActKind] = frozenset()) -> None:
    """Raise LegalInputRefused for the first contradiction, with both days in its params."""
    for found in contradictions(facts, served):
        raise LegalInputRefused(found.reason, **{name: day.isoformat() for name, day in found.days.items()})
