"""Single facts drawn from a case that may pass where their whole group may not."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ..domain.case import Case
from ..domain.said import is_exchange
from ..domain.said import refused
from ..domain.sharing import ContactResult
from ..domain.sharing import Extract


def contact_result(case: Case, on: date) -> ContactResult:
    """Say how far the team came by a day: refused, met (any exchange), attempted, or not attempted."""
    made = [attempt for attempt in case.attempts if attempt.on <= on]
    if refused(case, on):
        return ContactResult.REFUSED
    if any(map(is_exchange, made)) or any(word.on <= on for word in case.agreements):
        return ContactResult.MET
    return ContactResult.ATTEMPTED if made else ContactResult.NOT_ATTEMPTED


def _reference(case: Case, _: date) -> object:
    return case.reference


def _housing_debt(case: Case, _: date) -> object:
    return {"arrears_cents": case.facts.arrears_cents, "arrears_on": case.facts.arrears_on}


def not_known(_: Case, __: date) -> object:
    """Draw nothing: no fact of the case says it yet, or it never comes from one case."""
    return None


_DRAWN: Mapping[Extract, Callable[[Case, date], object]] = {
    Extract.REFERENCE: _reference,
    Extract.CONTACT_RESULT: contact_result,
    Extract.HOUSING_DEBT: _housing_debt,
}

EXTRACTS: Mapping[Extract, Callable[[Case, date], object]] = MappingProxyType(
    {one: _DRAWN.get(one, not_known) for one in Extract}
)
"""How each single fact is drawn from a case on a day."""
