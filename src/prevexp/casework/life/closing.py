"""Which outcome goes with which reason of a closure. Source: call C03 (outcomes counted), C38."""

from collections.abc import Mapping
from types import MappingProxyType

from ...domain.life import ClosureOutcome as Outcome
from ...domain.vocabulary import ClosureReason as Reason

_ONLY_UNKNOWN = frozenset({Outcome.NOT_KNOWN})
_STAYED_OR_LEFT = frozenset({Outcome.MAINTAINED, Outcome.LEFT, Outcome.NOT_KNOWN})

OUTCOMES: Mapping[Reason, frozenset[Outcome]] = MappingProxyType(
    {
        Reason.DEBT_CLEARED: _STAYED_OR_LEFT,
        Reason.PLAN_KEPT: frozenset({Outcome.MAINTAINED, Outcome.NOT_KNOWN}),
        Reason.REHOUSED: frozenset({Outcome.REHOUSED}),
        Reason.LEFT: frozenset({Outcome.LEFT}),
        Reason.EVICTED: frozenset({Outcome.EVICTED}),
        Reason.HANDED_OVER: _STAYED_OR_LEFT,
        Reason.REFUSED: _STAYED_OR_LEFT,
        Reason.NEVER_REACHED: _STAYED_OR_LEFT,
        Reason.ALREADY_FOLLOWED: _STAYED_OR_LEFT,
        Reason.OUT_OF_SCOPE: _STAYED_OR_LEFT,
        Reason.DUPLICATE: _ONLY_UNKNOWN,
        Reason.LOST: _ONLY_UNKNOWN,
        Reason.ERASED: _ONLY_UNKNOWN,
    }
)
"""Reason -> the outcomes it allows; rehoused and evicted are reasons of their own, so that neither is counted twice."""


def outcome_of(reason: Reason) -> Outcome:
    """Return the outcome that a reason alone tells: the only one it allows, else not known."""
    allowed = OUTCOMES[reason]
    return next(iter(allowed)) if len(allowed) == 1 else Outcome.NOT_KNOWN
