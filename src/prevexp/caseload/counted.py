"""Indicators of a caseload: the catalogue's, the territory's and those of plugins, as they may be published."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from ..domain.case import Case
from ..evaluation.building import TableScope
from ..evaluation.building import table_of
from ..evaluation.building import usable
from ..evaluation.catalogue import core_indicators
from ..evaluation.counting import Counts
from ..evaluation.counting import Group
from ..evaluation.counting import count_rows
from ..evaluation.indicators import Indicator
from ..evaluation.reading import work_row
from ..evaluation.results import IndicatorFault
from ..evaluation.results import IndicatorTable
from ..expressions import Fact
from ..registry import Fault
from ..registry import FaultLog
from ..registry import Phase
from ..registry.pack import TerritoryPack
from .counters import counted_cases
from .decisions import CaseScreening
from .decisions import screening_of
from .extra_facts import extra_values
from .fact_rows import fact_row

if TYPE_CHECKING:
    from .desk import Desk
    from .facade import Caseload


def indicators(
    caseload: "Caseload",
    first: date,
    last: date,
    *,
    by: Iterable[str],
    generated_on: date,
    noted_by: datetime | None = None,
    withheld: frozenset[int] = frozenset(),
) -> IndicatorTable:
    """Count the indicators of a period; see `Caseload.indicators`.

    `withheld` are numbers hidden elsewhere in the same publication.
    """
    pack, log, lock = caseload.pack, caseload.fault_log, caseload.lock()
    observed_on = max(first, min(last, generated_on))
    scope = TableScope(
        first=first,
        last=last,
        observed_on=observed_on,
        generated_on=generated_on,
        territory=pack.name,
        by=tuple(by),
        members={"arrondissement": tuple(pack.register.arrondissements)},
        names={code: place.name for code, place in pack.register.arrondissements.items()},
        withheld=withheld,
        software=f"prevexp {lock.prevexp}, pack {pack.department} édition {pack.edition}",
        lock=lock.to_json(),
    )
    chosen = chosen_indicators(pack)
    extra = read_by(chosen, scope.by, pack.facts)
    cases, kept = counted_cases(caseload, on=observed_on, noted_by=noted_by)
    rows, broken = rows_of(caseload, cases, extra, on=observed_on)
    good, faults = usable(chosen, scope, extra, broken)
    _note(faults, chosen, log)
    apart = kept.not_told(good, scope.by, first, observed_on)

    def counting(group: Group) -> Counts:
        live = count_rows(group, rows, first, last)
        without = any(one.id in apart for one in group.indicators)
        return live if without else live + kept.of_group(group, first, observed_on)

    return table_of(good, counting, scope, known=extra, faults=faults, apart=apart)


def rows_of(
    caseload: "Desk", cases: Iterable[Case], extra: tuple[Fact, ...], *, on: date
) -> tuple[list[Mapping[str, Any]], frozenset[str]]:
    """Return what indicators read of each case on a day, and the added facts that could not be read of some case."""
    screening = screening_of(caseload.pack, on, caseload.fault_log)
    broken: set[str] = set()
    return [case_row(case, screening, extra, broken) for case in cases], frozenset(broken)


def chosen_indicators(pack: TerritoryPack) -> tuple[Indicator, ...]:
    """Return the indicators of a territory: those of the catalogue it publishes, its own, those of plugins."""
    return (*(one for one in core_indicators() if one.id not in pack.unpublished), *pack.indicators)


def read_by(chosen: Iterable[Indicator], by: Iterable[str], added: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts besides prevexp's own that an indicator or a breakdown reads."""
    wanted = {*by, *(fact.id for one in chosen for fact in one.reads)}
    return tuple(fact for fact in added if fact.id in wanted)


def case_row(case: Case, screening: CaseScreening, extra: tuple[Fact, ...], broken: set[str]) -> Mapping[str, Any]:
    """Return the facts of a case on a day; `broken` gathers the facts of plugins that could not be read."""
    pack, on = screening.pack, screening.on
    more = extra_values(extra, case, on, screening.log)
    broken |= more.unreadable
    done = work_row(case, verdict=screening.verdict(case).verdict, law=pack.law, on=on)
    return {**fact_row(case, pack, on), **done, **more.values}


def _note(faults: Iterable[IndicatorFault], chosen: Iterable[Indicator], log: FaultLog) -> None:
    """Keep what a plugin's indicator could not do with the other faults of the run."""
    origins = {one.id: one.provenance for one in chosen}
    for fault in faults:
        origin = origins[fault.indicator]
        if origin is not None:
            log.note(Fault(provenance=origin, phase=Phase.RUN, object=fault.indicator, message=fault.message))
