"""Both journals of a store checked and anchored without its key; no plugin is imported but one the URL asks for."""

from datetime import date
from typing import TYPE_CHECKING

from ..storage.anchors import Anchor
from ..storage.anchors import Verified
from ..storage.anchors import anchor_of
from ..storage.anchors import verify_journals
from .bare import open_bare

if TYPE_CHECKING:
    from ..storage.port import Head


def verify_store(store: str, *, anchor: "Anchor | Head | None" = None) -> Verified:
    """Walk both journals of the store at a URL; needs neither key nor territory.

    `anchor` is what an anchor file says, or the head of the journal of the cases alone. Raises StoreCorrupt with the
    journal, the position and what was expected there; StoreUnavailable.
    """
    with open_bare(store) as opened:
        return verify_journals(opened, anchor)


def anchor_store(store: str, *, day: date, new_id: str) -> Anchor:
    """Return the anchor of the store at a URL, to be given to a third party; both journals are verified first.

    `new_id` names the store the first time. Raises StoreCorrupt, StoreUnavailable.
    """
    with open_bare(store) as opened:
        return anchor_of(opened, day=day, new_id=new_id)
