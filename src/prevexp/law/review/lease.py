"""What the lease says: whether the act of 1989 governs it, and whether it holds a termination clause.

Source: loi 89-462 art. 2, 24 I, 25-3.
"""

from datetime import date

from ..parameters import Version
from ..reasoning import Reasoning
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import not_applicable
from .finding import not_seen

_BY_LAW = "by-law"


def within_the_law_of_1989(
    reason: Reasoning,
    *,
    lease_concluded_on: date | None = None,
    main_home: bool | None = None,
    residential_use: bool | None = None,
    special_letting: bool | None = None,
) -> Found:
    """Return whether the law of 1989 governs the lease: main home, habitation or mixed use, no special letting (S1)."""
    reason.read("law-of-1989", lease_concluded_on)
    ordinary = None if special_letting is None else not special_letting
    return all_read(Ask.LEASE, main_home=main_home, residential_use=residential_use, special_letting=ordinary)


def clause_in_the_lease(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    lease_concluded_on: date | None = None,
    lease_has_clause: bool | None = None,
) -> Found:
    """Return whether a lease that had to hold a written termination clause holds it (C1).

    The day the lease was concluded picks the version; a lease not known is an old one if the act itself is older than
    the change.
    """
    version = _clause_version(reason, served_on, lease_concluded_on)
    if version is None:
        return not_seen(Ask.LEASE, "lease_concluded_on")
    if version.value == _BY_LAW:
        return not_applicable(because(Why.BY_LAW))
    return all_read(Ask.LEASE, lease_has_clause=lease_has_clause)


def _clause_version(reason: Reasoning, served_on: date | None, lease_concluded_on: date | None) -> Version | None:
    if lease_concluded_on is None and served_on is not None:
        possible = reason.setting.law.parameters["clause-in-lease"].up_to(served_on)
        if len(possible) == 1:
            return reason.read("clause-in-lease", served_on)
    return reason.read("clause-in-lease", lease_concluded_on)
