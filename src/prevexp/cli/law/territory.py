"""The law of a département, as the commands of this group find it: that of its pack, else the national one."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevexp.law.review.checks import NoticeCheck
    from prevexp.law.territory_law import TerritoryLaw
    from prevexp.registry import Registry


@cache
def law_of(department: str) -> "TerritoryLaw":
    """Return the law of a département, made once: that of its pack if one is installed, else the national one.

    A territory is named by its number only: no line of input names a folder to read. Raises LegalInputRefused for a
    département that does not exist; PackInvalid or PluginFault for a pack that is installed and broken.
    """
    from prevexp.law.territory_law import national
    from prevexp.registry import load_territory

    registry = _registry()
    if department in {pack.department for pack in registry.packs}:
        return load_territory(department, registry=registry).law
    return national(department)


def notice_checks() -> "tuple[NoticeCheck, ...]":
    """Return the checks that installed plugins add to the review of an act."""
    return _registry().notice_checks


@cache
def _registry() -> "Registry":
    from prevexp.registry import Registry

    return Registry.build()
