"""An event of the plugin's own."""

from typing import ClassVar

import attrs

from prevexp.domain.events import Event


@attrs.frozen(kw_only=True)
class VisitAnnounced(Event):
    """Somebody announced a visit."""

    slug: ClassVar[str] = "frozen.visit-announced.v1"
    by: str
