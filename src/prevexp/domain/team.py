"""The mobile team: who works, how much, where (call C17, C20, C36)."""

from decimal import Decimal

import attrs

from .values import WorkerId
from .values import identifier
from .values import one_of
from .vocabulary import WorkerRole


@attrs.frozen(kw_only=True)
class Worker:
    """One worker, named by a pseudonym such as `social-1`."""

    worker_id: WorkerId = attrs.field(validator=identifier)
    role: WorkerRole = attrs.field(validator=one_of(WorkerRole))
    fte: Decimal = attrs.field(validator=one_of(Decimal), metadata={"unit": "full-time equivalents"})
    sector: frozenset[str] = attrs.field(metadata={"description": "codes of the arrondissements served"})


@attrs.frozen(kw_only=True)
class Team:
    """The workers of one operator on one territory."""

    workers: tuple[Worker, ...]

    def with_role(self, role: WorkerRole) -> tuple[Worker, ...]:
        """Return the workers of a profession, by id."""
        return tuple(sorted((w for w in self.workers if w.role is role), key=lambda w: w.worker_id))
