"""What a caseload says, as one digest: two caseloads with the same digest say the same of every case and its people."""

import hashlib
from functools import cache
from typing import Any

import attrs

import prevexp
from prevexp.caseload.plugins import usual_registry
from prevexp.caseload.receipts import transfer_receipts
from prevexp.domain.case import Identity
from prevexp.registry import Registry


def opened(order: dict[str, Any]) -> prevexp.Caseload:
    """Open the store that a writer's order names."""
    return prevexp.open(order["url"], territory="62", key_file=order.get("key"), registry=_registry())


@cache
def _registry() -> Registry:
    return usual_registry()


def digest_of(caseload: prevexp.Caseload) -> str:
    """Return the digest of all that a caseload says: the state of each case, who the people are, what was taken in."""
    caseload.verify()
    cases = sorted(caseload.cases(), key=lambda case: case.case_id)
    people = caseload.records.identities([case.household_id for case in cases])
    said = [(case, clear(people.get(case.household_id, Identity()))) for case in cases]
    taken = [(one.file, one.month, one.received_on, one.counts) for one in transfer_receipts(caseload.records)]
    return hashlib.sha256(repr((said, taken, len(caseload.records.receipts()))).encode()).hexdigest()


def clear(identity: Identity) -> dict[str, str | None]:
    """Return an identity in clear: these people are invented."""
    values: dict[str, Any] = attrs.asdict(identity, recurse=False)
    return {name: secret.reveal() if secret else None for name, secret in values.items()}
