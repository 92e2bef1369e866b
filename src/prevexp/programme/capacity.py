"""What the team can still carry: share of an FTE, cases open now, sector served (call C16, C17, C20)."""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from prevexp.domain.team import Team
from prevexp.domain.team import Worker
from prevexp.domain.values import WorkerId
from prevexp.domain.vocabulary import WorkerRole


def capacity_of(worker: Worker, open_files_per_fte: Mapping[WorkerRole, int]) -> int:
    """Return how many cases a worker may have open at once, rounded down; a role without a number takes none."""
    return int(worker.fte * Decimal(open_files_per_fte.get(worker.role, 0)))


@attrs.frozen(kw_only=True)
class Place:
    """A worker who can take one more case, and the room there was before."""

    worker_id: WorkerId
    role: WorkerRole
    free: int = attrs.field(metadata={"unit": "cases"})


@attrs.frozen(kw_only=True)
class NoPlace:
    """Nobody of a profession can take the case: nobody serves the sector, or all who do are full."""

    role: WorkerRole
    serves_sector: bool


@attrs.define(kw_only=True)
class Desk:
    """The room left with each worker while places are given out; it only ever shrinks."""

    team: Team
    free: dict[WorkerId, int]

    @classmethod
    def opened(
        cls, team: Team, *, open_files_per_fte: Mapping[WorkerRole, int], open_cases: Mapping[WorkerId, int]
    ) -> "Desk":
        """Count the room of each worker from the cases open now."""
        free = {
            worker.worker_id: max(0, capacity_of(worker, open_files_per_fte) - open_cases.get(worker.worker_id, 0))
            for worker in team.workers
        }
        return cls(team=team, free=free)

    def copy(self) -> "Desk":
        """Return a desk with the same room, to be given out apart."""
        return Desk(team=self.team, free=dict(self.free))

    @property
    def room(self) -> int:
        """The cases the team can still take, wherever they lie: the room of its scarcest profession."""
        return min(sum(self.free[worker.worker_id] for worker in self.team.with_role(role)) for role in self._roles)

    @property
    def _roles(self) -> tuple[WorkerRole, ...]:
        """The professions every case needs: social work, and those the team has besides."""
        return tuple(role for role in WorkerRole if role is WorkerRole.SOCIAL or self.team.with_role(role))

    def offer(self, arrondissement: str) -> tuple[Place, ...] | NoPlace:
        """Return one worker of each profession of the team, the social worker first; or the profession that is missing.

        Among those who serve the arrondissement the one with the most room is offered, then the smallest id.
        """
        places = []
        for role in self._roles:
            serving = [one.worker_id for one in self.team.with_role(role) if arrondissement in one.sector]
            best = max(serving, key=lambda worker_id: self.free[worker_id], default=None)
            if best is None or not self.free[best]:
                return NoPlace(role=role, serves_sector=best is not None)
            places.append(Place(worker_id=best, role=role, free=self.free[best]))
        return tuple(places)

    def take(self, places: tuple[Place, ...]) -> None:
        """Give one case to each worker offered."""
        for place in places:
            self.free[place.worker_id] -= 1
