"""Facts that a territory or a plugin adds, as one case has them: noted by people, or computed by the plugin."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..domain.case import Case
from ..domain.extra import ExtraFact
from ..domain.extra import noted_by
from ..domain.groups import Veiled
from ..domain.provenance import Provenance
from ..expressions import Fact
from ..expressions import InvalidFactValue
from ..expressions import Scalar
from ..registry import Fault
from ..registry import FaultLog
from ..registry import Phase

_UNSTAMPED = Provenance(plugin="?", distribution="?", version="?")
"""Of a fact that neither a pack nor a plugin brought, as in a test."""


@attrs.frozen
class ExtraValues(Veiled):
    """The values of some facts; `unreadable` are those whose plugin failed, or whose value no longer fits."""

    values: Mapping[str, Scalar | None] = attrs.field(repr=False)
    unreadable: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class ExtraTold(Veiled):
    """What was last noted of a fact, and its declaration: None if whoever declared it is not there any more."""

    noted: ExtraFact
    fact: Fact | None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        value = self.noted.value
        return {
            "fact": self.noted.fact,
            "on": self.noted.on.isoformat(),
            "value": value.isoformat() if isinstance(value, date) else value,
            "declared": self.fact is not None,
        }


def extra_values(facts: Iterable[Fact], case: Case, on: date, log: FaultLog) -> ExtraValues:
    """Return the values of facts for a case on a day; what goes wrong with a plugin is kept in the log."""
    noted = noted_by(case.extra, on)
    values: dict[str, Scalar | None] = {}
    unreadable = set()
    for fact in facts:
        value = _value(fact, noted, case, on, log)
        if isinstance(value, Fault):
            unreadable.add(fact.id)
        values[fact.id] = None if isinstance(value, Fault) else value
    return ExtraValues(values, frozenset(unreadable))


def extra_told(case: Case, declared: Iterable[Fact], on: date) -> tuple[ExtraTold, ...]:
    """Return what was noted of each fact by a day, by its id."""
    known = {fact.id: fact for fact in declared}
    return tuple(ExtraTold(noted=one, fact=known.get(name)) for name, one in sorted(noted_by(case.extra, on).items()))


def _value(fact: Fact, noted: Mapping[str, ExtraFact], case: Case, on: date, log: FaultLog) -> Scalar | Fault | None:
    if fact.read is None:
        value: Any = noted[fact.id].value if fact.id in noted else None
    else:
        value = log.call(fact, fact.read, case, on)
    if isinstance(value, Fault):
        return value
    try:
        fact.check(value)
    except InvalidFactValue as error:
        return _fault(fact, str(error), log)
    return None if value in fact.not_known else value


def _fault(fact: Fact, message: str, log: FaultLog) -> Fault:
    origin = fact.provenance or _UNSTAMPED
    return log.note(Fault(provenance=origin, phase=Phase.RUN, object=fact.id, message=message))
