"""The bilan of a period.

What was received, decided and allocated, counted from the journal as it stood on the day observed.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ..domain.case import Case
from ..domain.values import Month
from ..domain.vocabulary import Outcome
from ..eligibility.screening import Screening
from ..eligibility.screening import ScreeningResult
from ..evaluation.adding import CohortCounts
from ..evaluation.bilan import Bilan
from ..evaluation.bilan import build_bilan
from ..evaluation.rows import BilanCase
from ..evaluation.rows import BilanScope
from ..evaluation.rows import FaultNote
from ..evaluation.rows import RuleNote
from ..evaluation.rows import Tile
from ..evaluation.rows import TransferCount
from ..evaluation.sections import SectionContext
from ..privacy.disclosure import Disclosure
from ..privacy.disclosure import Equation
from ..registry import Fault
from ..registry.pack import TerritoryPack
from .counted import indicators
from .counters import counted_cases
from .decisions import screening_of
from .passages import added_passages
from .receipts import TransferReceipt
from .receipts import transfer_receipts

if TYPE_CHECKING:
    from .facade import Caseload


def report(
    caseload: "Caseload", first: date, last: date, *, generated_on: date, noted_by: datetime | None = None
) -> Bilan:
    """Count a period; see `Caseload.report`.

    The period is observed on its last day, or on the day of the report if that is earlier.
    """
    pack = caseload.pack
    observed_on = max(first, min(last, generated_on))
    screening = screening_of(pack, observed_on, caseload.fault_log)
    found, kept = counted_cases(caseload, on=observed_on, noted_by=noted_by)
    cases = [bilan_case(case, screening.verdict(case), pack) for case in found]
    told, concerned = kept.covers(first, observed_on), kept.concerns(first, observed_on)
    erased = kept.of_cohort(first, observed_on) if told and concerned else CohortCounts()
    receipts = transfer_receipts(caseload.records)
    transfers = [_transfer(receipt) for receipt in receipts if receipt.received_on <= observed_on]
    scope = _scope(caseload, screening.screening, first, last, observed_on=observed_on, generated_on=generated_on)
    hiding = _Hiding(Disclosure(threshold=scope.threshold))
    bilan = build_bilan(cases, transfers, scope=scope, hide=hiding, erased=erased)
    bilan = attrs.evolve(bilan, without_erased=concerned and not told)
    if not caseload.registry.sections and not pack.report:
        return bilan
    counted = indicators(
        caseload, first, last, by=(), generated_on=generated_on, noted_by=noted_by, withheld=frozenset(hiding.withheld)
    )
    context = SectionContext(scope=scope, tables=bilan.tables, indicators=counted)
    passages, missing = added_passages(pack, caseload.registry.sections, context, caseload.fault_log)
    return attrs.evolve(bilan, passages=passages, missing=missing)


@attrs.define
class _Hiding:
    """Hides what must not be published, and keeps which numbers these are while the bilan is made."""

    policy: Disclosure
    withheld: set[int] = attrs.field(factory=set, repr=False)

    def __call__(self, counts: Mapping[str, int], equations: Iterable[Equation]) -> AbstractSet[str]:
        hidden = self.policy.hidden(counts, equations)
        self.withheld |= {counts[key] for key in hidden if counts[key]}
        return hidden


def bilan_case(case: Case, result: ScreeningResult, pack: TerritoryPack) -> BilanCase:
    """Return a case as the bilan counts it."""
    commune = pack.register.communes.get(case.facts.commune or "")
    failed = tuple(rule for rule, answer in result.checks.items() if answer is False)
    unknown = tuple(rule for rule, answer in result.checks.items() if answer is None)
    return BilanCase(
        received_on=case.received_on,
        verdict=result.verdict,
        reasons=failed,
        checks=unknown,
        in_territory=None if case.facts.commune is None else commune is not None,
        arrondissement=commune.arrondissement if commune else None,
        rural=commune.rural if commune else None,
        allocated_on=case.allocation.allocated_on if case.allocation else None,
        first_attempt_on=min((attempt.attempted_on for attempt in case.attempts), default=None),
        closed_on=case.closed_on,
        stage=case.facts.stage,
        answer=case.facts.answer,
        has_phone="phone" in case.known_identity,
        has_address="street" in case.known_identity,
        has_debt=case.facts.arrears_cents is not None,
    )


def _transfer(receipt: TransferReceipt) -> TransferCount:
    counts = {outcome: receipt.counts.get(outcome, 0) for outcome in Outcome}
    return TransferCount(
        received_on=receipt.received_on,
        accepted=counts[Outcome.ACCEPTED],
        updated=counts[Outcome.UPDATED],
        duplicate=counts[Outcome.DUPLICATE],
        rejected=counts[Outcome.REJECTED],
        rejected_for=receipt.rejected_for,
    )


def _scope(
    caseload: "Caseload", screening: Screening, first: date, last: date, *, observed_on: date, generated_on: date
) -> BilanScope:
    pack, lock = caseload.pack, caseload.lock()
    basis = pack.basis_on(observed_on)
    return BilanScope(
        first=first,
        last=last,
        observed_on=observed_on,
        generated_on=generated_on,
        territory=pack.name,
        team=pack.labels.get("team", pack.name),
        call=f"{basis.title} ({basis.reference})" if basis else "",
        team_fte=sum((worker.fte for worker in pack.team.workers), Decimal(0)),
        quota=_quota(pack, first, last),
        arrondissements={code: place.name for code, place in pack.register.arrondissements.items()},
        tiles=tuple(Tile(arrondissement=t.arrondissement, row=t.row, column=t.column) for t in pack.tiles),
        rules=tuple(_notes(screening)),
        software=f"prevexp {lock.prevexp}, pack {pack.department} édition {pack.edition}",
        lock=lock.to_json(),
        faults=tuple(_fault_note(fault) for fault in caseload.faults()),
    )


def _fault_note(fault: Fault) -> FaultNote:
    return FaultNote(plugin=str(fault.provenance), phase=str(fault.phase), object=fault.object)


def _quota(pack: TerritoryPack, first: date, last: date) -> dict[Month, int | None]:
    months = [Month.of(first)]
    while months[-1] < Month.of(last):
        months.append(months[-1].next())
    volumes = {month: pack.quota.volume_of(month.year) for month in months}
    return {month: volume.in_month(month) if volume else None for month, volume in volumes.items()}


def _notes(screening: Screening) -> Iterable[RuleNote]:
    for rule in screening.rules:
        yield RuleNote(id=rule.id, title=rule.name, version=rule.version, source=f"{rule.source}, {rule.clause}")
