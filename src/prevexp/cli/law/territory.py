"""The law of a département, as the commands of this group find it: that of its pack, else the national one."""

from typing import TYPE_CHECKING

import click

from ..plugging import registry

if TYPE_CHECKING:
    from prevexp.law.review.checks import NoticeCheck
    from prevexp.law.territory_law import TerritoryLaw


_LAWS = "prevexp.laws"


def law_of(department: str) -> "TerritoryLaw":
    """Return the law of a département, made once for a command: that of its pack if one is installed, else national.

    A territory is named by its number only: no line of input names a folder to read. Raises LegalInputRefused for a
    département that does not exist; PackInvalid or PluginFault for a pack that is installed and broken.
    """
    made: dict[str, TerritoryLaw] = click.get_current_context().find_root().meta.setdefault(_LAWS, {})
    if department not in made:
        made[department] = _law_of(department)
    return made[department]


def _law_of(department: str) -> "TerritoryLaw":
    from prevexp.law.territory_law import national
    from prevexp.registry import load_territory

    plugins = registry()
    if department in {pack.department for pack in plugins.packs}:
        return load_territory(department, registry=plugins).law
    return national(department)


def notice_checks() -> "tuple[NoticeCheck, ...]":
    """Return the checks that installed plugins add to the review of an act."""
    return registry().notice_checks
