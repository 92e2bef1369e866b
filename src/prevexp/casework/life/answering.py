"""Who in the team answers for a case on a day, and who still sees it during a handover. Source: call C17, C20."""

from datetime import date

import attrs

from ...domain.case import Case
from ...domain.values import WorkerId


@attrs.frozen(kw_only=True)
class Answering:
    """The workers of a case on a day, each profession apart; `leaving` are those before them, while days overlap."""

    social_worker: WorkerId
    legal_worker: WorkerId | None
    leaving: frozenset[WorkerId] = frozenset()

    @property
    def workers(self) -> frozenset[WorkerId]:
        """Those who answer for the case."""
        return frozenset(one for one in (self.social_worker, self.legal_worker) if one is not None)

    def sees(self, worker: WorkerId) -> bool:
        """Say whether the case is on the list of a worker."""
        return worker in self.workers or worker in self.leaving


def answering(case: Case, on: date) -> Answering | None:
    """Return who answers for a case on a day, None if the team has not taken it by then."""
    taken = case.allocation
    if taken is None or taken.allocated_on > on:
        return None
    social, legal = taken.social_worker, taken.legal_worker
    leaving: set[WorkerId] = set()
    for one in case.handovers:
        if not taken.allocated_on <= one.on <= on:
            continue
        overlaps = one.overlap_until is not None and on <= one.overlap_until
        if one.social_worker is not None:
            leaving |= {social} if overlaps else set()
            social = one.social_worker
        if one.legal_worker is not None:
            leaving |= {legal} if overlaps and legal is not None else set()
            legal = one.legal_worker
    return Answering(social_worker=social, legal_worker=legal, leaving=frozenset(leaving))


def ever_answering(case: Case) -> frozenset[WorkerId]:
    """Return everybody who was ever to answer for a case."""
    named = [one for one in (case.allocation, *case.handovers) if one is not None]
    return frozenset(who for one in named for who in (one.social_worker, one.legal_worker) if who is not None)
