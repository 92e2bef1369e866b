"""What is given to a third party from time to time, so that a cut tail of a journal shows: how far both reached.

It says nothing of anybody: counts, hashes, a day and which store it is of.
"""

import json
from datetime import date
from typing import Any
from typing import Self

import attrs

from ..domain.errors import InvalidValue
from ..domain.errors import StoreUnavailable
from ..domain.values import identifier
from ..domain.values import plain_date
from .access_chain import AccessChain
from .access_chain import walk_access
from .access_rows import LINK_BYTES
from .access_rows import NOTHING
from .access_rows import AccessHead
from .access_rows import is_month
from .chain import Expected
from .chain import broken
from .port import Head
from .port import Store

FORM = "prevexp-anchor.v1"
_STORE = "store-id"


@attrs.frozen(kw_only=True)
class Anchor:
    """How far both journals of a store reached on a day, as an anchor file says it; `store` is a name drawn at random.

    `day` is the day it was made, as whoever made it says.
    """

    store: str = attrs.field(validator=identifier)
    day: date = attrs.field(validator=plain_date)
    journal: Head
    access: AccessHead = NOTHING

    def __attrs_post_init__(self) -> None:
        """Refuse what is no count, no hash or no month."""
        for head in (self.journal, self.access):
            if type(head.count) is not int or head.count < 0 or len(head.link) != LINK_BYTES:
                raise InvalidValue("a count and a SHA-256 are needed")
        if self.access.month and not is_month(self.access.month):
            raise InvalidValue("month: a month is written YYYY-MM")

    def to_json(self) -> dict[str, Any]:
        """Return the anchor as plain data, as it is written."""
        return {
            "format": FORM,
            "store": self.store,
            "day": self.day.isoformat(),
            "journal": {"count": self.journal.count, "hash": self.journal.link.hex()},
            "access": {"month": self.access.month, "count": self.access.count, "hash": self.access.link.hex()},
        }

    @property
    def text(self) -> str:
        """The anchor as a file: JSON, readable, one line each."""
        return f"{json.dumps(self.to_json(), indent=1)}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the anchor of a file. Raises InvalidValue if it is none."""
        try:
            data = json.loads(text)
            anchor = cls(
                store=data["store"],
                day=date.fromisoformat(data["day"]),
                journal=Head(data["journal"]["count"], bytes.fromhex(data["journal"]["hash"])),
                access=AccessHead(
                    data["access"]["month"], data["access"]["count"], bytes.fromhex(data["access"]["hash"])
                ),
            )
            written = anchor.to_json()
        except (AttributeError, KeyError, TypeError, ValueError):
            data = written = None
        if data is None or data != written:
            raise InvalidValue(f"this is no anchor of prevexp ({FORM})")
        return anchor


@attrs.frozen(kw_only=True)
class Verified:
    """Both journals of a store, whole; `access` is None where whoever asks may not read the settings of the store."""

    journal: Head
    access: AccessChain | None


def verify_journals(store: Store, anchor: Anchor | Head | None = None) -> Verified:
    """Walk both journals of a store; no key is needed. A head is an anchor of the journal of the cases alone.

    Raises StoreCorrupt where one is broken, if the anchor does not fit, or if it is another store's.
    """
    if not isinstance(anchor, Anchor):
        return _verified(store, store.verify(anchor), None)
    return _verified(store, store.verify(anchor.journal), anchor.access, named=anchor.store)


def _verified(store: Store, journal: Head, anchor: AccessHead | None, *, named: str | None = None) -> Verified:
    try:
        if named is not None and store.setting(_STORE) != named.encode():
            raise broken("both", "", Expected.OWN_ANCHOR)
        return Verified(journal=journal, access=walk_access(store, anchor))
    except StoreUnavailable:  # a role that may follow the journal and read no setting, keys being settings
        return Verified(journal=journal, access=None)


def anchor_of(store: Store, *, day: date, new_id: str) -> Anchor:
    """Return the anchor of a store as it is, both journals verified; `new_id` names the store if nothing does yet.

    Raises StoreCorrupt, StoreUnavailable to whom may not read the settings of the store.
    """
    named = store.setting(_STORE) or store.set_setting(_STORE, new_id.encode())
    journal = store.verify()
    return Anchor(store=named.decode(), day=day, journal=journal, access=walk_access(store).head)
