"""Whose something is: which plugin of which distribution brought a rule, a deadline, an indicator or a store."""

from typing import Any

import attrs

from .errors import InvalidValue
from .values import identifier


@attrs.frozen(kw_only=True)
class Provenance:
    """Which plugin of which distribution something came from; what prevexp brings itself has none."""

    plugin: str = attrs.field(metadata={"description": "name of the entry point, of the file or of the folder"})
    distribution: str
    version: str
    digest: str = attrs.field(default="", repr=False, metadata={"description": "SHA-256 of what was loaded"})

    def __str__(self) -> str:
        return f"{self.plugin} ({self.distribution} {self.version})"


def stamped() -> Any:
    """Return the field in which the registry writes whose an object is; it is no part of what the object says."""
    words = {"description": "whose it is, by the registry; None: prevexp's own or the territory's data"}
    return attrs.field(default=None, eq=False, repr=False, metadata=words)


@attrs.frozen(kw_only=True)
class Replacement:
    """Which object of the same kind gives way to this one, and why: nothing is overridden silently.

    Raises InvalidValue for an empty reason.
    """

    id: str = attrs.field(validator=identifier)
    reason: str = attrs.field(metadata={"description": "French, for whoever asks why the rule differs here"})

    def __attrs_post_init__(self) -> None:
        """Refuse a replacement nobody can explain."""
        if not self.reason.strip():
            raise InvalidValue("reason: what is replaced is replaced for a reason, in words", replaced=self.id)
