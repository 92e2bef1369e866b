"""What can be said of a store without its key: how many cases there are, and which master keys their households need.

It is what is left to read when the key is lost, and what tells whether a change of the master key is finished.
"""

from collections import Counter
from collections.abc import Mapping

import attrs

from ..domain.safekeeping_errors import KeyDamaged
from .keys import wrapped_by
from .port import Store
from .sealing import OWN_KEYS
from .setting_port import STORE_KEY

_PAGE = 1000


@attrs.frozen(kw_only=True)
class Survey:
    """A store as it is seen without a key.

    `cases` and `events` are all there are; `statuses`, `months` (YYYY-MM of the first write) and `territories` count
    the cases, `erased` the households whose key is destroyed. `own` maps each key of the store's own to the master key
    it needs, `households` each master key to the number of households that need it; an empty name stands for wrapped
    keys that are damaged.
    """

    cases: int
    events: int
    statuses: Mapping[str, int]
    months: Mapping[str, int]
    territories: Mapping[str, int]
    erased: int
    own: Mapping[str, str]
    households: Mapping[str, int]

    @property
    def needed(self) -> str | None:
        """The master key the store needs; None if it has no keys yet."""
        return self.own.get(STORE_KEY)

    @property
    def others(self) -> Mapping[str, int]:
        """Other master keys that are needed -> households that need them: a change of key that is not finished."""
        left = {one: number for one, number in self.households.items() if one != self.needed}
        return left | {one: left.get(one, 0) for one in self.own.values() if one != self.needed}

    @property
    def whole(self) -> bool:
        """Say whether one master key opens everything that is not erased."""
        return not self.others


def survey(store: Store) -> Survey:
    """Look through the clear columns of a store, a page of cases in memory at a time."""
    statuses, months, territories = Counter[str](), Counter[str](), Counter[str]()
    keys: dict[str, str | None] = {}
    cases = events = 0
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=_PAGE)
        for one in page.summaries:
            cases += 1
            events += one.version
            statuses[one.status] += 1
            months[one.month] += 1
            territories[one.territory] += 1
            keys[one.household] = None if one.wrapped_key is None else _named(one.wrapped_key)
        if (cursor := page.cursor) is None:
            break
    own = {name: _named(wrapped) for name in OWN_KEYS if (wrapped := store.setting(name)) is not None}
    needing = Counter(name for name in keys.values() if name is not None)
    return Survey(
        cases=cases,
        events=events,
        statuses=_sorted(statuses),
        months=_sorted(months),
        territories=_sorted(territories),
        erased=sum(name is None for name in keys.values()),
        own=own,
        households=_sorted(needing),
    )


def _named(wrapped: bytes) -> str:
    try:
        return wrapped_by(wrapped)
    except KeyDamaged:
        return ""


def _sorted(counted: Mapping[str, int]) -> dict[str, int]:
    return {str(one): counted[one] for one in sorted(counted)}
